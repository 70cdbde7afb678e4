"""What readers are told for a key: causes of waiting, kinds of breach. The one place for these.

Columns of outcomes and series have their words in `sim.analysis.outcome_words`; keys themselves
stay as the catalogue has them.
"""

CAUSE_WORDS = {
    "prerequisite": "waiting for others to go first",
    "planned-later": "planned for later",
}
"""Causes whose keys do not say enough to those who have not read the model."""
BEYOND = "beyond what was authorised"
"""What a contingent brought in excess."""
SOURCES_DIFFER = "sources differ"
"""Stands by observations of one thing that cannot all be right."""
CHAIN = "the chain of waits that set the end"
"""What a critical path is."""


def cause_words(cause: str) -> str:
    """A cause of waiting, or work on a critical path, as readers are told it.

    >>> cause_words("prerequisite"), cause_words("loading-point")
    ('waiting for others to go first', 'loading point')
    """
    return CAUSE_WORDS.get(cause, plain_words(cause))


def plain_words(key: str) -> str:
    """A key as words.

    >>> plain_words("goris-lorries")
    'goris lorries'
    """
    return key.replace("-", " ")


def excess_words(kind: str, contingents: tuple[str, ...]) -> str:
    """What was brought beyond what was authorised, and whose it was where that is known.

    >>> excess_words("rocket-launchers", ("Peacekeepers",))
    'Peacekeepers: rocket launchers'
    """
    told = plain_words(kind)
    return f"{' and '.join(contingents)}: {told}" if contingents else told
