"""What the schema refuses, each with the place in the file and the way out."""

import pytest

from tests.builders import minimal, refusals, scenario, text

ROAD = "roads.road"


def road(**changes: object) -> dict[str, object]:
    return {"roads": {"road": changes}}


def test_the_minimal_scenario_is_not_refused():
    assert scenario().scenario.title == "One road out"


def test_an_unknown_key_is_refused_with_a_suggestion():
    assert refusals(road(precedense="car")) == [
        ("precedense: car", f"{ROAD}.precedense", "unknown key; did you mean 'precedence'?")
    ]


def test_an_unknown_key_like_no_other_is_refused_with_all_that_are_allowed():
    [(_, path, what)] = refusals({"parties": {"leaver": {"xyz": 1}}})
    assert (path, what) == ("parties.leaver.xyz", "unknown key; allowed: name, roles, source")


def test_a_misspelt_key_that_is_needed_is_told_once():
    assert refusals(road(length_km=None, lenght_km=60)) == [
        ("lenght_km: 60", f"{ROAD}.lenght_km", "unknown key; did you mean 'length_km'?")
    ]


def test_a_missing_key_is_told_with_what_it_means_at_the_block_that_needs_it():
    assert refusals(road(length_km=None)) == [
        ("road:", f"{ROAD}.length_km", "needs 'length_km': Length along the road.")
    ]


def test_a_missing_block_is_told_at_the_top_of_the_file():
    assert refusals(agreement=None) == [
        ("title: One road out", "agreement", "needs 'agreement': What was agreed.")
    ]


def test_all_problems_come_out_at_once_in_the_order_of_the_file():
    found = refusals(
        road(to="brder", length_km=-1),
        time_zone="Asia/Erevan",
        agreement={"clauses": {"handover": {"due": "2020-11-15", "whoo": 1}}},
        flows={"flow": {"from": "town", "to": "town", "vehicles_per_day": 1}},
    )
    assert [path for _, path, _ in found] == [
        "time_zone",
        "roads.road.to",
        "roads.road.length_km",
        "agreement.clauses.handover.due",
        "agreement.clauses.handover.whoo",
    ]


def test_meaning_is_checked_wherever_the_blocks_it_needs_are_right():
    found = refusals(
        troops={"battalion": {"personel": 3}},
        flows={"flow": {"from": "town", "to": "town", "vehicles_per_day": 1}},
    )
    assert [path for _, path, _ in found] == ["troops.battalion.personel", "flows.flow.to"]


@pytest.mark.parametrize(
    ("changes", "written", "path", "what"),
    [
        (road(to="brder"), "brder", "roads.road.to", "no place 'brder'; did you mean 'border'?"),
        (
            {"areas": {"district": {"exits": ["bordr"]}}},
            "bordr",
            "areas.district.exits.0",
            "no place 'bordr'; did you mean 'border'?",
        ),
        (
            {"troops": {"battalion": {"route": ["raod"]}}},
            "raod",
            "troops.battalion.route.0",
            "no road 'raod'; did you mean 'road'?",
        ),
        (
            {"agreement": {"clauses": {"handover": {"who": {"area": "distrikt"}}}}},
            "distrikt",
            "agreement.clauses.handover.who.area",
            "no area 'distrikt'; did you mean 'district'?",
        ),
        (
            {"agreement": {"clauses": {"handover": {"who": {"names": ["troops.batalion"]}}}}},
            "troops.batalion",
            "agreement.clauses.handover.who.names.0",
            "no unit or group 'troops.batalion'; did you mean 'troops.battalion'?",
        ),
        (
            {"agreement": {"clauses": {"handover": {"party": "leavers"}}}},
            "leavers",
            "agreement.clauses.handover.party",
            "no party 'leavers'; did you mean 'leaver'?",
        ),
        (
            {"troops": {"battalion": {"lifted_by": "lorries"}}},
            "lorries",
            "troops.battalion.lifted_by",
            "no vehicle pool 'lorries'; there is none to name",
        ),
        (
            road(length_km={"value": 60, "source": "ap"}),
            "ap",
            "roads.road.length_km.source",
            "no source 'ap'; there is none to name",
        ),
        (road(source="ap"), "ap", "roads.road.source", "no source 'ap'; there is none to name"),
        (
            road(length_km={"value": 60, "rivals": [{"value": 55, "source": "ap"}]}),
            "ap",
            "roads.road.length_km.rivals.0.source",
            "no source 'ap'; there is none to name",
        ),
        (
            {"agreement": {"clauses": {"handover": {"due": {"value": "2020-11-15 00:00",
                                                            "source": "ap"}}}}},
            "ap",
            "agreement.clauses.handover.due.source",
            "no source 'ap'; there is none to name",
        ),
    ],
)  # fmt: skip
def test_an_unknown_name_is_refused(changes: dict, written: str, path: str, what: str):
    assert refusals(changes) == [(written, path, what)]


@pytest.mark.parametrize(
    ("event", "what"),
    [
        ("clauses.handovr.completed", "nothing named 'handovr' under clauses; did you mean"),
        ("clauses.handover.complete", "clauses have no event 'complete'; did you mean 'completed'"),
        ("clause.handover.completed", "nothing under 'clause' has events; did you mean 'clauses'?"),
        ("handover", "an event is written collection.name.event, as clauses.NAME.completed, or"),
    ],
)
def test_an_unknown_event_is_refused(event: str, what: str):
    [(written, path, said)] = refusals({"troops": {"battalion": {"ready_after": event}}})
    assert (written, path) == (event, "troops.battalion.ready_after")
    assert said.startswith(what)


