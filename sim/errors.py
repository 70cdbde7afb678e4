"""Everything that can go wrong, said in words a user can act on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing a user got wrong: where it stands, what it is, what is allowed.

    Attributes:
        place: `file:line:column`, or the option of the command line that brought it.
        path: Dotted path of the key, empty for the file as a whole.
        what: What is wrong, and what is allowed.
    """

    place: str
    path: str
    what: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.place, self.path, self.what) if part)


def _reading_order(problem: Problem) -> tuple[str, int, int, str, str]:
    """By file, then from top to bottom: line 9 comes before line 10."""
    file, _, spot = problem.place.rpartition(":")
    file, _, line = file.rpartition(":")
    if line.isdecimal() and spot.isdecimal():
        return file, int(line), int(spot), problem.path, problem.what
    return problem.place, 0, 0, problem.path, problem.what


class SimError(Exception):
    """The root of all errors this package raises on purpose."""

    exit_code = 1


class InputError(SimError):
    """Something the user gave cannot be used as it is."""

    exit_code = 2


class ScenarioError(InputError):
    """A scenario file that cannot be run, with all problems found in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=_reading_order))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type["ScenarioError"], tuple[Sequence[Problem]]]:
        return type(self), (self.problems,)


class RunsFailed(SimError):
    """The program itself failed in some replications.

    Attributes:
        failures: What went wrong, by the number of the replication.
    """

    def __init__(self, failures: Mapping[int, str]) -> None:
        self.failures = dict(failures)
        first, error = min(self.failures.items())
        many = len(self.failures)
        what = "1 replication" if many == 1 else f"{many} replications"
        super().__init__(f"{what} failed; replication {first}: {error}")

    def __reduce__(self) -> tuple[type["RunsFailed"], tuple[Mapping[int, str]]]:
        return type(self), (self.failures,)


class NotPrecise(SimError):
    """Outcomes are not known as precisely as they were wanted."""


class ModelBug(SimError):
    """An invariant of our own is broken; carries what is needed to replay the run."""

    exit_code = 3

    def __init__(
        self,
        what: str,
        *,
        scenario_digest: str = "",
        seed: int | None = None,
        replication: int | None = None,
        second: int | None = None,
    ) -> None:
        self.what = what
        self.scenario_digest = scenario_digest
        self.seed = seed
        self.replication = replication
        self.second = second
        super().__init__(
            f"{what} (scenario {scenario_digest or 'unknown'}, seed {seed}, "
            f"replication {replication}, second {second})"
        )
