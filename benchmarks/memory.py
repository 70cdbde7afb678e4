"""The most memory a process ever held."""

import resource
import sys
from pathlib import Path

STATUS = Path("/proc/self/status")


def most_bytes() -> float:
    """The most this process ever held in main memory.

    Where the system tells it of the program itself, that is taken: the other figure also counts
    what the process was before it became this program, a copy of whoever started it.
    """
    if STATUS.exists():
        for line in STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return 1024 * float(line.split()[1])
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
