"""Dates on the axis of time: where they stand, how they are written, how many there are."""

from datetime import datetime

from matplotlib.figure import Figure

from sim.analysis.charts.dates import draw_dates, first_hour, ticks, zone_words
from sim.clock import Calendar

YEREVAN = Calendar(start=datetime(2020, 11, 10, 1), zone="Asia/Yerevan")


def labels(calendar, begin, end, width=6.0):
    return [(tick.hours, tick.label) for tick in ticks(calendar, begin, end, width=width)]


def test_a_date_stands_at_its_local_midnight():
    assert labels(YEREVAN, -1, 240, width=10)[:3] == [
        (-1, "10 Nov"),
        (23, "11 Nov"),
        (47, "12 Nov"),
    ]


def test_dates_on_a_longer_axis_are_round_days_of_the_month():
    found = [label for _, label in labels(YEREVAN, -1, 30 * 24)]

    assert found == ["10 Nov", "15 Nov", "20 Nov", "25 Nov", "1 Dec", "5 Dec", "10 Dec"]


def test_a_short_axis_has_hours_of_the_day():
    found = [label for _, label in labels(YEREVAN, 0, 30, width=9)]

    day = ["03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00"]
    assert found == [*day, "11 Nov", "03:00", "06:00"]


def test_an_axis_of_years_has_months_with_their_year():
    found = [label for _, label in labels(YEREVAN, 0, 3 * 365 * 24)]

    assert found[0] == "Jan 2021"
    assert all(label.split()[1].isdigit() and int(label.split()[1]) > 2020 for label in found)


def test_the_day_on_which_clocks_go_back_is_an_hour_longer():
    new_york = Calendar(start=datetime(2020, 10, 31), zone="America/New_York")

    assert labels(new_york, 0, 120)[:4] == [
        (0, "31 Oct"),
        (24, "1 Nov"),
        (49, "2 Nov"),
        (73, "3 Nov"),
    ]


def test_an_hour_that_clocks_skip_is_not_marked():
    berlin = Calendar(start=datetime(2021, 3, 28), zone="Europe/Berlin")

    assert [label for _, label in labels(berlin, 0, 5, width=6)] == [
        "28 Mar",
        "01:00",
        "03:00",
        "04:00",
        "05:00",
        "06:00",
    ]


def test_the_narrower_the_axis_the_fewer_the_dates():
    wide, narrow = labels(YEREVAN, 0, 480, width=10), labels(YEREVAN, 0, 480, width=2)

    assert len(wide) > len(narrow) > 1


def test_the_axis_says_whose_clock_it_is_and_which_year():
    assert "Asia/Yerevan, 2020" in zone_words(YEREVAN, 240)
    assert "2020 to 2021" in zone_words(YEREVAN, 100 * 24)


def test_an_axis_begins_at_the_midnight_before_a_start_in_the_small_hours():
    assert first_hour(YEREVAN, 50) == -1


def test_an_axis_begins_a_little_before_a_start_at_noon():
    noon = Calendar(start=datetime(2020, 11, 10, 12), zone="Asia/Yerevan")

    assert -3 < first_hour(noon, 100) < 0


def test_an_axis_above_another_has_marks_but_no_words():
    axes = Figure().add_axes((0, 0, 1, 1))

    draw_dates(axes, YEREVAN, begin=-1, end=240, width=6, is_labelled=False)

    assert len(axes.get_xticks()) > 3
    assert not any(label.get_text() for label in axes.get_xticklabels())
    assert axes.get_xlabel() == ""
