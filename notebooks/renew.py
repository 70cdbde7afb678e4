"""Run the notebooks anew and keep their outputs: `make notebooks`, or name some of them."""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent


def keep_picture(data: dict[str, object]) -> None:
    """Drop the text of what is shown as a table or picture: it holds addresses in memory."""
    if data.keys() & {"text/html", "image/png"}:
        data.pop("text/plain", None)


def renew(path: Path) -> None:
    """Run a notebook where it stands and keep what it shows, without times and versions."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=None, record_timing=False, resources={"metadata": {"path": str(HERE)}}
    )
    client.execute()
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            keep_picture(output.get("data", {}))
    nbformat.write(notebook, path)


if __name__ == "__main__":
    for place in map(Path, sys.argv[1:]) if sys.argv[1:] else sorted(HERE.glob("*.ipynb")):
        print(place.name)
        renew(place)
