"""A comparison as tables."""

from dataclasses import asdict, fields

import pandas as pd

from sim.analysis.comparing.compared import Compared, ConvoyTurn, Difference, Turn
from sim.errors import InputError

FRAMES = ("differences", "turns", "convoys")


def frame_of(found: Compared, table: str) -> pd.DataFrame:
    """One table of a comparison.

    Args:
        found: The comparison.
        table: differences (a row an outcome and scenario), turns (a row a clause or area and
            scenario, with counts), convoys (a row a unit or group and replication run once more).

    Raises:
        InputError: If there is no such table.
    """
    match table:
        case "differences":
            rows = [asdict(each) | {"pairs": each.pairs} for each in found.differences]
            columns = [*(one.name for one in fields(Difference)), "pairs"]
        case "turns":
            rows = [_counted(each) for each in found.turns]
            columns = [*(one.name for one in fields(Turn)), "to_on_time_in", "to_late_in"]
        case "convoys":
            rows = [asdict(each) for each in found.convoys]
            columns = [one.name for one in fields(ConvoyTurn)]
        case _:
            raise InputError(f"there is no table '{table}'; there are {', '.join(FRAMES)}")
    return pd.DataFrame(rows, columns=columns)


def _counted(each: Turn) -> dict[str, object]:
    """Counts in the columns of the replications, and those as lists beside them."""
    return asdict(each) | {
        "to_on_time": len(each.to_on_time),
        "to_late": len(each.to_late),
        "to_on_time_in": list(each.to_on_time),
        "to_late_in": list(each.to_late),
    }
