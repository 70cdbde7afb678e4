"""The manifest of a results folder: all that is needed to get the same rows again."""

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sim.errors import InputError
from sim.version import RESULTS_VERSION, VERSION

LIBRARIES = ("matplotlib", "numpy", "pandas", "pyarrow", "pydantic", "scipy", "simpy")
LAYOUT = 2
"""Raised when a results folder is laid out in another way."""
FINGERPRINT = 16
"""Letters of a fingerprint."""
TEXTS = ("scenario", "title", "time_zone", "start", "end", "digest", "first_log")


def libraries() -> dict[str, str]:
    """Versions of the libraries that had a hand in the rows."""
    return {name: _version(name) for name in LIBRARIES}


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "not installed"


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file that went into a run: how the user named it, and what was in it."""

    file: str
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a results folder holds, and out of what it was made.

    Nothing in it depends on the machine, the folder or the hour, so that the same question leaves
    the same manifest.

    Attributes:
        scenario: Name of the scenario, by which its folder is called.
        title: Of the case.
        time_zone, start, end: Of the run, as local instants `YYYY-MM-DD HH:MM`.
        files: The files it was read from.
        settings: What was set by hand, as `path=value`.
        digest: Of the resolved scenario.
        seed: Of all that chance decides.
        replications: How many there are of each point, from number 0 on without a gap; 0 while a
            first run is not complete.
        options: What else was asked for on the command line.
        tables: Digest of each table.
        first_log: Digest of the event log of replication 0.
        points: How many scenarios there are: 1 in a run, the points of a study in a sweep.
        failed: In how many replications the program itself failed.
        results_version, version, python, libraries: The program that made it.
        layout: Of the folder.
    """

    scenario: str
    title: str
    time_zone: str
    start: str
    end: str
    files: tuple[InputFile, ...]
    settings: tuple[str, ...]
    digest: str
    seed: int
    replications: int
    options: tuple[str, ...]
    tables: Mapping[str, str]
    first_log: str
    points: int = 1
    failed: int = 0
    results_version: int = RESULTS_VERSION
    version: str = VERSION
    python: str = field(default_factory=platform.python_version)
    libraries: Mapping[str, str] = field(default_factory=libraries)
    layout: int = LAYOUT

    @property
    def fingerprint(self) -> str:
        """The question these results answer."""
        return fingerprint(self.digest, seed=self.seed, results_version=self.results_version)

    def of(self, replications: int) -> "Manifest":
        """The same, of the first so many replications."""
        return replace(self, replications=min(replications, self.replications))

    def text(self) -> str:
        """The manifest as it stands in its file."""
        content = {"fingerprint": self.fingerprint, **asdict(self)}
        return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def fingerprint(digest: str, *, seed: int, results_version: int = RESULTS_VERSION) -> str:
    """What one question is known by: its inputs, its seed, and how the program answers.

    How many replications were asked for is no part of it.
    """
    question = json.dumps([digest, seed, results_version]).encode()
    return blake2b(question, digest_size=FINGERPRINT // 2).hexdigest()


def input_files(names: Sequence[str]) -> tuple[InputFile, ...]:
    """The files a run was read from, with digests of their bytes.

    A file given by an absolute path is told by its name alone: where it stood on one machine says
    nothing on another.
    """
    return tuple(InputFile(_portable(name), _bytes_digest(Path(name))) for name in names)


def _portable(name: str) -> str:
    return Path(name).name if Path(name).is_absolute() else name


def _bytes_digest(path: Path) -> str:
    return blake2b(path.read_bytes(), digest_size=16).hexdigest()


def read_manifest(text: str, *, place: str) -> Manifest:
    """The manifest in a text.

    Raises:
        InputError: If it is none, or one of another layout.
    """
    try:
        content = json.loads(text)
    except ValueError:
        raise InputError(f"{place} is damaged: it cannot be read as JSON") from None
    if not isinstance(content, dict) or "layout" not in content:
        raise InputError(f"{place} is not the manifest of a results folder")
    if content["layout"] != LAYOUT:
        found = content["layout"]
        raise InputError(
            f"{place} has layout {found}, this version of the program reads {LAYOUT}; run the "
            "scenario again"
        )
    try:
        found = _manifest(content)
    except (KeyError, TypeError):
        raise InputError(f"{place} is damaged: parts of it are missing") from None
    if content.get("fingerprint") != found.fingerprint:
        raise InputError(f"{place} was changed: its fingerprint is that of another question")
    return found


def _manifest(content: Mapping[str, Any]) -> Manifest:
    known = {each.name: content[each.name] for each in fields(Manifest)}
    known["files"] = tuple(InputFile(**entry) for entry in known["files"])
    for name in ("settings", "options"):
        known[name] = tuple(known[name])
    for name in TEXTS:
        _expect(known[name], str)
    for name in ("replications", "points", "failed"):
        _expect(known[name], int)
    _expect(known["tables"], dict)
    return Manifest(**known)


def _expect(value: object, kind: type) -> None:
    if not isinstance(value, kind):
        raise TypeError
