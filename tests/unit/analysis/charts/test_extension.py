"""The extension tree counts what the clauses table says: asked, answered, fulfilled or not."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.testing.compare import compare_images
from matplotlib.text import Text

from sim.analysis.charts.data import ChartData, ClauseFacts
from sim.analysis.charts.extension_counts import tree
from sim.analysis.charts.extension_shapes import FULL
from sim.analysis.charts.extension_tree import CHART, MOST_TREES, NOTHING, TITLE, extension_chart
from sim.analysis.charts.style import house_style
from sim.analysis.observed import ObservedOutcome
from tests.unit.analysis.charts.cases import case, parts, texts
from tests.unit.analysis.charts.test_layout import LONG, SCRIPTS, problems

BASELINE = Path(__file__).parent / "baseline" / "extension.png"
TOLERANCE = 1.5
"""Root mean square of 255 shades: edges may be smoothed otherwise elsewhere, no more than that."""

Fate = tuple[str, str]
"""The answer, and what came of the clause."""
ON_TIME = {"signed": True, "moved": True, "late": False, "unknown": None}
TEN: list[Fate] = [
    ("granted", "moved"),
    ("granted", "moved"),
    ("granted", "late"),
    ("refused", "signed"),
    ("refused", "late"),
    ("lapsed", "late"),
    ("pending", "unknown"),
    ("not asked", "signed"),
    ("not asked", "signed"),
    ("not asked", "late"),
]


def asking(
    fates: Sequence[Fate],
    labels: Sequence[str] = ("Handover of Hill",),
    *,
    columns: dict[str, Sequence[object]] | None = None,
    title: str = "A test of one's eyes",
    observed: Sequence[ObservedOutcome] = (),
    may_move: bool = True,
    party: str = "Veldia",
) -> ChartData:
    """Clauses that all fare alike, a fate a replication; each granted time of 5 days."""
    number = len(fates)
    asked = [answer != "not asked" for answer, _ in fates]
    signed = [outcome == "signed" for _, outcome in fates]
    clauses = [
        ClauseFacts(name=f"c{one}", label=label, party=party, may_move=may_move)
        for one, label in enumerate(labels)
    ]
    return case(
        first=[1] * number,
        last=[100] * number,
        entered=[120] * number,
        clauses=clauses,
        title=title,
        observed_outcomes=observed,
        clause_columns={
            "on_time": [ON_TIME[outcome] for _, outcome in fates],
            "on_time_as_signed": signed,
            "requests_number": [int(each) for each in asked],
            "first_asked_hours": [60.0 + one if each else None for one, each in enumerate(asked)],
            "asked_days": [5 + 5 * (one % 2) if each else None for one, each in enumerate(asked)],
            "granted_days": [5 if answer == "granted" else 0 for answer, _ in fates],
            "answer": [answer for answer, _ in fates],
            "asked_not_needed": [a and s for a, s in zip(asked, signed, strict=True)],
            "needed_not_asked": [not a and not s for a, s in zip(asked, signed, strict=True)],
        }
        | (columns or {}),
    )


def widths(axes: Axes, clause: str = "c0") -> dict[str, float]:
    """How wide each branch is where it ends, in shares of all replications."""
    found = {}
    for name, part in parts(axes).items():
        if name.startswith(f"branch.{clause}"):
            assert isinstance(part, PathPatch)
            heights = [y for _, y in part.get_path().vertices[4:6]]
            found[name.removeprefix(f"branch.{clause}").lstrip(".")] = (
                max(heights) - min(heights)
            ) / FULL
    return found


def words_of(axes: Axes, start: str) -> list[str]:
    return [words for words in texts(axes) if words.startswith(start)]


def test_the_page_asks_the_question():
    assert TITLE in texts(extension_chart(asking(TEN)))


def test_every_branch_is_as_wide_as_an_independent_count_says():
    axes = extension_chart(asking(TEN))

    ways: Counter[str] = Counter()
    for answer, outcome in TEN:
        steps = [answer, outcome] if answer == "not asked" else ["asked", answer, outcome]
        ways.update(".".join(steps[:length]) for length in range(len(steps) + 1))
    assert widths(axes) == pytest.approx({name: count / 10 for name, count in ways.items()})


def test_a_branch_begins_within_the_one_it_parts_from_and_they_fill_it():
    axes = extension_chart(asking(TEN))

    def ends(name: str, *points: int) -> list[float]:
        found = parts(axes)[name]
        assert isinstance(found, PathPatch)
        return sorted(found.get_path().vertices[point][1] for point in points)

    low, high = ends("branch.c0.asked", 4, 5)
    begins = [
        ends(f"branch.c0.asked.{answer}", 0, 9)
        for answer in ("granted", "refused", "lapsed", "pending")
    ]
    assert begins[0][0] == pytest.approx(low)
    assert begins[-1][1] == pytest.approx(high)
    assert [each[1] for each in begins[:-1]] == pytest.approx([each[0] for each in begins[1:]])


def test_a_share_is_told_of_how_many_and_with_its_interval():
    axes = extension_chart(asking(TEN * 4))

    assert words_of(axes, "asked:") == ["asked: 70 % of 40 (55 to 82 %)"]
    assert words_of(axes, "granted:") == ["granted: 43 % of 28 (27 to 61 %)"]
    assert "late: 4 of 12 (14 to 61 %), 10 % of all" in texts(axes)


def test_days_and_when_first_asked_are_told_of_those_that_asked():
    axes = extension_chart(asking(TEN))

    (told,) = words_of(axes, "first ")
    assert told == "first 12 Nov 15:00 (12:00 to 18:00) for 5 days (up to 10) at first"
    assert "5 days in all" in texts(axes)


def test_what_was_asked_without_need_and_needed_without_asking_is_read_off():
    axes = extension_chart(asking(TEN))

    (told,) = words_of(axes, "Asked though not needed")
    assert told.startswith("Asked though not needed: 1 of 10 (2 to 40 %)")
    assert "needed but not asked: 1 of 10 (2 to 40 %)" in told


def test_where_need_is_not_known_those_are_left_out_and_it_is_said():
    axes = extension_chart(asking(TEN, columns={"needed_not_asked": [True, None, *[False] * 8]}))

    (told,) = words_of(axes, "Asked though not needed")
    assert "needed but not asked: 1 of 9 (2 to 43 %), not known in 1" in told


def test_an_answer_that_never_came_is_told_with_how_probable_it_is_at_most():
    axes = extension_chart(asking([("refused", "late")] * 5))

    assert any("Never granted: 0 of 5 (at most 45 %)." in words for words in texts(axes))
    assert set(widths(axes)) == {"", "asked", "asked.refused", "asked.refused.late"}


def test_what_is_neither_in_time_nor_late_is_not_known():
    root = tree(asking([("pending", "unknown"), ("granted", "moved")]), clause_of()).root

    assert [each.path for each in root.branches[0].branches[1].branches] == [
        ("asked", "pending", "unknown")
    ]


def clause_of() -> ClauseFacts:
    return ClauseFacts(name="c0", label="Handover", party="Veldia")


def test_one_replication_is_a_way_without_shares():
    axes = extension_chart(asking([("granted", "late")]))

    assert {"one replication", "asked", "granted", "late"} <= set(texts(axes))
    assert not any("%" in words for words in texts(axes))
    assert any("Asked though not needed: no" in words for words in texts(axes))


def test_a_clause_for_which_nobody_asked_is_a_sentence():
    fates = [("not asked", "signed")] * 4 + [("not asked", "late")]
    axes = extension_chart(asking(fates))

    (told,) = words_of(axes, "No more time was asked for")
    assert told == (
        "No more time was asked for in any of 5 replications (at most 45 %): "
        "Handover of Hill (needed in 1 of 5)."
    )
    assert widths(axes) == {}


def test_clauses_that_cannot_be_given_more_time_are_not_troubled():
    data = asking([("not asked", "signed")] * 3, may_move=False)

    assert NOTHING in texts(extension_chart(data))
    assert not CHART.has(data)
    assert CHART.has(asking(TEN, may_move=False))


def test_no_replication_is_a_sentence():
    assert NOTHING in texts(extension_chart(asking([])))


def test_of_many_clauses_those_asked_for_most_often_are_drawn_and_the_rest_named():
    data = asking(TEN, [f"Clause {one}" for one in range(60)])
    clauses = data.tables["clauses"]
    rarely = clauses["clause"].isin([f"c{one}" for one in range(10)]) & (clauses.index >= 60)
    clauses.loc[rarely, "requests_number"] = 0
    clauses.loc[rarely, "answer"] = "not asked"

    axes = extension_chart(data)

    drawn = {name.split(".")[1] for name in parts(axes) if name.startswith("branch.")}
    assert drawn == {f"c{one}" for one in range(10, 10 + MOST_TREES)}
    (told,) = words_of(axes, "Not drawn, because")
    assert "Clause 0 (asked in 1 of 10)" in told
    assert told.endswith("and 40 more.")


def test_what_was_observed_is_told_with_what_it_is_good_for():
    def seen(
        column: str, low: float | None, high: float | None, is_scored: bool
    ) -> ObservedOutcome:
        return ObservedOutcome("clauses", "c0", column, low, high, None, None, is_scored)

    axes = extension_chart(
        asking(
            TEN,
            observed=[
                seen("first_asked_hours", 72, 96, True),
                seen("public_hours", None, 119, True),
                seen("granted_days", 10, 10, False),
            ],
        )
    )

    (told,) = words_of(axes, "Asked though")
    assert told.endswith(
        "Observed: first asked 13 Nov 00:00 to 14 Nov 00:00; answer publicly known by "
        "14 Nov 23:00; days granted 10 (the case rests on it)."
    )


CASES = {
    "all ways": lambda: asking(TEN * 3, columns=None),
    "a thousand": lambda: asking([*(TEN * 99), *[("refused", "late")] * 9, ("lapsed", "late")]),
    "other scripts": lambda: asking(TEN, [*SCRIPTS.values()], title="Պարզ օրինակ, Пример"),
    "long names": lambda: asking(TEN, [LONG * 3, "Aghdam" * 40], party="Veldia" * 40),
    "sixty clauses": lambda: asking(TEN, [f"{LONG} {one}" for one in range(60)]),
    "sixty nobody asked for": lambda: asking(
        [("not asked", "late")] * 5, [f"{LONG} {one}" for one in range(60)]
    ),
    "one replication": lambda: asking([("granted", "moved")]),
    "nobody asked": lambda: asking([("not asked", "signed")] * 30),
}


@pytest.mark.parametrize("name", CASES)
def test_no_text_lies_upon_another_or_is_cut(name):
    figure = extension_chart(CASES[name]()).figure

    with house_style():
        assert problems(figure) == []


def drawn(fates: Sequence[Fate], place: Path) -> Path:
    """The tree without its words, whose letters look a little different on every machine."""
    with house_style():
        figure = extension_chart(asking(fates)).figure
        for text in figure.findobj(Text):
            text.set_visible(False)
        figure.savefig(place, dpi=60)
    return place


def test_the_tree_looks_as_it_did(tmp_path):
    found = drawn(TEN, tmp_path / "tree.png")

    assert compare_images(str(BASELINE), str(found), TOLERANCE) is None


def test_a_single_replication_that_went_another_way_is_another_picture(tmp_path):
    found = drawn([("granted", "late"), *TEN[1:]], tmp_path / "tree.png")

    assert compare_images(str(BASELINE), str(found), TOLERANCE) is not None
