"""Where the rows of a comparison are, and how to have them again where they are gone."""

import json
import shlex
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from sim.analysis.comparing.compared import Compared, Ran
from sim.errors import InputError
from sim.results.folder import MANIFEST, Stored, manifest_in, read_folder
from sim.results.manifest import Manifest

FILE = "comparison.json"
"""The file of a comparison in a folder."""
FOLDER = "comparisons"
"""Within the folder for results."""
SHOWN = 3
"""So many comparisons, and runs, are named to choose from."""


def file_of_comparison(place: Path) -> Path | None:
    """The file of the comparison that is kept at a place; None where other things are.

    Args:
        place: The file itself, or the folder that `compare` names.

    Raises:
        InputError: If it is the folder of a comparison without its file, or that of many, or what
            a study command saved.
    """
    if place.suffix == Path(FILE).suffix and place.is_file():
        _refuse_answer(place)
        return place
    if (place / FILE).is_file():
        return place / FILE
    if (place / MANIFEST).is_file() or not place.is_dir():
        return None
    below = sorted((*place.glob(f"*/{FILE}"), *place.glob(f"{FOLDER}/*/{FILE}")))
    if below:
        runs = sorted(place.glob(f"*/*/{MANIFEST}"))
        some = " or ".join(str(each.parent) for each in (*below[:SHOWN], *runs[:SHOWN]))
        raise InputError(f"{place} is no folder of one run or one comparison; did you mean {some}?")
    if FOLDER in (place.name, place.absolute().parent.name):
        raise InputError(
            f"there is no {FILE} in {place}: a selection (compare --best) keeps rows alone. "
            "Compare without --best, or report the results folder of the scenario selected"
        )
    return None


def _refuse_answer(place: Path) -> None:
    """Refuse what a study command saved; what is no answer at all is refused when it is read."""
    with suppress(OSError, ValueError, AttributeError):
        kind = json.loads(place.read_text(encoding="utf-8")).get("kind")
        if kind is not None:
            raise InputError(
                f"{place} is the answer of a study ({kind}); a report tells of one run or one "
                "comparison. withdrawal-sim chart draws what a study answers"
            )


def found_beside(found: Compared, file: Path) -> Compared:
    """The comparison with the folders of its scenarios where they are now.

    Folders are remembered as they were named when it was made. Where a folder is not there, and
    all results were moved together or are looked at from elsewhere, it is found from the file of
    the comparison, which lies in `comparisons` beside them.

    Args:
        found: The comparison.
        file: It, as it is kept.
    """
    out = file.resolve().parent.parent.parent
    return replace(found, scenarios=tuple(_found(each, out) for each in found.scenarios))


def _found(ran: Ran, out: Path) -> Ran:
    folder = Path(ran.folder)
    moved = out.joinpath(*folder.parts[-2:])
    return replace(ran, folder=str(moved)) if not folder.exists() and moved.exists() else ran


def rows_of(found: Compared) -> tuple[Stored, ...]:
    """The rows of every scenario, of the replications that were compared.

    Raises:
        InputError: If some are gone, are less than were compared, or cannot be read.
    """
    gone = [ran for ran in found.scenarios if manifest_in(Path(ran.folder)) is None]
    if gone:
        folders = ", ".join(f"{ran.folder} ({ran.label})" for ran in gone)
        raise InputError(f"rows of the comparison are gone: {folders}; {_again(found)}")
    return tuple(_read(ran, found) for ran in found.scenarios)


def _read(ran: Ran, found: Compared) -> Stored:
    stored = read_folder(Path(ran.folder))
    if not _is_of(stored.manifest, found):
        has = f"{stored.manifest.replications} replications of seed {stored.manifest.seed}"
        raise InputError(
            f"{ran.folder} has {has}, and {found.replications} of seed {found.seed} were "
            f"compared; {_again(found)}"
        )
    return stored.looked_at(found.replications)


def _is_of(manifest: Manifest, found: Compared) -> bool:
    is_enough = manifest.replications >= found.replications
    return is_enough and manifest.seed == found.seed and manifest.points == 1


def _again(found: Compared) -> str:
    return f"this makes them again: {comparing_again(found)}"


def comparing_again(found: Compared) -> str:
    """The command that runs all scenarios of a comparison once more."""
    base = found.base
    words = ["withdrawal-sim", "compare", base.file]
    variants: list[str] = []
    for ran in found.others:
        own = ran.settings[len(base.settings) :]
        if ran.file != base.file or not own:
            words.append(ran.file)
        else:
            variants += ["--variant", f"{ran.label}: {'; '.join(own)}"]
    for setting in base.settings:
        words += ["--set", setting]
    words += [*variants, "-r", str(found.replications)]
    words += ["--seed", str(found.seed)] if found.seed != 1 else []
    out = Path(base.folder).parent.parent
    return shlex.join([*words, *(["--out", str(out)] if out != Path("results") else [])])
