"""`sources`: every number with where it comes from and how sure it is."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.console import answer, document, styled, width, wrapped
from sim.cli.layout import cells, padded
from sim.cli.options import AsJson, ScenarioFile, Settings
from sim.errors import InputError

if TYPE_CHECKING:
    from sim.scenario.load import Loaded
    from sim.scenario.provenance import Assumption

KEY_COLUMN = 32
"""Values stand behind keys up to this length, and under longer ones."""
COLUMNS = (
    "path",
    "value",
    "unit",
    "source",
    "source_title",
    "source_url",
    "source_date",
    "confidence",
    "rivals",
    "place",
)


def sources(
    scenario: ScenarioFile,
    settings: Settings = None,
    with_defaults: Annotated[
        bool,
        typer.Option("--defaults", help="Also list what the file leaves to the program."),
    ] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a table as csv instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """List every number with its source and how sure it is.

    Dates count as numbers. Counted first: what is only assumed, and what is unsourced, which means
    that nobody says where it comes from. A block's source holds for the numbers inside it, set in
    the same file, that name none themselves.
    """
    from sim.scenario.load import load_scenario
    from sim.scenario.provenance import assumptions, defaults

    if as_csv and as_json:
        raise InputError("--csv and --json do not go together; choose one")
    loaded = load_scenario(scenario, settings or ())
    found = assumptions(loaded)
    left = defaults(loaded)
    if as_csv:
        answer(_table(loaded, (*found, *left) if with_defaults else found), end="")
    elif as_json:
        document(_tree(loaded, (*found, *left) if with_defaults else found))
    else:
        _count(found, left)
        for title, group in _groups(loaded, found):
            _list(title, group, loaded=loaded)
        if with_defaults:
            _list("Left to the program", left, loaded=loaded)


def _count(found: "Sequence[Assumption]", left: "Sequence[Assumption]") -> None:
    from sim.scenario.provenance import counts

    known = counts(found)
    answer(styled(f"{known.all} numbers and dates", "bold"))
    rows = (
        (known.assumed, "assumed"),
        (known.unsourced, "unsourced: no source, and not marked as assumed"),
        (known.sourced, "with a source"),
        (len(left), "more left to the program's defaults (--defaults lists them)"),
    )
    for count, what in rows:
        answer(wrapped(what, indent=7, first=f"{count:>6} "))


def _groups(
    loaded: "Loaded", found: "Sequence[Assumption]"
) -> "Iterator[tuple[str, list[Assumption]]]":
    """What is least founded first, then by source in the order of the file."""
    yield "Unsourced", [item for item in found if item.is_unsourced]
    yield "Assumed", [item for item in found if item.is_assumed]
    rest = [item for item in found if not item.is_assumed and not item.is_unsourced]
    named = [name for name in loaded.scenario.sources if any(i.source == name for i in rest)]
    for name in (*named, *sorted({str(item.source) for item in rest} - set(named))):
        yield _publication(loaded, name), [item for item in rest if item.source == name]


def _publication(loaded: "Loaded", name: str) -> str:
    if name not in loaded.scenario.sources:
        return "Set on the command line" if name == "command line" else name
    source = loaded.scenario.sources[name]
    parts = [f"{source.title} [{name}]", source.date, source.url]
    return ", ".join(part for part in parts if part)


def _list(title: str, group: "Sequence[Assumption]", *, loaded: "Loaded") -> None:
    if not group:
        return
    answer("")
    answer(styled(wrapped(f"{title} ({len(group)})", hanging=4), "bold"))
    blocks: dict[str, list[Assumption]] = {}
    for item in group:
        blocks.setdefault(_block(item.path), []).append(item)
    for block, items in blocks.items():
        answer(wrapped(block, indent=2, hanging=2))
        for item in items:
            answer(_row(item, item.path.removeprefix(f"{block}.")))
            for rival in item.rivals:
                by = f" ({_title(loaded, rival.source)})" if rival.source else ""
                answer(wrapped(f"but {rival.value}{by}", indent=8, hanging=4))


def _block(path: str) -> str:
    """The part of a path that names a block: a road, a unit, a clause."""
    parts = path.split(".")
    length = 3 if parts[0] == "agreement" else 2
    return ".".join(parts[: min(length, len(parts) - 1)])


def _row(item: "Assumption", key: str) -> str:
    value = f"{item.text} {item.unit}" if item.unit not in ("", "date") else item.text
    remarks = [item.confidence] if item.confidence and not item.is_assumed else []
    if item.is_assumed and item.source:
        remarks.append(item.source)
    told = f"{value}  [{', '.join(remarks)}]" if remarks else value
    one_line = f"    {padded(key, KEY_COLUMN)}  {told}"
    if cells(key) <= KEY_COLUMN and cells(one_line) <= width():
        return one_line
    return f"{wrapped(key, indent=4, hanging=4)}\n{wrapped(told, indent=8, hanging=4)}"


def _title(loaded: "Loaded", name: str) -> str:
    known = loaded.scenario.sources
    return str(known[name].title) if name in known else name


def _table(loaded: "Loaded", found: "Sequence[Assumption]") -> str:
    table = StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in found:
        row = _record(loaded, item)
        rivals = "; ".join(
            f"{rival.value} ({rival.source})" if rival.source else rival.value
            for rival in item.rivals
        )
        writer.writerow([rivals if column == "rivals" else row[column] for column in COLUMNS])
    return table.getvalue()


def _tree(loaded: "Loaded", found: "Sequence[Assumption]") -> dict[str, object]:
    from sim.scenario.provenance import counts

    known = counts(found)
    return {
        "file": loaded.path,
        "numbers": known.all,
        "assumed": known.assumed,
        "unsourced": known.unsourced,
        "sourced": known.sourced,
        "list": [_record(loaded, item) for item in found],
    }


def _record(loaded: "Loaded", item: "Assumption") -> dict[str, object]:
    publication = loaded.scenario.sources.get(item.source or "")
    return {
        "path": item.path,
        "value": item.text,
        "unit": item.unit,
        "source": item.source,
        "source_title": item.source_title,
        "source_url": publication.url if publication else None,
        "source_date": publication.date if publication else None,
        "confidence": item.confidence,
        "rivals": [{"value": rival.value, "source": rival.source} for rival in item.rivals],
        "place": item.place,
    }
