"""What means nothing although the schema allows it? Checks across the blocks of a scenario."""

from sim.scenario.checks.registry import check

__all__ = ["check"]
