"""The columns of the event log."""

from sim.catalogue.entry import Entry

EVENTS: tuple[Entry, ...] = (
    Entry("second", "s", "Seconds from the start."),
    Entry("phase", "", "Which phase of the second: happenings, grants, decisions."),
    Entry("kind", "", "What happened."),
    Entry("subject", "", "To whom or what, as a dotted path."),
    Entry("number", "", "Which of its convoys, households, platoons, vehicles or requests."),
    Entry("at", "", "Where: a place, a direction of a road, or the kind of equipment."),
    Entry("people", "people", "People of the mover."),
    Entry("vehicles", "vehicles", "Vehicles of the mover."),
    Entry("loads", "loads", "Loads it carries."),
    Entry("value", "", "What the kind says."),
    Entry("cause", "", "Why somebody waits, or a road is shut."),
)
"""The columns of the event log."""
