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
from sim.api.designing import Design
from sim.api.discovering import Discovery
from sim.api.plots import Plots
from sim.api.results import read_results
from sim.api.sensing import Sensitivity
from sim.api.sweeping import Sweep
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
        folder: Of a run or a comparison, as `run` and `compare` name it; or the file of an answer
            of a study, as its `save` wrote it.

    Raises:
        InputError: If it holds no results, or damaged ones.
    """
    place = Path(folder)
    if (place / FILE).is_file():
        return tuple(_of_answer("comparison", Comparison.load(place).compared))
    if place.is_file():
        found = _answer(place)
        return tuple(_of_answer(found.kind, found.answer))
    results = read_results(folder)
    if results.manifest.points != 1:
        raise InputError(
            f"{folder} holds the runs of a study, of which no chart is drawn one by one; save the "
            "answer in Python, sim.sweep(...).save('sweep.json'), and name that file"
        )
    return _of_run(results.plot)


def _answer(file: Path) -> Answered[Any]:
    """An answer of a study, of whatever kind its file says."""
    kind = kind_of_answer(file)
    for form in (Sweep, Sensitivity, Discovery, Design):
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
