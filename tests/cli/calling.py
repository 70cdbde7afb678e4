"""Calls of the command line, in this process or as a user's shell makes them."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.cli import main
from tests.builders import changed, minimal, text

CONTROL = "\x1b"


@dataclass(frozen=True)
class Call:
    """How one call ended, and what it wrote."""

    code: int
    out: str
    err: str


Calling = Callable[..., Call]


def caller(capsys: Any) -> Calling:
    """A function that calls the program in this process."""

    def call(*typed: str | Path) -> Call:
        capsys.readouterr()
        code = main([str(word) for word in typed])
        written = capsys.readouterr()
        return Call(code, written.out, written.err)

    return call


def shell(*typed: str, env: dict[str, str] | None = None, **how: Any) -> Call:
    """The program called as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "sim", *typed],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **(env or {})},
        check=False,
        **how,
    )
    return Call(done.returncode, done.stdout, done.stderr)


@contextmanager
def inside(folder: Path) -> Iterator[Path]:
    """Work in a folder for a while."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield folder
    finally:
        os.chdir(before)


def written(folder: Path, changes: dict[str, Any] | None = None, name: str = "case.yaml") -> Path:
    """The minimal scenario with changes, as a file."""
    path = folder / name
    path.write_text(text(changed(minimal(), changes or {})), encoding="utf-8")
    return path
