"""The charts of a folder: which there are, and each of them as files."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.analysis.charts.catalogue import CHARTS
from sim.analysis.charts.saving import ENDINGS, write
from sim.analysis.charts.study_catalogue import BY_KIND
from sim.api.answers import Answered, kind_of_answer
from sim.api.comparison import Comparison
from sim.api.comparison_rows import FILE
from sim.api.keeping import FORMS, answers_in
from sim.api.plots import Plots
from sim.api.results import read_results
from sim.api.studying import POINTS
from sim.api.unanswered import unanswered
from sim.errors import InputError

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True)
class Offered:
    """A chart that a folder has something for.

    Attributes:
        name: Of the chart, and of its files.
        question: What it answers.
        draw: Draws it.
    """

    name: str
    question: str
    draw: "Callable[[], Axes]"


def charts_in(folder: str | Path) -> tuple[Offered, ...]:
    """The charts that a results folder has something for, in the order in which they are read.

    Args:
        folder: Of a run, a comparison or a study, as the commands name it; or the file of an
            answer of a study, as its `save` wrote it. Of a study the charts of all answers that
            are kept in its folder.

    Raises:
        InputError: If it holds no results or no answer, damaged ones, or nothing to draw.
    """
    place = Path(folder)
    if place.name == FILE and place.is_file():
        place = place.parent
    if (place / FILE).is_file():
        return tuple(_of_answer("comparison", Comparison.load(place).compared))
    files = [place] if place.is_file() else list(answers_in(place))
    if files:
        return _of_answers([_answer(file) for file in files], place)
    results = read_results(folder)
    if POINTS in results.manifest.tables:
        raise InputError(unanswered(place, results.manifest))
    return _of_run(results.plot)


def charts_of(found: Answered[Any]) -> tuple[Offered, ...]:
    """The charts that an answer of a study has something for."""
    return tuple(_of_answer(found.kind, found.answer))


def _of_answers(answers: Sequence[Answered[Any]], place: Path) -> tuple[Offered, ...]:
    offered = [chart for found in answers for chart in charts_of(found)]
    if not offered:
        reasons = [
            f"{chart.name}: {chart.why_not(found.answer)}"
            for found in answers
            for chart in BY_KIND[found.kind]
        ]
        raise InputError(f"there is nothing to draw of {place}: {'; '.join(reasons)}")
    return tuple(offered)


def _answer(file: Path) -> Answered[Any]:
    """An answer of a study, of whatever kind its file says."""
    kind = kind_of_answer(file)
    for form in FORMS:
        if form.kind == kind:
            return form.load(file)
    raise InputError(f"{file} is an answer of '{kind}', of which no chart can be drawn")


def _of_answer(kind: str, answer: Any) -> Iterator[Offered]:
    for chart in BY_KIND[kind]:
        for choices in chart.all_choices(answer):
            draw = partial(chart.axes, answer, choices)
            yield Offered(chart.stem(answer, choices), chart.title(answer, choices), draw)


def _of_run(plots: Plots) -> tuple[Offered, ...]:
    data = plots.data()
    return tuple(
        Offered(chart.name, chart.question, partial(chart.axes, data))
        for chart in CHARTS
        if chart.has(data)
    )


def chosen(charts: Sequence[Offered], names: Iterable[str], *, folder: Path) -> list[Offered]:
    """The charts that somebody names, in the order in which they are named.

    Raises:
        InputError: If the folder has no such chart.
    """
    known = {chart.name: chart for chart in charts}
    for name in names:
        if name not in known:
            raise InputError(_unknown(name, list(known), folder))
    return [known[name] for name in dict.fromkeys(names)]


def _unknown(name: str, known: Sequence[str], folder: Path) -> str:
    if any(name == chart.name for chart in CHARTS):
        return (
            f"{folder} has nothing for the chart '{name}'; it has something for {', '.join(known)}"
        )
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(known)}"
    return f"there is no chart '{name}'; {hint}"


def draw_into(chart: Offered, place: Path) -> list[Path]:
    """Draw a chart as PNG and as SVG; files that are there already are replaced, whole.

    Args:
        chart: Which.
        place: The folder for its files, made if it is not there.

    Raises:
        InputError: If they cannot be written there.
    """
    axes = chart.draw()
    return [draw_file(axes, chart, place / f"{chart.name}.{ending}") for ending in ENDINGS]


def draw_file(axes: "Axes", chart: Offered, path: Path) -> Path:
    """Write a chart that is drawn as one file, by the ending of its name.

    Raises:
        InputError: If it cannot be written there.
    """
    aside = path.with_name(f".{secrets.token_hex(4)}.{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(axes, aside, question=chart.question)
        aside.replace(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"the chart cannot be written to {path}: {reason}") from None
    finally:
        with suppress(OSError):
            aside.unlink()
    return path
