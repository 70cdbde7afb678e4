"""`explain`: a scenario as a calendar in words, or where one value comes from."""

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.completing import completions
from sim.cli.console import answer, behind, document, styled, wrapped
from sim.cli.layout import cells
from sim.cli.options import AsJson, ScenarioFile, Settings
from sim.clock import instant_text

if TYPE_CHECKING:
    from sim.scenario.explain.lookup import Found
    from sim.scenario.explain.telling import Dated, Story, Telling

LABEL = 12
"""Columns for what stands before a fact about one value."""


def explain(
    scenario: ScenarioFile,
    path: Annotated[
        str | None,
        typer.Argument(
            metavar="PATH",
            help="Dotted path of one value or block.",
            autocompletion=completions.paths,
        ),
    ] = None,
    settings: Settings = None,
    as_json: AsJson = False,
) -> None:
    """Tell a scenario as a calendar in words, or where a value is from.

    With FILE alone: who must leave what by when, who can ask for more time, what happens on which
    day, what follows events, who is there, and what the roads carry.

    With a PATH as well: what stands there, in words; which file and line set it; its source, how
    sure it is, and what other sources say. The path of a block lists what is inside.
    """
    from sim.scenario.load import load_scenario

    loaded = load_scenario(scenario, settings or ())
    if path is not None:
        from sim.scenario.explain.lookup import look_up

        # Completion leaves a dot behind a block, below which it could go on.
        found = look_up(loaded, path.removesuffix("."))
        if as_json:
            document(_found_tree(found))
        else:
            _tell_found(found)
        return

    from sim.scenario.explain.story import story

    told = story(loaded.scenario)
    if as_json:
        document(_story_tree(told))
    else:
        _tell(told)


def _tell(told: "Story") -> None:
    answer(styled(wrapped(told.title), "bold"))
    if told.description:
        answer(wrapped(told.description))
    span = f"{instant_text(told.start)} to {instant_text(told.end)}"
    answer(wrapped(f"{span}, {told.time_zone} time"))
    _section("Who must leave, or do what, by when", told.duties)
    _section("Who can ask for more time", told.more_time)
    _days(told.calendar)
    _section("What follows events, and what always holds", told.rules)
    _section("Who is there", told.present)
    _section("The roads", told.roads)


def _section(title: str, told: "Iterable[Telling]") -> None:
    told = tuple(told)
    if not told:
        return
    answer("")
    answer(styled(wrapped(title), "bold"))
    for telling in told:
        answer(wrapped(telling.text, indent=2, hanging=2, first="- "))
        for detail in telling.details:
            answer(wrapped(detail, indent=4))


def _days(calendar: "Iterable[Dated]") -> None:
    from sim.scenario.explain.numbers import day_in_words

    answer("")
    answer(styled("Calendar", "bold"))
    for _, lines in groupby(calendar, key=lambda line: line.at.date()):
        of_day = tuple(lines)
        answer("  ", styled(day_in_words(of_day[0].at), "cyan"))
        hour = ""
        for line in of_day:
            shown = f"{line.at:%H:%M}"
            first = f"    {'' if shown == hour else shown:<5}  "
            answer(wrapped(line.text, indent=len(first), first=first))
            hour = shown


def _story_tree(told: "Story") -> dict[str, object]:
    return {
        "title": told.title,
        "description": told.description,
        "start": f"{told.start:%Y-%m-%d %H:%M}",
        "end": f"{told.end:%Y-%m-%d %H:%M}",
        "time_zone": told.time_zone,
        "duties": _tellings(told.duties),
        "more_time": _tellings(told.more_time),
        "calendar": [
            {"at": f"{line.at:%Y-%m-%d %H:%M}", "path": line.path, "text": line.text}
            for line in told.calendar
        ],
        "rules": _tellings(told.rules),
        "present": _tellings(told.present),
        "roads": _tellings(told.roads),
    }


def _tellings(told: "Iterable[Telling]") -> list[dict[str, object]]:
    return [{"path": t.path, "text": t.text, "details": list(t.details)} for t in told]


def _tell_found(found: "Found") -> None:
    answer(styled(wrapped(found.path), "bold"))
    if found.meaning:
        answer(wrapped(found.meaning))
    answer("")
    for label, text in found.facts():
        answer(behind(label, text, column=LABEL))
    if found.below:
        _below(found)


def _below(found: "Found") -> None:
    answer("Inside")
    longest = min(36, max(cells(key) for key, _ in found.below))
    for key, words in found.below:
        answer(behind(key, words, column=longest + 4, indent=2) if words else f"  {key}")


def _found_tree(found: "Found") -> dict[str, object]:
    return {
        "path": found.path,
        "kind": found.kind,
        "meaning": found.meaning,
        "value": found.value,
        "unit": found.unit,
        "in_words": found.words,
        "chance": found.chance,
        "allowed": found.allowed,
        "file": found.file,
        "place": found.place,
        "source": found.source,
        "confidence": found.confidence,
        "rivals": list(found.rivals),
        "inside": [{"key": key, "in_words": words} for key, words in found.below],
    }
