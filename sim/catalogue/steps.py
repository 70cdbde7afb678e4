"""What a critical path is made of: every cause of waiting, and the work that takes its time."""

from sim.catalogue.causes import CAUSES
from sim.catalogue.entry import Entry

WORK: dict[str, Entry] = {
    name: Entry(name=name, unit="", meaning=meaning)
    for name, meaning in (
        ("loading", "Loading at a place."),
        ("driving", "On a road, or being let into it vehicle by vehicle."),
        ("flying", "In the air, and unloading until a march unit is gathered."),
        ("setting-up", "A post is being set up."),
        ("clearing", "A road is being cleared of mines."),
        ("milestone", "What a milestone takes once all it needs is there."),
        ("untold", "The log does not tell what it rested on."),
    )
}
"""Work on a critical path: no delay, but what has to be done anyway."""

STEPS: dict[str, Entry] = {entry.name: entry for entry in CAUSES.values()} | WORK
"""Every cause that a step of a path may have."""
