"""Reading a scenario is quick to start."""

import subprocess
import sys

HEAVY = ("numpy", "pandas", "scipy", "matplotlib", "pyarrow", "simpy", "typer", "rich")


def test_reading_a_scenario_loads_nothing_heavy():
    code = f"import sys, sim.scenario.load;print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
