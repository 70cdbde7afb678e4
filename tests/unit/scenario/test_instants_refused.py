"""Instants have one spelling and an hour."""

import pytest

from tests.builders import minimal, refusals, text

DUE = "agreement.clauses.handover.due"


def due(value: str) -> list[tuple[str, str, str]]:
    return refusals(written=text(minimal()).replace("due: 2020-11-15 00:00", f"due: {value}"))


def test_a_date_without_an_hour_is_refused_and_told_what_by_a_day_meant():
    assert due("2020-11-15") == [
        (
            "2020-11-15",
            DUE,
            "'2020-11-15' has no hour: write 2020-11-15 00:00 for its first minute ('by the 15th' "
            "was the first minute of the 15th, three times of three in 2020)",
        )
    ]


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("2020-11-31 00:00", "'2020-11-31 00:00' is not in the calendar: November has no day 31"),
        ("2020-11-31", "'2020-11-31' is not in the calendar: November has no day 31"),
        ("2021-02-29 00:00", "'2021-02-29 00:00' is not in the calendar: February has no day 29"),
        ("2020-13-01 00:00", "'2020-13-01 00:00' is not in the calendar: there is no month 13"),
        ("2020-11-15 24:00", "'2020-11-15 24:00' is not in the calendar: hours go from 00 to 23"),
        ("0020-11-15 00:00", "'0020-11-15 00:00' lies outside the years 1900 to 2199"),
        ("15.11.2020 00:00", "an instant is needed here, written YYYY-MM-DD HH:MM as 2020-11-15"),
        ("2020-11-15T00:00", "an instant is needed here, written YYYY-MM-DD HH:MM as 2020-11-15"),
        ("2020-11-15 00:00:00", "an instant is needed here, written YYYY-MM-DD HH:MM"),
        ("2020-11-15 0:00", "an instant is needed here, written YYYY-MM-DD HH:MM"),
        ("2020-11-15 00:00Z", "an instant is needed here, written YYYY-MM-DD HH:MM"),
        ("tomorrow", "an instant is needed here, written YYYY-MM-DD HH:MM"),
        ("[2020-11-15 00:00]", "an instant is needed here, as 2020-11-15 00:00, found a list"),
    ],
)
def test_another_spelling_or_a_day_that_is_none_is_refused(value: str, what: str):
    [(written, path, said)] = due(value)
    assert (written, path) == (value, DUE)
    assert said.startswith(what)


def test_quotes_around_an_instant_change_nothing():
    assert due('"2020-11-15 00:00"') == []


def test_a_sources_date_may_be_a_day_or_an_instant():
    for date in ("2020-11-15", "2020-11-15 06:00"):
        assert not refusals(sources={"article": {"title": "A", "date": date}})
    [(_, path, _)] = refusals(sources={"article": {"title": "A", "date": "2020-11-31"}})
    assert path == "sources.article.date"


@pytest.mark.parametrize("hour", ["6:30", "24:00", "06:60", "390", "06:30:00"])
def test_an_hour_of_the_day_is_written_in_one_way(hour: str):
    night = {"begins": "18:00", "ends": hour, "binds": ["bus"]}
    [(_, path, what)] = refusals(night=night)
    assert path == "night.ends"
    assert what.startswith("an hour of the day is needed here, written HH:MM as 06:30, found")


def test_an_hour_of_the_day_needs_no_quotes():
    written = text(minimal()) + "night: {begins: 18:30, ends: 06:30, binds: [bus]}\n"
    assert refusals(written=written) == []
