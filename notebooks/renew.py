"""Run the notebooks anew and keep their outputs: `make notebooks`, or name some of them."""

import base64
import sys
from io import BytesIO
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from PIL import Image

HERE = Path(__file__).parent
COLOURS = 128
"""A chart has a few colours and the steps between them; so many show it as it is, in a third."""


def keep_picture(data: dict[str, object]) -> None:
    """Drop the text of what is shown as a table or picture: it holds addresses in memory."""
    if data.keys() & {"text/html", "image/png"}:
        data.pop("text/plain", None)


def make_small(data: dict[str, object]) -> None:
    """Give a picture a palette: notebooks are browsed on the net, and kept at every change."""
    if "image/png" in data:
        with Image.open(BytesIO(base64.b64decode(str(data["image/png"])))) as picture:
            small = BytesIO()
            picture.convert("RGB").quantize(COLOURS).save(small, "png", optimize=True)
        data["image/png"] = base64.b64encode(small.getvalue()).decode()


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
            make_small(output.get("data", {}))
    nbformat.write(notebook, path)


if __name__ == "__main__":
    for place in map(Path, sys.argv[1:]) if sys.argv[1:] else sorted(HERE.glob("*.ipynb")):
        print(place.name)
        renew(place)
