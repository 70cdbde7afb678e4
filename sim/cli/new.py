"""`new`: a commented scenario file to start from."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.console import answer, behind, command, document, note, styled
from sim.cli.layout import cells
from sim.cli.options import AsJson
from sim.errors import InputError


def new(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", show_default=False, help="Name of the file to write."),
    ],
    as_json: AsJson = False,
) -> None:
    """Write a commented scenario file to start from.

    The file is a small case of an invented country that runs as it is. Beside it goes
    scenario.schema.json, by which editors complete and check scenario files. A file that is
    there already is never touched.
    """
    from sim.scenario.starter import SCHEMA_NAME, schema_text, starter_text

    path = _path(name)
    schema_wanted = schema_text()
    _write_new(path, starter_text(), refusal=f"{path} is there already; {_other_name(path)}")
    schema = path.with_name(SCHEMA_NAME)
    is_new = not schema.exists()
    if is_new:
        _write_new(schema, schema_wanted, refusal=f"{schema} is there already")
    elif schema.read_text(encoding="utf-8", errors="replace") != schema_wanted:
        note(f"{schema} is there already and differs from this version's; it is kept as it is.")
    if as_json:
        document({"scenario": str(path), "schema": str(schema)})
        return
    _tell(path, "a two-district case to change into your own")
    if is_new:
        _tell(schema, "the schema, for editors")
    answer("")
    answer("Next: ", command(f"withdrawal-sim check {path}", indent=6).lstrip(" "))


def _tell(path: Path, what: str) -> None:
    shown = str(path)
    told = behind(shown, what, column=cells(shown) + 2)
    answer(styled(shown, "bold"), told[len(shown) :])


def _path(name: str) -> Path:
    path = Path(name)
    if not path.name.strip(".") or name.endswith(("/", "\\")):
        raise InputError(f"'{name}' is no name for a file; try: withdrawal-sim new my-case")
    return path if path.suffix in (".yaml", ".yml") else path.with_name(f"{path.name}.yaml")


def _other_name(path: Path) -> str:
    free = next(
        candidate
        for number in range(2, 1000)
        if not (candidate := path.with_stem(f"{path.stem}-{number}")).exists()
    )
    return f"give another name, as: withdrawal-sim new {free.with_suffix('')}"


def _write_new(path: Path, text: str, *, refusal: str) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise InputError(refusal) from None
    except FileNotFoundError:
        raise InputError(f"there is no folder {path.parent}; make it first") from None
    except OSError:
        # Half a file would be refused by every command, and by the next `new`.
        path.unlink(missing_ok=True)
        raise