def test_an_unknown_word_is_refused_with_all_that_are_allowed():
    assert refusals({"troops": {"battalion": {"departure": "sprad"}}}) == [
        (
            "sprad",
            "troops.battalion.departure",
            "one of as-soon-as-possible, spread, late is needed here, found 'sprad'; did you mean "
            "'spread'?",
        )
    ]


def test_an_unknown_class_as_a_key_is_refused_at_the_key():
    [(written, path, what)] = refusals(road(open_to={"cars": "never"}))
    assert (written, path) == ("cars: never", "roads.road.open_to.cars")
    assert what.endswith("found 'cars'; did you mean 'car'?")


@pytest.mark.parametrize("name", ["Town", "new town", "new_town", "-town", "town-", "стан", "a.b"])
def test_a_name_in_other_letters_is_refused_at_the_key(name: str):
    [(written, path, what)] = refusals({"places": {name: {"name": "New town"}}})
    assert written.startswith(f"{name}:")
    assert path == f"places.{name}"
    assert what.startswith(f"'{name}' cannot be a name: names are small letters and digits")


def test_labels_may_be_in_any_script():
    assert scenario({"places": {"town": {"name": "Քարվաճառ"}}})


@pytest.mark.parametrize("letter", ["\x1b", "\x00", "\x9b", "\u202e", "\u2066", "\uffff"])
def test_letters_in_a_label_that_disturb_what_stands_around_them_are_refused(letter: str):
    [(_, path, what)] = refusals({"places": {"town": {"name": f"To{letter}wn"}}})

    assert path == "places.town.name"
    assert what == (
        f"the invisible character U+{ord(letter):04X} in this text disturbs what stands around it; "
        "leave it out"
    )


@pytest.mark.parametrize("letter", ["\t", "\n", "\u200e", "\u200d", "\u00ad", "\U0001f69a"])
def test_other_letters_that_nobody_sees_are_not(letter: str):
    assert scenario({"places": {"town": {"name": f"To{letter}wn"}}})


@pytest.mark.parametrize(
    ("changes", "written", "what"),
    [
        ({"roads": 3}, "3", "a mapping keyed by name is needed here, found '3'"),
        ({"roads": ["r"]}, "- r", "a mapping keyed by name is needed here, found a list"),
        ({"night": "dark"}, "dark", "a mapping with 'begins' and 'ends' is needed here, found"),
        ({"areas": {"district": {"places": "town"}}}, "town", "a list, as [a, b], is needed here"),
        ({"title": ["a"]}, "- a", "text is needed here, found a list"),
        ({"title": {"a": 1}}, "title:", "text is needed here, found a mapping"),
    ],
)
def test_something_of_another_kind_is_refused(changes: dict, written: str, what: str):
    found = refusals(changes)
    assert len(found) == 1
    assert found[0][0] == written
    assert found[0][2].startswith(what)


def test_two_forms_of_one_value_are_refused():
    who = {"area": "district", "names": ["troops.battalion"]}
    assert refusals({"agreement": {"clauses": {"handover": {"who": who}}}}) == [
        (
            "names:",
            "agreement.clauses.handover.who.names",
            "belongs to another form of this value; a value has one form",
        )
    ]


def test_a_measure_that_is_none_is_refused_with_its_forms():
    [(written, _, what)] = refusals({"agreement": {"clauses": {"handover": {"measure": "some"}}}})
    assert written == "some"
    assert what == (
        "one of all, {share: ...}, {number: ...}, {at_most: ...} is needed here, found 'some'"
    )


def test_an_empty_value_is_refused_where_there_is_nothing_to_delete():
    assert refusals(written=text(minimal()) + "troops:\n".replace("troops", "flows")) == [
        (
            "flows:",
            "flows",
            "is empty; give a value or leave the key out (an empty value deletes what an extended "
            "file set, and nothing is set here)",
        )
    ]


def test_an_unknown_key_with_an_empty_value_is_an_unknown_key():
    written = text(minimal()) + "flws:\n"
    assert refusals(written=written) == [("flws:", "flws", "unknown key; did you mean 'flows'?")]


def test_a_list_instead_of_the_file_is_refused():
    assert refusals(written="- a\n") == [
        ("- a", "", "a scenario is a mapping of keys such as title, places and roads")
    ]


def test_what_is_wrong_with_the_form_and_with_the_schema_comes_out_together():
    written = text(minimal()).replace("length_km: 60", "length_km: &x 60\n    to: town\n    zz: 1")
    assert [path for _, path, _ in refusals(written=written)] == [
        "roads.road.length_km",
        "roads.road.to",
        "roads.road.zz",
    ]


def test_what_depends_on_a_collection_that_is_broken_itself_is_not_told():
    assert [path for _, path, _ in refusals(places=3)] == ["places"]


def test_a_message_stays_on_one_line_and_is_short_whatever_was_written():
    found = refusals({"title": {}, "troops": {"battalion": {"departure": "a\nb\x1b" + "x" * 900}}})
    for _, path, what in found:
        assert what.isprintable()
        assert len(path) < 100
        assert len(what) < 200
    found = refusals({"k\n\x1b" + "y" * 900: 1})
    assert len(found[0][1]) < 100
    assert found[0][1].isprintable()
