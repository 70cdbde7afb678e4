"""The summary on a terminal: eighty columns, one fact a line, whatever the names are like."""

from typing import Any

import pytest
from rich.cells import cell_len

from sim.analysis.summarise import summarise
from sim.cli.summary import tell
from tests.tables import (
    CASE,
    PEACEKEEPERS,
    area,
    clause,
    contingent,
    manifest,
    post,
    row,
    run,
    tables,
)

LONG = "The handover of everything that lies between the two rivers and the mountains"


def shown(capsys: pytest.CaptureFixture[str], replications: int = 4, **more: Any) -> list[str]:
    """The lines of a summary of equal replications."""
    numbers = range(replications)
    made = {
        "runs": [run(number) for number in numbers],
        "clauses": [clause(number) for number in numbers],
        "areas": [area(number) for number in numbers],
        **more,
    }
    tell(summarise(tables(**made).__getitem__, manifest(replications=replications)))
    return capsys.readouterr().out.splitlines()


def value(lines: list[str], label: str) -> str:
    """What stands behind a label."""
    (line,) = [line for line in lines if line.startswith(f"  {label} ")]
    return line.removeprefix(f"  {label}").strip()


def queue(road: str, toward: str, vehicles: int) -> dict[str, Any]:
    return row(
        "roads",
        road=road,
        toward=toward,
        longest_queue_vehicles=vehicles,
        longest_queue_km=vehicles / 130,
    )


def test_what_a_clause_is_about_is_told_under_its_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    areas = [area(number, loads_abandoned=12, overlap_hours=2.5) for number in range(4)]
    clauses = [clause(number, civilians_inside_at_due_people=9) for number in range(4)]
    lines = shown(capsys, areas=areas, clauses=clauses)
    assert value(lines, "due") == "15 Nov 00:00"
    assert value(lines, "fulfilled") == "15 Nov 00:00"
    assert value(lines, "inside at due") == "civilians 9"
    assert value(lines, "entered") == "15 Nov 01:00"
    assert value(lines, "inside at entry") == "troops none, civilians none"
    assert value(lines, "nobody in charge") == "1 h"
    assert value(lines, "both sides inside") == "2.5 h"
    assert value(lines, "loads abandoned") == "12"
    assert not any(line.startswith("  loads destroyed") for line in lines)


def test_an_extension_is_told_with_its_answers(capsys: pytest.CaptureFixture[str]) -> None:
    asked = {"requests_number": 1, "first_asked_hours": 81.0, "asked_days": 10}
    clauses = [
        clause(0, **asked, answer="granted", granted_days=5, due_hours=240.0),
        clause(1, **asked, answer="granted", granted_days=5, due_hours=240.0),
        clause(2, **asked, answer="refused", on_time=False, on_time_as_signed=False),
        clause(3),
    ]
    lines = shown(capsys, clauses=clauses)
    assert value(lines, "due") == "15 Nov 00:00; moved in 2 of 4 runs to 20 Nov 00:00"
    assert value(lines, "more time asked") == "75 % (30 to 95); 13 Nov 09:00, for 10 days"
    assert value(lines, "more time granted") == "50 % (15 to 85); 5 days"
    assert value(lines, "on time if granted").startswith("as moved all 2: at least")
    assert value(lines, "on time if refused") == "as moved no, as signed no"
    assert value(lines, "on time if not asked") == "as moved yes, as signed yes"


def test_nobody_asked_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys)
    assert value(lines, "more time asked") == "none in 4: at most 53 %"
    assert not any("granted" in line for line in lines)


def test_a_clause_that_never_fell_due_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    never = {
        "due_as_signed_hours": None,
        "due_hours": None,
        "completed_hours": None,
        "on_time": None,
        "on_time_as_signed": None,
    }
    lines = shown(capsys, clauses=[clause(number, **never) for number in range(4)])
    assert value(lines, "due") == "never fell due"
    assert lines[4].split() == ["Handover", "not", "known", "not", "known"]


def test_runs_that_do_not_tell_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """Due has moved beyond the end in one run, which ended before anybody was out."""
    open_end = {"due_hours": 900.0, "completed_hours": None, "on_time": None}
    clauses = [clause(0), clause(1), clause(2, **open_end, on_time_as_signed=False)]
    lines = shown(capsys, 3, clauses=clauses)
    assert value(lines, "not known") == "whether on time as moved in 1 of 3 runs"


