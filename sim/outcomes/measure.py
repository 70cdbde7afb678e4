"""All outcomes of one replication, as plain rows of the tables in the catalogue."""

from sim.catalogue import OUTCOMES
from sim.events.log import EventLog
from sim.outcomes.areas import area_row
from sim.outcomes.breaches import breach_rows
from sim.outcomes.causes import cause_rows
from sim.outcomes.clauses import clause_row
from sim.outcomes.contingents import contingent_rows
from sim.outcomes.paths import float_rows, path_rows, paths_of
from sim.outcomes.posts import post_rows
from sim.outcomes.reading import Reading
from sim.outcomes.roads import road_rows
from sim.outcomes.runs import how_it_ended, run_row
from sim.scenario.roster import Roster

Row = dict[str, object]


def measure(log: EventLog, roster: Roster, *, replication: int) -> dict[str, list[Row]]:
    """The outcome tables of one replication.

    Args:
        log: Its event log.
        roster: The names in it.
        replication: Its number.

    Returns:
        For each table of the catalogue its rows, with the table's columns in order; None is empty.
    """
    reading = Reading(log, roster)
    scenario, way = roster.scenario, how_it_ended(reading)
    paths = paths_of(reading)
    tables: dict[str, list[Row]] = {
        "runs": [run_row(reading)],
        "clauses": [clause_row(reading, name, run=way) for name in scenario.agreement.clauses],
        "areas": [area_row(reading, name, run=way) for name in scenario.areas],
        "roads": road_rows(reading),
        "causes": cause_rows(reading),
        "contingents": list(contingent_rows(reading)),
        "posts": list(post_rows(reading)),
        "breaches": list(breach_rows(reading)),
        "paths": path_rows(paths),
        "floats": float_rows(reading, paths),
    }
    return {
        table: [_in_order(table, row | {"replication": replication}) for row in rows]
        for table, rows in tables.items()
    }


def _in_order(table: str, row: Row) -> Row:
    return {entry.name: row[entry.name] for entry in OUTCOMES[table]}
