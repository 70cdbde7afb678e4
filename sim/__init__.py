"""Simulates how a ceasefire's withdrawal schedule is carried out.

    import sim

    results = sim.run("scenarios/nagorno-karabakh-2020.yaml", replications=20)
    results.summary()
    results.to_dataframe("clauses")

Nothing is loaded before it is used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.api.results import Results as Results
    from sim.api.results import read_results as read_results
    from sim.api.replications import replicate as replicate
    from sim.api.running import run as run
    from sim.scenario.load import load_scenario as load_scenario

_DOORS = {
    "Results": "sim.api.results",
    "load_scenario": "sim.scenario.load",
    "read_results": "sim.api.results",
    "replicate": "sim.api.replications",
    "run": "sim.api.running",
}

__all__ = ["Results", "load_scenario", "read_results", "replicate", "run"]


def __getattr__(name: str) -> object:
    """Load what is asked for, the first time it is."""
    if name not in _DOORS:
        raise AttributeError(f"module 'sim' has no attribute '{name}'")
    return getattr(import_module(_DOORS[name]), name)


def __dir__() -> list[str]:
    """What can be asked for."""
    return [*globals(), *__all__]