def test_an_area_that_no_clause_is_about_has_a_place_of_its_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    facts = [{**CASE["case_clauses"][0], "areas": None}]
    lines = shown(capsys, case={"case_clauses": facts})
    assert lines.index("District") > lines.index("Handover")


def test_two_clauses_about_one_area_tell_of_it_once(capsys: pytest.CaptureFixture[str]) -> None:
    facts = [
        {**CASE["case_clauses"][0], "clause": key, "name": name}
        for key, name in (("first", "First"), ("second", "Second"))
    ]
    clauses = [clause(number, clause=key) for number in range(2) for key in ("first", "second")]
    lines = shown(
        capsys, 2, clauses=clauses, areas=[area(0), area(1)], case={"case_clauses": facts}
    )
    assert len([line for line in lines if line.startswith("  nobody in charge")]) == 1


def test_a_name_of_wide_letters_does_not_push_the_columns_aside(
    capsys: pytest.CaptureFixture[str],
) -> None:
    facts = [{**CASE["case_clauses"][0], "name": "引き渡し"}]
    lines = shown(capsys, case={"case_clauses": facts})
    (line,) = [line for line in lines if line.startswith("引き渡し  ")]
    assert cell_len(line.partition("all")[0]) == 26


@pytest.mark.parametrize("name", [LONG, "Քարվաճառի հանձնումը և մնացած ամեն ինչը, եթե հնարավոր է"])
def test_long_names_stay_within_eighty_columns(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    facts = [{**CASE["case_clauses"][0], "name": name}]
    roads = [{**CASE["case_roads"][0], "name": name}]
    places = [{**place, "name": name} for place in CASE["case_places"]]
    lines = shown(
        capsys,
        case={"case_clauses": facts, "case_roads": roads, "case_places": places},
        roads=[queue("road", "border", 100)],
    )
    assert max(map(cell_len, lines)) <= 80
    columns = [line for line in lines if "all 4: at least 47 %" in line]
    assert [line.index("all 4") for line in columns] == [26, 26]


def test_queues_stand_under_their_road_the_longest_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    roads = [
        {**CASE["case_roads"][0], "road": name, "name": name.title()} for name in ("east", "west")
    ]
    lines = shown(
        capsys,
        1,
        case={"case_roads": roads},
        roads=[queue("east", "town", 5), queue("west", "border", 50), queue("east", "border", 90)],
    )
    at = next(place for place, line in enumerate(lines) if line.startswith("Longest queues"))
    assert [line.split() for line in lines[at + 1 : at + 6]] == [
        ["East"],
        ["toward", "Border", "90", "0.7"],
        ["toward", "Town", "5", "0.04"],
        ["West"],
        ["toward", "Border", "50", "0.4"],
    ]


def test_under_a_queue_stands_what_its_delay_came_from(capsys: pytest.CaptureFixture[str]) -> None:
    """Ten vehicle-hours in four runs alike, three quarters of them behind breakdowns."""
    delays = {
        "delay_vehicle_hours": 10.0,
        "delay_breakdown_vehicle_hours": 7.5,
        "delay_road_queue_vehicle_hours": 2.5,
        "delay_night_vehicle_hours": 0.0,
    }
    roads = [queue("road", "border", 90) | delays | {"replication": number} for number in range(4)]
    lines = shown(capsys, roads=roads)
    at = next(place for place, line in enumerate(lines) if "toward Border" in line)
    assert lines[at + 1].split() == "delay by cause breakdown 75 %, road queue 25 %".split()


def test_a_road_that_opened_later_has_a_block_of_its_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Cars and lorries come in together; peacekeepers were never kept out, buses always are."""
    opened = {
        "cleared_hours": 100.0,
        "opened_to_car_hours": 120.0,
        "opened_to_lorry_hours": 120.0,
        "opened_to_bus_hours": None,
        "opened_to_peacekeepers_hours": 0.0,
    }
    roads = [queue("road", "border", 0) | opened | {"replication": number} for number in range(4)]
    roads[3] |= {"opened_to_car_hours": None, "opened_to_lorry_hours": None}
    lines = shown(capsys, roads=roads)
    assert "Road: Road" in lines
    assert value(lines, "cleared") == "14 Nov 04:00"
    assert value(lines, "opened") == "to cars and lorries: median 15 Nov 00:00,"
    assert len([line for line in lines if line.startswith("  opened")]) == 1


def test_a_road_open_from_the_start_tells_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    roads = [queue("road", "border", 0) | {"opened_to_car_hours": 0.0}]
    assert not any(line.startswith("Road:") for line in shown(capsys, 1, roads=roads))


def test_a_gap_says_how_much_of_it_nobody_watched(capsys: pytest.CaptureFixture[str]) -> None:
    watched = {"covered_from_hours": 50.0, "gap_hours": 6.0, "gap_uncovered_hours": 2.0}
    both = {"overlap_hours": 3.0, "overlap_uncovered_hours": 0.0}
    areas = [area(number, **watched, **both) for number in range(4)]
    lines = shown(capsys, areas=areas)
    assert value(lines, "nobody in charge") == "6 h; unwatched 2 h"
    assert value(lines, "both sides inside") == "3 h; unwatched none"


def test_no_queue_needs_no_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert not any("queues" in line for line in shown(capsys))


def test_intervals_are_said_to_hold_for_these_inputs(capsys: pytest.CaptureFixture[str]) -> None:
    assert "for these inputs" in " ".join(shown(capsys))


def test_peacekeepers_have_a_block_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    numbers = range(4)
    posts = [post(number, name) for number in numbers for name in ("hill", "pass")]
    posts += [post(number, "ford", is_temporary=True, manned_hours=None) for number in numbers]
    rows = [contingent(number, excess="grad-launchers 2") for number in numbers]
    rows[3]["strength_100_hours"] = None
    lines = shown(capsys, contingents=rows, posts=posts, case={"case_contingents": [PEACEKEEPERS]})
    assert "Peacekeepers: Peacekeepers" in lines
    assert value(lines, "sorties") == "100"
    assert value(lines, "first in place") == "11 Nov 00:00"
    assert value(lines, "nine tenths in place") == "14 Nov 00:00"
    assert value(lines, "all in place").startswith("median 15 Nov 00:00, latest: later than")
    assert value(lines, "posts manned at end") == "2 of 2 permanent, none of 1 temporary"
    assert value(lines, "beyond authorised") == "grad launchers by 2; all 4: at least 47 %"


def breach(replication: int, hours: float, what: str, where: str) -> dict[str, Any]:
    return row("breaches", replication, number=0, hours=hours, breach=what, where=where)


def test_breaches_of_any_kind_stand_in_the_order_of_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Launchers too many in all runs, two violations in one of them, a late clause in another."""
    found = [breach(number, 30.0, "excess", "rocket-launchers") for number in range(4)]
    found += [breach(1, 24.0, "violation", "district"), breach(1, 48.0, "violation", "district")]
    found += [breach(3, 120.0, "late", "handover")]
    lines = shown(capsys, breaches=found)
    at = lines.index("Breaches of any kind, in order")
    assert [line.split() for line in lines[at + 1 : at + 4]] == [
        "violation District: 25 % (5 to 70); 11 Nov 00:00".split(),
        "excess rocket launchers: all 4: at least 47 %; 11 Nov 06:00".split(),
        "late Handover: 25 % (5 to 70); 15 Nov 00:00".split(),
    ]
    assert not any(line.startswith("Breaches") for line in shown(capsys))


def test_excess_that_was_put_into_the_case_is_told_as_such_with_whose_it_was(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = [breach(number, 30.0, "excess", "rocket-launchers") for number in range(4)]
    rows = [contingent(number, excess="rocket-launchers 2") for number in range(4)]
    case = {"case_contingents": [PEACEKEEPERS]}
    lines = shown(capsys, breaches=found, contingents=rows, case=case)
    at = lines.index("Breaches of any kind, in order")
    told = " ".join(" ".join(lines[at + 1 : at + 3]).split())
    assert told.startswith("excess Peacekeepers: rocket launchers: put into the case, in all 4;")


def test_a_cause_is_told_in_the_words_of_readers(capsys: pytest.CaptureFixture[str]) -> None:
    causes = [
        row("causes", number, clause="handover", cause="prerequisite", person_seconds=3600.0)
        for number in range(4)
    ]
    assert value(shown(capsys, causes=causes), "held up by").startswith(
        "waiting for others to go first 100 %"
    )


def test_violations_and_collapses_are_told_where_there_are_any(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "Ceasefire" not in shown(capsys)
    runs = [run(number, violations_number=number) for number in range(4)]
    lines = shown(capsys, runs=runs)
    assert value(lines, "violations in a run") == "1 (highest: 3)"
    assert value(lines, "agreement collapsed") == "none in 4: at most 53 %"
    runs[3] |= {"collapsed_hours": 48.0, "collapsed_area": "district"}
    lines = shown(capsys, runs=runs)
    assert value(lines, "agreement collapsed") == "25 % (5 to 70); 12 Nov 00:00; District (1)"
