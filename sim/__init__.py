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
    from sim.api.comparing import compare as compare
    from sim.api.comparison import Comparison as Comparison
    from sim.api.designing import Design as Design
    from sim.api.designing import design as design
    from sim.api.discovering import Discovery as Discovery
    from sim.api.discovering import discover as discover
    from sim.api.replications import replicate as replicate
    from sim.api.results import Results as Results
    from sim.api.results import read_results as read_results
    from sim.api.running import run as run
    from sim.api.selecting import select_best as select_best
    from sim.api.sensing import Sensitivity as Sensitivity
    from sim.api.sensing import sensitivity as sensitivity
    from sim.api.sweeping import Sweep as Sweep
    from sim.api.sweeping import sweep as sweep
    from sim.errors import InputError as InputError
    from sim.errors import ScenarioError as ScenarioError
    from sim.errors import SimError as SimError
    from sim.scenario.load import load_scenario as load_scenario
    from sim.scenario.studies.load import load_study as load_study

_DOORS = {
    "Comparison": "sim.api.comparison",
    "Design": "sim.api.designing",
    "Discovery": "sim.api.discovering",
    "InputError": "sim.errors",
    "Results": "sim.api.results",
    "ScenarioError": "sim.errors",
    "Sensitivity": "sim.api.sensing",
    "SimError": "sim.errors",
    "Sweep": "sim.api.sweeping",
    "compare": "sim.api.comparing",
    "design": "sim.api.designing",
    "discover": "sim.api.discovering",
    "load_scenario": "sim.scenario.load",
    "load_study": "sim.scenario.studies.load",
    "read_results": "sim.api.results",
    "replicate": "sim.api.replications",
    "run": "sim.api.running",
    "select_best": "sim.api.selecting",
    "sensitivity": "sim.api.sensing",
    "sweep": "sim.api.sweeping",
}

__all__ = [
    "Comparison",
    "Design",
    "Discovery",
    "InputError",
    "Results",
    "ScenarioError",
    "Sensitivity",
    "SimError",
    "Sweep",
    "compare",
    "design",
    "discover",
    "load_scenario",
    "load_study",
    "read_results",
    "replicate",
    "run",
    "select_best",
    "sensitivity",
    "sweep",
]


def __getattr__(name: str) -> object:
    """Load what is asked for, the first time it is."""
    if name not in _DOORS:
        raise AttributeError(f"module 'sim' has no attribute '{name}'")
    return getattr(import_module(_DOORS[name]), name)


def __dir__() -> list[str]:
    """What can be asked for."""
    return [*globals(), *__all__]
