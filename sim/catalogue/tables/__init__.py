"""Outcome tables: one row a replication and thing, columns in the order of their entries."""

from sim.catalogue.entry import Entry
from sim.catalogue.tables.areas import AREAS
from sim.catalogue.tables.breaches import BREACHES
from sim.catalogue.tables.clauses import CAUSES, CLAUSES
from sim.catalogue.tables.paths import FLOATS, PATHS
from sim.catalogue.tables.peacekeepers import CONTINGENTS, POSTS
from sim.catalogue.tables.roads import ROADS
from sim.catalogue.tables.runs import RUNS

OUTCOMES: dict[str, tuple[Entry, ...]] = {
    "runs": RUNS,
    "clauses": CLAUSES,
    "areas": AREAS,
    "roads": ROADS,
    "causes": CAUSES,
    "contingents": CONTINGENTS,
    "posts": POSTS,
    "breaches": BREACHES,
    "paths": PATHS,
    "floats": FLOATS,
}
"""Outcome tables by name."""
