"""Extensions in words: who may ask for more time, and how it is answered."""

from sim.scenario.agreement import (
    Extension,
    GrantPatience,
    GrantProbability,
    Stands,
)
from sim.scenario.explain.names import Names, sentence
from sim.scenario.explain.numbers import amount, in_words, listed
from sim.scenario.explain.telling import Telling
from sim.scenario.quantities import Quantity


def more_time(names: Names) -> tuple[Telling, ...]:
    """All ways to more time."""
    return tuple(
        _extension(names, name, extension)
        for name, extension in names.scenario.agreement.extensions.items()
    )


def _extension(names: Names, name: str, extension: Extension) -> Telling:
    asker, giver = names.party(extension.asked_by), names.party(extension.answered_by)
    through = f" through {names.party(extension.through)}" if extension.through else ""
    each = " (each on its own)" if len(extension.clauses) > 1 else ""
    clauses = listed([names.clause(clause) for clause in extension.clauses])
    text = sentence(f"{asker} may ask {giver}{through} for more time for {clauses}{each}")
    details = (
        _review(extension),
        _request(extension),
        _answer(extension, giver=giver),
        _publication(extension),
        _limits(extension),
        _pending(extension),
        *_moves(names, extension),
    )
    return Telling(f"agreement.extensions.{name}", text, details)


def _review(extension: Extension) -> str:
    every = in_words(extension.review_every_hours, "h")
    rate = in_words(extension.planned_vehicles_per_hour, "vehicles/h")
    tolerance = extension.ask_if_late_by_hours
    late = "" if _is(tolerance, 0) else f" by more than {in_words(tolerance, 'h')}"
    return (
        f"Every {every} it works out when it will be out, counting on {rate} until a standing "
        f"queue shows what the road really carries. If that is later than due{late}, it asks."
    )


def _request(extension: Extension) -> str:
    ask = extension.ask
    most = in_words(ask.most_days, "days")
    prudence = "" if _is(ask.prudence, 1) else f" times {in_words(ask.prudence)}"
    unit = (
        "whole days"
        if _is(ask.round_up_to_days, 1)
        else f"steps of {in_words(ask.round_up_to_days, 'days')}"
    )
    return f"It asks for the lateness it expects{prudence}, rounded up to {unit}, at most {most}."


def _answer(extension: Extension, *, giver: str) -> str:
    way = []
    if not _is(extension.relay_hours, 0):
        way.append(f"the request is under way for {in_words(extension.relay_hours, 'h')}")
    if not _is(extension.answer_hours, 0):
        way.append(f"the answer takes {in_words(extension.answer_hours, 'h')}")
    before = f"{sentence(listed(way))} " if way else ""
    return before + _policy(extension, giver)


def _policy(extension: Extension, giver: str) -> str:
    match extension.grant:
        case GrantPatience():
            patience = extension.grant.patience
            days = in_words(patience.days, "days")
            return (
                f"{giver} grants what is asked as far as its patience goes: none at all with a "
                f"probability of {in_words(patience.none_probability, 'probability')}, otherwise "
                f"{days}; halved by each earlier extension."
            )
        case GrantProbability():
            chance = in_words(extension.grant.probability, "probability")
            return f"{giver} grants what is asked with a probability of {chance}."
        case "never":
            return f"{giver} always refuses."
        case _:
            return f"{giver} always grants what is asked."


def _publication(extension: Extension) -> str:
    after = extension.public_after_hours
    if _is(after, 0):
        return "People hear of the answer at once."
    return f"People hear of the answer {in_words(after, 'h')} later; the armies know at once."


def _limits(extension: Extension) -> str:
    requests = amount(extension.most_requests.value, "")
    grants = amount(extension.most_extensions.value, "")
    again = in_words(extension.ask_again_after_hours, "h")
    plural = "" if extension.most_requests.value == 1 else "s"
    said = f"For each clause at most {requests} request{plural}, of which {grants} can be granted"
    if extension.most_requests.value > 1:
        said += f"; after a refusal not again within {again}"
    return said + "."


def _pending(extension: Extension) -> str:
    if isinstance(extension.pending_at_due, Stands):
        hours = in_words(extension.pending_at_due.stands_hours, "h")
        return f"A request still open at due keeps the date open for at most {hours}."
    return "A request still open at due lapses."


def _moves(names: Names, extension: Extension) -> tuple[str, ...]:
    if not extension.moves_also:
        return ()
    moved = listed([names.clause(clause) for clause in extension.moves_also])
    return (f"What is granted also moves {moved} by the same days.",)


def _is(quantity: Quantity, value: float) -> bool:
    return quantity.is_certain and quantity.value == value
