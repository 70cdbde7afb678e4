"""The notebooks: they run with the program as it is, and what they show may be browsed anywhere."""

import ast
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# A test asks whether a notebook still runs, not what it finds: these take the place of its sizes,
# and the studies of the copy are cut to few points and to two things that are uncertain.
FEW = {"REPLICATIONS": 2, "RUNS_A_POINT": 1, "TRAJECTORIES": 4, "WORKERS": 1}
FEW_POINTS = {"levels: 3": "levels: 1", "points: 64": "points: 8"}
LEFT_OUT = re.compile(r"^  (through-traffic|population|patience): .*\n", re.MULTILINE)
MOST_BYTES = 1_500_000
STANDARD = {"os", "pathlib", "subprocess", "sys", "tempfile"}
PUBLIC = {"sim", "pandas", "matplotlib"}
ABSOLUTE = re.compile(r"(?<![\w.:/<])/(?:[\w.-]+/)+[\w.-]+|\b[A-Z]:\\|site-packages")

each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@pytest.fixture
def place(tmp_path):
    """A folder of one's own with the notebooks, and beside it the scenarios with small studies."""
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    for study in (tmp_path / "scenarios" / "studies").glob("*.yaml"):
        text = LEFT_OUT.sub("", study.read_text(encoding="utf-8"))
        for many, few in FEW_POINTS.items():
            text = text.replace(many, few)
        study.write_text(text, encoding="utf-8")
    return tmp_path / "notebooks"


def sizes(notebook):
    """The one cell that says how often everything is run."""
    (cell,) = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    return cell


def texts(notebook):
    """What the kept outputs say, pictures apart."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            yield output.get("text", "")
            yield from (
                words for kind, words in output.get("data", {}).items() if "image" not in kind
            )


@each
def test_a_notebook_runs_from_top_to_bottom_without_an_error(path, place):
    notebook = nbformat.read(place / path.name, as_version=4)
    cell = sizes(notebook)
    for name, few in FEW.items():
        cell.source = re.sub(rf"^{name} = \d+", f"{name} = {few}", cell.source, flags=re.MULTILINE)
    before = sorted(place.parent.rglob("*"))
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(place)}}).execute()
    kinds = [output.output_type for cell in notebook.cells for output in cell.get("outputs", [])]
    assert "display_data" in kinds or "execute_result" in kinds
    assert "error" not in kinds
    assert sorted(place.parent.rglob("*")) == before, "it leaves files behind"


@each
def test_all_sizes_of_a_notebook_stand_in_one_cell(path):
    source = sizes(nbformat.read(path, as_version=4)).source
    names = re.findall(r"^(\w+) = \d+", source, re.MULTILINE)
    assert names
    assert set(names) <= FEW.keys()


@each
def test_what_a_notebook_shows_was_kept_whole_and_in_order(path):
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    outputs = [output for cell in code for output in cell.outputs]
    assert any("image/png" in output.get("data", {}) for output in outputs)
    assert [output for output in outputs if output.output_type == "error"] == []
    assert [output for output in outputs if output.get("name") == "stderr"] == []


@each
def test_what_a_notebook_shows_names_no_place_of_a_machine(path):
    shown = "\n".join(texts(nbformat.read(path, as_version=4)))
    assert ABSOLUTE.findall(re.sub(r"https?://\S+", "", shown)) == []
    assert "object at 0x" not in shown


@each
def test_a_notebook_is_small_enough_to_be_shown_where_it_is_browsed(path):
    assert path.stat().st_size < MOST_BYTES


@each
def test_a_notebook_uses_the_public_door_only(path):
    notebook = nbformat.read(path, as_version=4)
    lines = [
        line
        for cell in notebook.cells
        if cell.cell_type == "code"
        for line in cell.source.splitlines()
        if not line.startswith("%")
    ]
    tree = list(ast.walk(ast.parse("\n".join(lines))))
    wanted = {name.name for node in tree if isinstance(node, ast.Import) for name in node.names}
    wanted |= {str(node.module) for node in tree if isinstance(node, ast.ImportFrom)}
    assert wanted <= STANDARD | PUBLIC
    assert "sim" in wanted


@pytest.mark.parametrize(
    "told",
    # Put together here, so that this file names no such place itself.
    [
        "/".join(("", "home", "me")),
        "see /tmp/x/y",
        "\\".join(("C:", "Users", "me")),
        "lib/site-packages",
    ],
)
def test_a_place_of_a_machine_is_recognised(told):
    assert ABSOLUTE.search(told)


@pytest.mark.parametrize("told", ["../scenarios/a.yaml", "vehicles/h", "</td></tr>", "a / b"])
def test_other_words_with_a_slash_are_no_place_of_a_machine(told):
    assert not ABSOLUTE.search(told)
