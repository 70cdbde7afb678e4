"""Files that are there whole or not at all."""

import errno
from contextlib import suppress
from pathlib import Path

ASIDE = ".aside"
"""How the name of a file ends while it is written; it begins with a dot."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file aside, and then give it its name.

    Raises:
        OSError: If the system refuses; what was there before stays.
    """
    aside = path.with_name(f".{path.name}{ASIDE}")
    try:
        # Without a buffer, or closing the file would try once more what was refused.
        with aside.open("wb", buffering=0) as file:
            if file.write(content) != len(content):
                raise OSError(errno.ENOSPC, "no space left on the device", str(path))
        aside.replace(path)
    except OSError:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise
