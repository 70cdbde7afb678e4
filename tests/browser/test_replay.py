"""The replay in a real browser: one time moves map, timetable and ledger, by mouse and by keys."""

import json
import re
from pathlib import Path
from typing import Any

import matplotlib.image as image
import pytest

import sim
from tests.browser.driving import Seen, look, picture, play
from tests.builders import changed, minimal, text
from tests.unit.analysis.replay.reading import at
from tests.verification.test_violations import front

PHONE, DESK = 390, 1200
"""Widths of windows in CSS pixels."""
MOST_BYTES = 1_000_000
MOST_BYTES_OF_REPLAY = 160_000
RIGHT_TO_LEFT = "\u05db\u05dc\u05d1\u05d2\u05f3\u05e8"
DATA = re.compile(r'<script type="application/json" id="replay-data">(.*?)</script>', re.DOTALL)


def data_of(page: Path) -> dict[str, Any]:
    found = DATA.search(page.read_text("utf-8"))
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.fixture(scope="module")
def data(page: Path) -> dict[str, Any]:
    return data_of(page)


@pytest.fixture(scope="module")
def seen(browser: str, page: Path, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    return play(browser, page, tmp_path_factory.mktemp("desk"), width=DESK)


@pytest.fixture(scope="module")
def phone(browser: str, page: Path, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    return play(browser, page, tmp_path_factory.mktemp("phone"), width=PHONE)


@pytest.fixture(scope="module")
def collapsed(browser: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Seen, Path]:
    """An agreement that ends in the middle of a day, whose sum is told at midnight."""
    folder = tmp_path_factory.mktemp("collapsed")
    case = folder / "case.yaml"
    early = {"agreement": {"clauses": {"handover": {"due": "2020-11-10 03:00"}}}}
    breaks = {"violations": front(collapse_probability=1)["violations"]}
    stays = {"troops": {"battalion": {"ready_after_hours": 100}}}
    case.write_text(text(changed(minimal(), early | breaks | stays)), "utf-8")
    page = sim.run(sim.load_scenario(case), replications=1).report(folder / "report.html")
    return play(browser, page, folder, width=DESK), page


@pytest.fixture(scope="module")
def odd(browser: str, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """Sixty areas without coordinates and with names from right to left, as clocks are put back."""
    folder = tmp_path_factory.mktemp("odd")
    case = folder / "case.yaml"
    case.write_text(text(sixty_areas()), "utf-8")
    found = sim.run(sim.load_scenario(case), replications=1)
    return play(browser, found.report(folder / "report.html"), folder, width=PHONE)


def sixty_areas() -> dict[str, Any]:
    made = changed(minimal(), {"time_zone": "Europe/Berlin", "end": "2020-12-01 00:00"})
    made |= {"start": "2020-10-24 12:00"}
    made["agreement"]["signed"] = "2020-10-24 12:00"
    made["places"]["town"]["name"] = RIGHT_TO_LEFT
    for number in range(59):
        place, before = f"p{number}", "town" if number < 6 else f"p{number - 6}"
        made["places"][place] = {"name": f"{RIGHT_TO_LEFT} {number}"}
        made["roads"][f"r{number}"] = {**made["roads"]["road"], "from": place, "to": before}
        made["areas"][f"a{number}"] = {
            "name": f"{RIGHT_TO_LEFT} {RIGHT_TO_LEFT} {number}",
            "places": [place],
            "exits": [before],
        }
    return made


# --- the page -------------------------------------------------------------------------------


def test_the_browser_complains_of_nothing(seen: Seen, phone: Seen, odd: Seen) -> None:
    assert (seen.console, phone.console, odd.console) == ([], [], [])


def test_it_is_small(page: Path) -> None:
    whole = page.read_text("utf-8")
    begin, end = whole.index('<section id="replay"'), whole.index('<section id="clauses"')
    assert len(whole[begin:end].encode()) < MOST_BYTES_OF_REPLAY
    assert page.stat().st_size < MOST_BYTES


def test_without_scripts_a_sentence_says_what_is_missing(page: Path) -> None:
    whole = page.read_text("utf-8")
    assert "<noscript><p>The replay needs JavaScript" in whole
    assert '<div id="replay-stage" class="replay" hidden>' in whole


# --- one time for everything ----------------------------------------------------------------


def test_the_slider_moves_map_ledger_timetable_and_words(seen: Seen) -> None:
    states = list(seen.found["at"].values())
    for what in ("now", "map", "event", "line", "said"):
        assert len({json.dumps(state[what]) for state in states}) == len(states), what
    assert all(state["told"] == state["now"] for state in states)


def test_what_is_shown_is_what_the_data_says(seen: Seen, data: dict[str, Any]) -> None:
    assert len(seen.found["at"]) == 6
    for minute, state in seen.found["at"].items():
        for area, (_, civilians, troops, loads) in zip(data["areas"], state["cells"], strict=True):
            for what, cell in (("civilians", civilians), ("troops", troops), ("loads", loads)):
                assert alone(cell) == f"{at(area[what], int(minute)):,}"
        lanes = [lane for road in data["roads"] for lane in road["lanes"]]
        assert state["queues"] == sum(at(lane["queue"], int(minute)) > 0 for lane in lanes)
    assert max(state["queues"] for state in seen.found["at"].values()) > 0


def alone(cell: str) -> str:
    """The number of those who leave, without those who stay."""
    return cell.partition(", and")[0]


def test_names_on_the_map_come_with_the_numbers_of_the_table(
    seen: Seen, data: dict[str, Any]
) -> None:
    for state in seen.found["at"].values():
        cells = [[alone(cell) for cell in row[1:]] for row in state["cells"]]
        assert [numbers for _, *numbers in state["onMap"]] == cells
        for (name, *_), area in zip(state["onMap"], data["areas"], strict=True):
            assert area["name"].startswith(name.rstrip("\u2026"))


def test_movers_are_on_their_way_at_some_instant(seen: Seen) -> None:
    assert max(state["movers"] for state in seen.found["at"].values()) > 0


def test_the_last_event_that_came_is_marked_and_in_sight(seen: Seen, data: dict[str, Any]) -> None:
    minutes = [minute for minute, _, _ in data["ledger"]]
    for minute, state in seen.found["at"].items():
        last = max(place for place, when in enumerate(minutes) if when <= int(minute))
        assert state["event"] == [last]
        assert state["active"] == f"replay-event-{last}"
        assert state["isEventSeen"]
        assert data["ledger"][last][1] in state["said"]


def test_the_page_stays_where_it_is_while_the_ledger_scrolls(seen: Seen) -> None:
    assert {state["scrolled"] for state in seen.found["at"].values()} == {0}


# --- by mouse -------------------------------------------------------------------------------


def test_a_click_on_an_event_goes_there_and_shows_what_it_is_about(
    seen: Seen, data: dict[str, Any]
) -> None:
    middle, state = seen.found["middle"], seen.found["clicked"]
    minute, _, about = data["ledger"][middle]
    assert (state["event"], state["minute"]) == ([middle], minute)
    assert state["lit"] == len(data["about"][about].split())


def test_steps_go_from_event_to_event_and_by_the_hour(seen: Seen, data: dict[str, Any]) -> None:
    found, middle = seen.found, seen.found["middle"]
    following = next(step for step in data["steps"] if step > middle)
    before = max(step for step in data["steps"] if step < following)
    assert (found["next"]["event"], found["previous"]["event"]) == ([following], [before])
    assert following > middle + 1  # what is no step is stepped over
    assert found["next"]["minute"] == data["ledger"][following][0]
    assert found["later"]["minute"] == found["previous"]["minute"] + 60


def test_what_comes_after_the_last_instant_is_listed_and_cannot_be_played(
    seen: Seen, data: dict[str, Any]
) -> None:
    assert data["ledger"][-1][0] > data["end"] == seen.found["last"]
    after, before = seen.found["after"], seen.found["later"]
    assert after["listed"] == "after"
    assert (after["minute"], after["event"]) == (before["minute"], before["event"])


def test_the_sum_of_the_day_on_which_a_run_ended_can_be_gone_to(
    collapsed: tuple[Seen, Path],
) -> None:
    seen, page = collapsed
    data = data_of(page)
    assert data["ledger"][-1][0] > data["end"] == data["ended"]
    after = seen.found["after"]
    assert (after["minute"], after["event"]) == (data["end"], [len(data["ledger"]) - 1])
    assert seen.console == []


def test_a_click_in_the_timetable_goes_there(seen: Seen) -> None:
    assert seen.found["pointed"] == seen.found["last"]


# --- by keyboard ----------------------------------------------------------------------------


def test_keys_move_the_time(seen: Seen, data: dict[str, Any]) -> None:
    keys, last = seen.found["keys"], seen.found["last"]
    assert all(key["prevented"] for key in keys.values())
    minutes = {name: key["minute"] for name, key in keys.items()}
    assert (minutes["ArrowRight"], minutes["ArrowLeft"]) == (660, 600)
    assert (minutes["PageDown"], minutes["PageUp"]) == (600 + 1440, 600)
    (paged,) = keys["PageUp"]["event"]
    following = next(step for step in data["steps"] if step > paged)
    assert keys["ArrowDown"]["event"] == [following]
    assert keys["ArrowUp"]["event"] == [max(step for step in data["steps"] if step < following)]
    assert (minutes["Home"], minutes["End"]) == (0, last)


def test_the_focus_can_always_leave_and_other_controls_keep_their_keys(seen: Seen) -> None:
    assert seen.found["tab"] == [False, False, False]
    assert seen.found["elsewhere"] is False
    assert seen.found["inList"]["prevented"] is True


def test_in_the_list_a_key_goes_to_the_very_next_event(seen: Seen, data: dict[str, Any]) -> None:
    minutes = [minute for minute, _, _ in data["ledger"]]
    last = max(place for place, when in enumerate(minutes) if when <= 0)
    assert seen.found["inList"]["event"] == [last + 1]


def test_space_plays_and_pauses(seen: Seen) -> None:
    found = seen.found
    assert "Play" in found["stopped"]
    assert "Pause" in found["playing"]
    assert 600 < found["played"]["minute"] < found["last"]
    first, later, button = found["halted"]
    assert first == later >= found["played"]["minute"]
    assert "Play" in button


def test_who_asked_for_less_motion_sees_one_event_after_another(
    browser: str, page: Path, data: dict[str, Any], tmp_path: Path
) -> None:
    found = play(browser, page, tmp_path, "--force-prefers-reduced-motion", width=DESK).found
    (event,) = found["played"]["event"]
    assert 600 < found["played"]["minute"] == data["ledger"][event][0]
    assert found["halted"][0] == found["halted"][1]


# --- wherever it is read --------------------------------------------------------------------


def test_nothing_sticks_out_of_a_phone_or_a_map(seen: Seen, phone: Seen, odd: Seen) -> None:
    for each in (seen, phone, odd):
        assert (each.found["wide"], each.found["small"], each.found["outside"]) == ([], [], [])


def test_names_on_the_map_cover_no_other(seen: Seen, phone: Seen, odd: Seen) -> None:
    assert [each.found["covered"] for each in (seen, phone, odd)] == [0, 0, 0]


def test_no_name_of_the_main_case_is_cut_on_the_map(seen: Seen, phone: Seen) -> None:
    assert (seen.found["cut"], phone.found["cut"]) == ([], [])


def test_badges_of_posts_cover_no_number_of_a_queue(seen: Seen, phone: Seen) -> None:
    assert min(seen.found["queueNumbers"], phone.found["queueNumbers"]) > 0
    assert (seen.found["hidden"], phone.found["hidden"]) == (0, 0)


def test_days_of_the_timetable_touch_no_other(seen: Seen, phone: Seen, odd: Seen) -> None:
    for each in (seen, phone, odd):
        assert each.found["days"] > 1
        assert each.found["touchingDays"] == 0


def test_the_line_of_time_crosses_rows_and_no_heading(seen: Seen) -> None:
    assert seen.found["rowsCrossed"] > 0
    assert seen.found["headingsCrossed"] == 0


def test_a_phone_folds_the_signs_so_that_events_follow_the_map(seen: Seen, phone: Seen) -> None:
    assert (seen.found["folded"], phone.found["folded"]) == ([False, False], [True, True])
    assert 0 < phone.found["gap"] < 60
    assert phone.found["words"] == ["\u25c2 event", "event \u25b8"]


def test_beside_the_clock_it_always_says_that_the_run_is_simulated(page: Path, seen: Seen) -> None:
    whole = page.read_text("utf-8")
    bar = whole[whole.index('class="replay-bar"') : whole.index('id="replay-time"')]
    assert '<span class="replay-tag">simulated run</span>' in bar
    assert "Replay of one simulated run" in whole
    assert "(not a record of what happened)" in whole
    assert seen.found["tag"]


def test_what_was_observed_stands_beside_what_happened_in_the_run(page: Path) -> None:
    whole = page.read_text("utf-8")
    box = whole[whole.index('class="replay-beside"') : whole.index('id="replay-stage"')]
    told = re.sub(r"<[^>]+>", "", box)
    assert re.search(r"Kelbajar district: [^;]*troops out [^;]* observed \(?24 Nov", told)
    assert 0 < box.count("<li>") <= 6


def test_the_ground_of_every_area_is_painted_even_of_a_single_place(seen: Seen, odd: Seen) -> None:
    assert (seen.found["unpainted"], odd.found["unpainted"]) == (0, 0)


def test_every_area_of_the_main_case_is_named_on_a_phone_too(seen: Seen, phone: Seen) -> None:
    assert (seen.found["areas"], phone.found["areas"]) == (3, 3)


def test_paper_shows_the_first_due_date_unless_a_reader_chose_an_instant(
    seen: Seen, data: dict[str, Any]
) -> None:
    assert seen.found["printed"] == seen.found["pointed"]
    assert data["still"] == min(
        when for row in data["rows"] for when, what, _ in row["marks"] if what == "signed"
    )


def test_local_time_is_told_as_clocks_are_put_back(odd: Seen) -> None:
    """From noon of the 24th on, in Berlin: at 03:00 of the 25th it is 02:00 again."""
    told = [now.removeprefix("Sunday, 25 Oct 2020, ") for now in odd.found["clock"].values()]
    assert told == [
        *("00:00", "00:30", "01:00", "01:30", "02:00", "02:30"),
        *("02:00 (again)", "02:30 (again)", "03:00"),
    ]


def test_sixty_areas_with_names_from_right_to_left_are_played(odd: Seen) -> None:
    assert len(odd.found["start"]["cells"]) == 60
    assert odd.found["areas"] > 3
    assert odd.found["next"]["event"] != odd.found["clicked"]["event"]


def test_its_picture_is_not_blank(browser: str, page: Path, tmp_path: Path) -> None:
    one = tmp_path / "one.html"
    whole = page.read_text("utf-8")
    only = "<style>main > :not(#replay) { display: none }</style></head>"
    one.write_text(whole.replace("</head>", only), "utf-8")
    shot = image.imread(picture(browser, one, tmp_path, width=DESK, height=1400))
    ink = (shot[:, :, :3].min(axis=2) < 0.5).mean(axis=1)
    assert (ink[500:] > 0).mean() > 0.5  # rows of pixels with something on them


def test_a_phone_shows_the_page_with_its_replay_without_scrolling_sideways(
    browser: str, page: Path, tmp_path: Path
) -> None:
    assert look(browser, page, tmp_path, width=PHONE).found["wide"] == []
