"""Checks of the ways to more time."""

from collections.abc import Iterator

from sim.scenario.model import Scenario
from sim.scenario.problems import Found


def clauses_that_leave(scenario: Scenario) -> Iterator[Found]:
    """An extension is for clauses by which somebody leaves, each in one extension only."""
    first_in: dict[str, str] = {}
    for name, extension in scenario.agreement.extensions.items():
        path = ("agreement", "extensions", name, "clauses")
        if not extension.clauses:
            yield Found(path, "an extension needs at least one clause it is for")
        for position, clause in enumerate(extension.clauses):
            must = scenario.agreement.clauses[clause].must
            if must != "leave":
                what = f"more time is asked for leaving only; clause '{clause}' must '{must}'"
                yield Found((*path, position), what)
            if clause in first_in:
                other = first_in[clause]
                where = "stands here twice" if other == name else f"has extension '{other}' already"
                yield Found((*path, position), f"clause '{clause}' {where}")
            first_in.setdefault(clause, name)


def asking(scenario: Scenario) -> Iterator[Found]:
    """Somebody asks somebody else for a number of days that can be asked for."""
    for name, extension in scenario.agreement.extensions.items():
        path = ("agreement", "extensions", name)
        if extension.asked_by == extension.answered_by:
            what = f"'{extension.asked_by}' asks itself; another party must answer"
            yield Found((*path, "answered_by"), what)
        ask = extension.ask
        if ask.most_days.value < ask.round_up_to_days.value:
            what = (
                f"at most {ask.most_days.text()} days can be asked for, less than the multiple of "
                f"{ask.round_up_to_days.text()} a request is rounded up to"
            )
            yield Found((*path, "ask", "most_days"), what)
        for position, clause in enumerate(extension.moves_also):
            if clause in extension.clauses:
                what = f"clause '{clause}' is extended itself; moves_also names others"
                yield Found((*path, "moves_also", position), what)
