"""Which command answers a study whose runs lie in a folder."""

import shlex
from pathlib import Path

from sim.api.running import RESULTS
from sim.results.manifest import Manifest

COMMANDS = {"--method": "sensitivity", "--every": "design"}
"""Which command has an option that no other has, and tells it to the manifest."""


def unanswered(folder: Path, manifest: Manifest) -> str:
    """What is said of a folder in which a study was run, and no answer is kept."""
    told = f"{folder} holds the runs of a study, and no answer yet of which a chart can be drawn"
    if not manifest.files:
        return f"{told}; sweep, sensitivity, discover and design keep one"
    asked = [command for option, command in COMMANDS.items() if option in manifest.options]
    typed = shlex.join(_typed(asked[0] if asked else "sweep", folder, manifest))
    # What was run from Python, or by discover, tells the manifest no option of its own.
    others = "" if asked else ", as do discover, sensitivity and design of what they ran"
    return f"{told}; '{typed}' keeps one{others}, and runs nothing again"


def _typed(command: str, folder: Path, manifest: Manifest) -> list[str]:
    """The command that asked for the runs."""
    # Of a folder that is named from within nothing tells what lies above it.
    out = folder.parent.parent if len(folder.parts) > 2 else folder.absolute().parent.parent
    place = [] if out == RESULTS else ["--out", str(out)]
    return ["withdrawal-sim", command, manifest.files[0].file, *manifest.options, *place]
