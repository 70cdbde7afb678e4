"""What the answers of studies have in common: one file keeps each, and it knows where rows are."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Generic, Protocol, Self, TypeVar, cast

import pandas as pd

from sim.analysis.asked import StudyAsked
from sim.analysis.plain import from_plain, plain
from sim.api.studying import Studied
from sim.errors import InputError, SimError
from sim.experiments.executors.choosing import executor_for
from sim.experiments.executors.contract import Executor
from sim.results.columns import FAILURES
from sim.results.files import write_whole
from sim.results.folder import Stored, read_folder
from sim.scenario.studies.load import load_study
from sim.scenario.studies.recognising import is_scenario
from sim.scenario.studies.study import Study
from sim.version import RESULTS_VERSION

BESIDE = "."
"""What stands for the folder of the rows in the file of an answer that lies in it."""
StudyLike = str | Path | Study
"""A study, or the file it is in."""


class Asked(Protocol):
    """What every answer of a study says of the question."""

    @property
    def asked(self) -> StudyAsked:
        """The study, its points and its runs."""
        ...


Answer = TypeVar("Answer", bound=Asked)


@dataclass(frozen=True, slots=True, eq=False)
class Answered(Generic[Answer]):
    """An answer as a notebook holds it, with its rows in a folder.

    Attributes:
        answer: The answer.
        folder: Where the rows of all runs are.
    """

    answer: Answer
    folder: Path | None

    kind: ClassVar[str]
    form: ClassVar[type[Asked]]

    def summary(self) -> Answer:
        """The answer."""
        return self.answer

    def rows(self, table: str = "points") -> pd.DataFrame:
        """One table of all runs, read from the folder: `points`, `clauses`, `areas`, ...

        Raises:
            InputError: If there is no such table, or the folder is gone.
        """
        return rows_in(self.folder, self.answer.asked.replications).table(table)

    def save(self, path: str | Path) -> Path:
        """Keep the answer as one file; the rows stay in their folder.

        Args:
            path: The file; or the folder of the rows, which keeps it as the commands do: in the
                place of the one of its kind, whose charts are removed.

        Returns:
            The file.

        Raises:
            InputError: If it cannot be written.
        """
        if Path(path).is_dir():
            from sim.api.keeping import keep

            if self.folder is None or not Path(path).samefile(self.folder):
                own = "" if self.folder is None else f", or the folder of its rows, {self.folder}"
                raise InputError(f"{path} is a folder; name a file in it{own}")
            return keep(self, Path(path)).file
        return save_answer(self.kind, self.answer, self.folder, path)

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """An answer from its file.

        Raises:
            InputError: If the file holds none.
        """
        answer, folder = load_answer(cls.kind, cls.form, path)
        return cls(cast(Answer, answer), folder)


class SomeRunsFailed(SimError):
    """The program itself failed in some runs of a study; the others are kept."""


def study_from(study: StudyLike, settings: Sequence[str] = ()) -> Study:
    """A study from its file, or as it was loaded before.

    Raises:
        ScenarioError: If it cannot be run.
        InputError: If settings come with a study that is loaded.
    """
    if not isinstance(study, Study):
        if is_scenario(study):
            raise InputError(
                f"{study} is a scenario; a study is wanted, a file that names a scenario and what "
                "is varied in it (docs/study-reference.md)"
            )
        return load_study(study, settings)
    if settings:
        raise InputError("settings go with a file; load the study with them instead")
    return study


def chosen(executor: Executor | None, workers: int) -> Executor:
    """Who does the runs: the one that is given, or so many processes."""
    return executor if executor is not None else executor_for(workers)


def failure_of(studied: Studied) -> SomeRunsFailed | None:
    """What is told of the runs that failed; None where none did."""
    if not studied.failures:
        return None
    first = studied.stored.table(FAILURES).iloc[0]
    runs = len(studied.points) * studied.replications
    which = f"point {first['point']}, replication {first['replication']}"
    what = "1 run" if studied.failures == 1 else f"{studied.failures} runs"
    return SomeRunsFailed(f"{what} of {runs} failed; {which}: {first['error']}")


def save_answer(kind: str, answer: object, folder: Path | None, path: str | Path) -> Path:
    """Keep an answer as one file of JSON; its rows stay in their folder.

    Args:
        kind: What it answers, as `sweep`.
        answer: The answer.
        folder: Where its rows are.
        path: The file.

    Raises:
        InputError: If it cannot be written.
    """
    file = Path(path)
    try:
        write_whole(file, answer_content(kind, answer, folder, file))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{file} cannot be written: {reason}") from None
    return file


def answer_content(kind: str, answer: object, folder: Path | None, file: Path) -> bytes:
    """What the file of an answer holds.

    Args:
        kind: What it answers, as `sweep`.
        answer: The answer.
        folder: Where its rows are.
        file: Where it will be. Beside its rows it does not say where they are, so that the folder
            may be moved, and holds the same on every machine.
    """
    content = {
        "kind": kind,
        "results_version": RESULTS_VERSION,
        "folder": None if folder is None else _told(folder, file),
        "answer": plain(answer),
    }
    return (json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode()


def _told(folder: Path, file: Path) -> str:
    return BESIDE if folder.absolute() == file.absolute().parent else str(folder)


def load_answer(kind: str, of: type[Answer], path: str | Path) -> tuple[Answer, Path | None]:
    """An answer from its file, and where its rows are.

    Raises:
        InputError: If the file holds none of this kind.
    """
    content = _content(path)
    found = content.get("kind")
    if found != kind:
        what = f"an answer of '{found}'" if isinstance(found, str) else "no answer"
        raise InputError(f"{path} is {what}, not of '{kind}'")
    try:
        told = content["folder"]
        folder = None if told is None else _meant(told, Path(path))
        return from_plain(of, content["answer"]), folder
    except (KeyError, TypeError, ValueError):
        raise InputError(f"{path} is damaged, or of another version; ask again") from None


def _meant(told: str, file: Path) -> Path:
    return file.parent if told == BESIDE else Path(told)


def kind_of_answer(path: str | Path) -> str:
    """What the answer in a file answers, as `sweep`.

    Raises:
        InputError: If the file holds no answer.
    """
    kind = _content(path).get("kind")
    if not isinstance(kind, str):
        raise InputError(f"{path} is no answer of a study")
    return kind


def _content(path: str | Path) -> dict[str, Any]:
    """What a file of JSON says by name; nothing where it says something else."""
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise InputError(f"{path} cannot be read") from None
    except ValueError:
        raise InputError(f"{path} is no answer: it cannot be read as JSON") from None
    return content if isinstance(content, dict) else {}


def rows_in(folder: Path | None, replications: int) -> Stored:
    """The rows of an answer.

    Raises:
        InputError: If they are not kept anywhere, or not there any more.
    """
    if folder is None:
        raise InputError("the rows of this answer are kept nowhere")
    return read_folder(folder).looked_at(replications)
