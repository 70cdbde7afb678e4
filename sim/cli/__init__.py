"""What do you type? Each command parses, calls one function, and prints."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """One call of `withdrawal-sim`: runs the command and says how it ended.

    Args:
        arguments: What was typed after the program's name; none means the real command line.

    Returns:
        The exit code: 0 done, 1 a check or some runs failed, 2 the input, 3 our bug,
        130 interrupted, 141 the reader of the output went away.
    """
    # Imported in here so that Ctrl-C while the libraries load is told as any other.
    try:
        from sim.cli.app import execute
        from sim.cli.ending import ended
    except KeyboardInterrupt:
        return 130
    typed = list(sys.argv[1:] if arguments is None else arguments)
    return ended(execute, typed)
