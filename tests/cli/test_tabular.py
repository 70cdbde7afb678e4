"""Rows as a table within the terminal."""

from hypothesis import given
from hypothesis import strategies as st

from sim.cli.tabular import table


def test_numbers_stand_to_the_right_and_words_to_the_left() -> None:
    shown = table(["clause", "hours"], [["handover", 120.5], ["exit", None], ["b", 7]])
    assert shown.lines == (
        "clause    hours",
        "handover  120.5",
        "exit",
        "b             7",
    )


def test_the_longest_words_are_cut_and_numbers_never() -> None:
    shown = table(["clause", "h"], [["a-very-long-handover", 123456.789]], most=22)
    assert shown.lines[1] == "a-very-lo…  123456.789"


def test_columns_without_room_are_left_out_and_named() -> None:
    shown = table(["one", "two", "three"], [["a" * 20, "b" * 20, "c" * 20]], most=20)
    assert shown.left_out == ("three",)
    assert shown.lines[1] == "aaaaaaaa…  bbbbbbbb…"


@given(
    st.integers(10, 60),
    st.integers(1, 6).flatmap(
        lambda columns: st.lists(
            st.lists(
                st.one_of(st.none(), st.booleans(), st.text(max_size=30)),
                min_size=columns,
                max_size=columns,
            ),
            min_size=1,
            max_size=4,
        )
    ),
)
def test_no_line_is_wider_than_asked(most: int, rows: list[list[object]]) -> None:
    names = [f"column-{place}" for place in range(len(rows[0]))]
    shown = table(names, rows, most=most)
    assert max(map(len, shown.lines)) <= most
    assert len(shown.lines) == len(rows) + 1
