"""Lines in fewer characters: they must still run where they ran."""

from sim.analysis.report.paths import shortened


def test_points_on_a_straight_are_left_out() -> None:
    assert shortened("M 0 0 L 1 0 L 2 0 L 2 5", decimals=1) == "M0 0L2 0 2 5"


def test_a_line_that_turns_back_keeps_where_it_turned() -> None:
    assert shortened("M 0 0 L 9 0 L 4 0", decimals=1) == "M0 0L9 0 4 0"


def test_a_closed_outline_keeps_its_corners() -> None:
    square = "M 0 0 L 5 0 L 5 5 L 0 5 L 0 0 z"
    assert shortened(square, decimals=1) == "M0 0L5 0 5 5 0 5 0 0z"


def test_a_straight_after_a_curve_begins_where_the_curve_ended() -> None:
    path = "M 0 0 C 0 1 1 2 2 2 L 3 2 L 4 2 Q 5 5 6 6 z"
    assert shortened(path, decimals=1) == "M0 0C0 1 1 2 2 2L4 2Q5 5 6 6z"


def test_several_lines_stay_apart() -> None:
    assert shortened("M 0 0 L 1 1 M 5 5 L 6 7", decimals=1) == "M0 0L1 1M5 5L6 7"


def test_a_corner_that_the_eye_would_miss_stays_where_small_things_are_drawn() -> None:
    bent = "M 0 0 L 1 0.05 L 2 0"
    assert shortened(bent, decimals=1) == "M0 0L2 0"
    assert shortened(bent, decimals=2) == "M0 0L1 0.05 2 0"
