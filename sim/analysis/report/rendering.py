"""A page out of its template: every word from outside is escaped, and nothing may be missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sim.analysis.report.directing import directed
from sim.analysis.report.founding import LINKED
from sim.analysis.report.styles import with_shared_styles

FOLDER = Path(__file__).parent


class Titled(Protocol):
    """A part of a page that it leads to."""

    @property
    def name(self) -> str:
        """By which the page leads to it."""
        ...

    @property
    def title(self) -> str:
        """What it is called."""
        ...


@dataclass(frozen=True, slots=True)
class Link:
    """A part of a page that is set by the template itself."""

    name: str
    title: str


FIRST = (Link("answers", "Answers"),)
LAST = (
    Link("method", "Method"),
    Link("numbers", "Assumptions and sources"),
    Link("limits", "What this does not claim"),
    Link("manifest", "Manifest"),
)


def links(parts: Iterable[Titled]) -> tuple[Titled, ...]:
    """Where a page leads: to its answers, its own parts, and to what they rest on."""
    return (*FIRST, *parts, *LAST)


def rendered(template: str, **context: object) -> str:
    """A page, in which charts share what looks alike.

    Args:
        template: Its file.
        context: All that it tells, by the names in the template.
    """
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finished,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["directed"] = directed
    return with_shared_styles(made.get_template(template).render(**context))


def _finished(value: object) -> object:
    """What a page says, its sentences from left to right; addresses and markup stay as they are."""
    is_told = isinstance(value, str) and not hasattr(value, "__html__")
    return directed(str(value)) if is_told and not str(value).startswith(LINKED) else value
