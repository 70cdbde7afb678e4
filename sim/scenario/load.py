"""From files and settings to a scenario that can be run, or to all that is wrong with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.scenario.document import read_document, text_of
from sim.scenario.model import Scenario
from sim.scenario.nodes import Document


@dataclass(frozen=True, slots=True)
class Loaded:
    """A scenario with the text it came from."""

    scenario: Scenario
    document: Document
    path: str


def parse_scenario(
    text: str, *, name: str = "scenario.yaml", settings: Sequence[str] = ()
) -> Loaded:
    """A scenario from its text."""
    document = read_document(text, name)
    return Loaded(Scenario.model_validate(document.root.plain()), document, name)


def load_scenario(path: str | Path, settings: Sequence[str] = ()) -> Loaded:
    """A scenario from its file."""
    return parse_scenario(
        text_of(Path(path).read_bytes(), str(path)), name=str(path), settings=settings
    )
