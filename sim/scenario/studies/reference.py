"""The reference page of the study format, written from its blocks and from one example file."""

from collections.abc import Iterator
from pathlib import Path

from sim.catalogue import OUTCOMES
from sim.catalogue.naming import LISTS, key_columns
from sim.scenario.blocks import Keyed
from sim.scenario.shapes import Fields, shape_of
from sim.scenario.studies.blocks import (
    DesignBlock,
    GridBlock,
    LatinHypercubeBlock,
    LeverBlock,
    SobolBlock,
    StudyBlock,
    UncertaintyBlock,
)


def reference_page(template: str, example: Path) -> str:
    """The page: a template's prose with the tables of the blocks filled in.

    Args:
        template: Markdown with places for the example, the blocks and the outcomes.
        example: A study file; its comment lines are left out.
    """
    lines = example.read_text(encoding="utf-8").splitlines()
    shown = [line for line in lines if not line.lstrip().startswith("#")]
    return template.format(
        example="\n".join(shown).strip(),
        study=_table(StudyBlock),
        levers=_table(LeverBlock),
        uncertainties=_table(UncertaintyBlock),
        designs=_designs(),
        outcomes="\n".join(_outcomes()),
    )


def _table(block: type[Keyed]) -> str:
    head = "| Key | What it means | If left out |\n|---|---|---|"
    return "\n".join((head, *_rows(block)))


def _rows(block: type[Keyed]) -> Iterator[str]:
    for name, field in block.model_fields.items():
        left_out = "**required**" if field.is_required() else _default(field.default)
        meaning = (field.description or "").replace("\n", " ")
        yield f"| `{field.alias or name}` | {meaning} | {left_out} |"


def _default(value: object) -> str:
    if value in (None, {}):
        return ""
    return f"`[{', '.join(value)}]`" if isinstance(value, tuple) else f"`{value}`"


def _designs() -> str:
    lines = ["| Design | Which points | Its keys |", "|---|---|---|"]
    forms = {"grid": GridBlock, "latin-hypercube": LatinHypercubeBlock, "sobol": SobolBlock}
    shape: Fields = shape_of(DesignBlock)
    for key, block in forms.items():
        keys = [
            f"`{field.alias or name}`: {(field.description or '').replace(chr(10), ' ')}"
            for name, field in block.model_fields.items()
        ]
        lines.append(f"| `{key}` | {shape.description(key)} | {' '.join(keys)} |")
    return "\n".join(lines)


def _outcomes() -> Iterator[str]:
    for table in OUTCOMES:
        if table not in LISTS:
            keys = (column.upper() for column in key_columns(table))
            yield f"| `{table}` | `{'.'.join((table, *keys, 'COLUMN'))}` |"
