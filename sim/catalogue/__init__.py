"""Every kind of event, cause of waiting, outcome and series: its name, its unit, one sentence."""

from sim.catalogue.causes import CAUSES, Cause
from sim.catalogue.columns import EVENTS
from sim.catalogue.entry import Entry
from sim.catalogue.kinds import KINDS, Kind
from sim.catalogue.phases import Phase
from sim.catalogue.series import SERIES
from sim.catalogue.steps import STEPS, WORK
from sim.catalogue.tables import OUTCOMES

__all__ = [
    "CAUSES",
    "EVENTS",
    "KINDS",
    "OUTCOMES",
    "SERIES",
    "STEPS",
    "WORK",
    "Cause",
    "Entry",
    "Kind",
    "Phase",
]
