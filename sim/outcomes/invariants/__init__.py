"""What must hold of every log, whatever was simulated?"""

from sim.outcomes.invariants.registry import violations_of

__all__ = ["violations_of"]
