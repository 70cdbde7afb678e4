"""Notices: what people are told, by a date or an event, and pass on to their households."""

from sim.catalogue import Kind
from sim.processes.instant import Rank
from sim.processes.world import World


def give(world: World, name: str) -> None:
    """Give a notice when its time comes: its groups hear it, and heed it or not."""
    notice = world.scenario.notices[name]
    path = f"notices.{name}"

    def tell() -> None:
        for group in sorted(notice.groups):
            world.record(
                Kind.NOTICE,
                world.codes[path],
                at=world.place(world.roster.bases[f"civilians.{group}"].place),
            )
            world.groups[f"civilians.{group}"].hear(name)

    world.when(notice.at, f"{path}.at", (Rank.NOTICE, path, 0), tell)
