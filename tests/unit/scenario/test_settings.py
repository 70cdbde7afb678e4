"""Values set on the command line."""

import pytest

from sim.scenario.load import Loaded, parse_scenario
from tests.builders import changed, minimal, refusals, text

LENGTH = "roads.road.length_km"


def with_settings(*settings: str, changes: dict | None = None) -> Loaded:
    return parse_scenario(text(changed(minimal(), changes or {})), settings=settings)


def refused(*settings: str, changes: dict | None = None) -> list[tuple[str, str, str]]:
    return refusals(changes, settings=settings)


def test_a_number_set_by_hand_has_the_command_line_as_its_source():
    length = with_settings(f"{LENGTH}=50").scenario.roads["road"].length_km
    assert (length.value, length.source) == (50, "command line")


def test_a_distribution_set_by_hand_has_it_too():
    length = with_settings(f"{LENGTH}={{pert: [40, 50, 90]}}").scenario.roads["road"].length_km
    assert (length.text(), length.source) == ("pert 40, 50, 90", "command line")


def test_a_date_set_by_hand_has_it_too():
    loaded = with_settings("agreement.clauses.handover.due=2020-11-20 00:00")
    due = loaded.scenario.agreement.clauses["handover"].due
    assert (f"{due.value:%d %H}", due.source) == ("20 00", "command line")


def test_a_source_given_with_the_value_stays():
    changes = {"sources": {"article": {"title": "A"}}}
    loaded = with_settings(f"{LENGTH}={{value: 50, source: article}}", changes=changes)
    assert loaded.scenario.roads["road"].length_km.source == "article"


def test_the_place_of_what_was_set_is_the_option():
    node = with_settings(f"{LENGTH}=50").document.node_at(LENGTH.split("."))
    assert (node.place, node.file) == (f"--set {LENGTH}=50", "command line")


def test_a_word_or_a_list_is_set_as_it_is():
    loaded = with_settings(
        "troops.battalion.departure=spread", "agreement.clauses.handover.what=[civilians, troops]"
    )
    assert loaded.scenario.troops["battalion"].departure == "spread"
    assert loaded.scenario.agreement.clauses["handover"].what == ("civilians", "troops")


def test_the_last_of_two_settings_counts():
    assert (
        with_settings(f"{LENGTH}=50", f"{LENGTH}=40").scenario.roads["road"].length_km.value == 40
    )


def test_an_equals_sign_in_the_value_belongs_to_it():
    assert with_settings("title=a=b").scenario.title == "a=b"


def test_what_the_file_leaves_open_can_be_set():
    assert with_settings("roads.road.breakdown_probability=0.1")
    assert with_settings("roads.road.open_to.bus=never")
    rear_guard = "troops.battalion.rear_guard={share: 0.1, hours_before_due: 6}"
    made = with_settings(rear_guard).scenario.troops["battalion"].rear_guard
    assert made.share.source == made.hours_before_due.source == "command line"


def test_a_block_that_is_missing_is_made_key_by_key():
    made = with_settings(
        "troops.battalion.rear_guard.share=0.1", "troops.battalion.rear_guard.hours_before_due=6"
    )
    assert made.scenario.troops["battalion"].rear_guard.hours_before_due.value == 6
    assert refused("troops.battalion.rear_guard.share=0.1") == [
        (
            "--set troops.battalion.rear_guard.share=0.1",
            "troops.battalion.rear_guard.hours_before_due",
            "needs 'hours_before_due': At the latest so many hours before due, whether civilians "
            "are out or not.",
        )
    ]


def test_a_mapping_set_on_a_block_merges_with_it():
    road = with_settings("roads.road={length_km: 50}").scenario.roads["road"]
    assert (road.length_km.value, road.car_speed_kmh.value) == (50, 60)


def test_null_deletes_and_is_refused_where_there_is_nothing_to_delete():
    assert not with_settings("troops.battalion=null").scenario.troops
    [(place, path, what)] = refused("night=null")
    assert (place, path) == ("--set night=null", "night")
    assert what.startswith("is empty; give a value or leave the key out")


def test_a_number_inside_a_form_that_stands_in_the_file_can_be_set():
    policy = {
        "clauses": ["handover"],
        "asked_by": "leaver",
        "answered_by": "receiver",
        "planned_vehicles_per_hour": 400,
        "ask_if_late_by_hours": 0,
        "ask": {"prudence": 1, "most_days": 5},
        "grant": {"patience": {"none_probability": 0.35, "days": 10}},
    }
    changes = {"agreement": {"extensions": {"policy": policy}}}
    path = "agreement.extensions.policy.grant"
    loaded = with_settings(f"{path}.patience.none_probability=1", changes=changes)
    patience = loaded.scenario.agreement.extensions["policy"].grant.patience
    assert (patience.none_probability.value, patience.days.value) == (1, 10)
    [(_, _, what)] = refused(f"{path}.probability=1", changes=changes)
    assert what.startswith("unknown path; ")


@pytest.mark.parametrize(
    ("setting", "path", "what"),
    [
        (
            "roads.road.lenght_km=5",
            "roads.road.lenght_km",
            "unknown path; did you mean 'roads.road.length_km'?",
        ),
        (
            "roads.raod.length_km=5",
            "roads.raod.length_km",
            "unknown path; did you mean 'roads.road.length_km'?",
        ),
        (
            "rods.road.length_km=5",
            "rods.road.length_km",
            "unknown path; did you mean 'roads.road.length_km'?",
        ),
        (
            "clauses.handover.due=2020-11-20 00:00",
            "clauses.handover.due",
            "unknown path; did you mean 'agreement.clauses.handover.due'?",
        ),
        (
            "length_km=5",
            "length_km",
            "unknown path; did you mean 'roads.road.length_km'?",
        ),
        (
            "places.harbour.loading_points=5",
            "places.harbour.loading_points",
            "unknown path; allowed: border, town",
        ),
        (
            "roads.road.length_km.value=5",
            "roads.road.length_km.value",
            "this path goes below a value; set the whole roads.road.length_km",
        ),
        (
            "agreement.clauses.handover.due.value=2020-11-20 00:00",
            "agreement.clauses.handover.due.value",
            "this path goes below a value; set the whole agreement.clauses.handover.due",
        ),
        (
            "areas.district.exits.0=border",
            "areas.district.exits.0",
            "this path goes below a value; set the whole areas.district.exits",
        ),
        ("extends=other.yaml", "extends", None),
        ("roads.road.length_km=", "roads.road.length_km", "a value is missing after '='; null"),
        ("roads.road.length_km", "", "a setting is written path=value, as roads.NAME.length_km=50"),
        ("=5", "", "a setting is written path=value, as roads.NAME.length_km=50"),
        ("roads..length_km=5", "", "a setting is written path=value, as roads.NAME.length_km=50"),
    ],
)
def test_an_unknown_path_is_refused(setting: str, path: str, what: str | None):
    [(place, found_path, said)] = refused(setting)
    assert (place, found_path) == (f"--set {setting}", path)
    assert said.startswith(what or "unknown path; ")


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("fast", "a number is needed here, found 'fast'"),
        ("-1", "a number above 0 is needed here, found -1"),
        ("010", "a number is needed here, found '010'; write 10, without leading zeros"),
        ("'50'", "a number is needed here, found the text '50' in quotes"),
        ("[1, 2]", "a number above 0 is needed here, found a list"),
        ("{pert: [3, 2, 1]}", "pert must be in order"),
        ("{prt: [1, 2, 3]}", "unknown key; did you mean 'pert'?"),
        ("[1", "cannot be read as YAML: the list or mapping in brackets that begins here"),
        ("&x 5", "an anchor (&x) may not be used"),
        ("*x", "an alias (*x) may not be used"),
        ("!!int 5", "a tag (!) may not be used"),
        ("a\tb\x00", "the character U+0000 cannot be seen"),
        ("\n---\n5\n---\n6", "a second document begins here"),
        ("[" * 5000, "nested deeper than 40 levels"),
        ("{value: 1, value: 2}", "this key stands here twice"),
    ],
)
def test_a_bad_value_is_refused_with_the_option_as_its_place(value: str, what: str):
    found = refused(f"{LENGTH}={value}")
    assert len(found) == 1
    assert found[0][0].startswith(f"--set {LENGTH}=")
    assert found[0][2].startswith(what)


def test_a_bad_value_of_every_other_kind_is_refused_too():
    for setting, what in (
        ("agreement.clauses.handover.due=2020-11-20", "'2020-11-20' has no hour"),
        ("troops.battalion.departure=soon", "one of as-soon-as-possible, spread, late is needed"),
        ("troops.battalion.place=twon", "no place 'twon'; did you mean 'town'?"),
        ("roads.road=5", "a mapping with 'from' and 'to' and 'length_km' is needed here"),
        ("end=2020-11-01 00:00", "the end must come after the start"),
    ):
        found = refused(setting)
        assert (f"--set {setting}", True) in [(p, w.startswith(what)) for p, _, w in found]


def test_several_bad_settings_are_told_together_with_what_is_wrong_in_the_file():
    found = refused("rods=1", f"{LENGTH}=x", changes={"title": None})
    assert [path for _, path, _ in found] == [LENGTH, "rods", "title"]


def test_a_date_is_set_whole_so_that_its_source_does_not_stay_with_another_date():
    due = {"value": "2020-11-15 00:00", "source": "article"}
    changes = {
        "sources": {"article": {"title": "A"}},
        "agreement": {"clauses": {"handover": {"due": due}}},
    }
    path = "agreement.clauses.handover.due"
    assert [what for _, _, what in refused(f"{path}.value=2020-11-20 00:00", changes=changes)] == [
        f"this path goes below a value; set the whole {path}"
    ]
    set_whole = with_settings(f"{path}=2020-11-20 00:00", changes=changes)
    assert set_whole.scenario.agreement.clauses["handover"].due.source == "command line"


def test_days_of_a_flow_can_be_added():
    flow = {"from": "town", "to": "border", "vehicles_by_date": {"2020-11-11": 5}}
    loaded = with_settings(
        "flows.flow.vehicles_by_date.2020-11-12=7", changes={"flows": {"flow": flow}}
    )
    assert set(loaded.scenario.flows["flow"].vehicles_by_date) == {"2020-11-11", "2020-11-12"}
