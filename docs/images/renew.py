"""Make the pictures of the documentation anew: charts by the program, the report by a browser.

    python docs/images/renew.py [REPLICATIONS]

The 2020 case is run as the README runs it; its charts are drawn, and the top of its report is
photographed by Chromium. What was run before is not run again.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import sim
from sim.api.charting import charts_in, chosen, draw_file

IMAGES = Path(__file__).parent
CASE = IMAGES.parents[1] / "scenarios" / "nagorno-karabakh-2020.yaml"
CHARTS = ("schedule", "clearance", "peacekeepers", "network")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WINDOW = "1100,1500"


def main() -> None:
    """Run, draw, photograph."""
    replications = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        sys.exit("no browser is installed to photograph the report; make browser installs one")
    with TemporaryDirectory() as place:
        folder = sim.run(sim.load_scenario(CASE), replications=replications).save(place).folder
        assert folder is not None
        for chart in chosen(charts_in(folder), CHARTS, folder=folder):
            draw_file(chart.draw(), chart, IMAGES / f"{chart.name}.png")
        page = sim.read_results(folder).report(folder / "report.html")
        _photograph(browser, page, Path(place))


def _photograph(browser: str, page: Path, place: Path) -> None:
    subprocess.run(
        [
            browser,
            *("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            *("--disable-background-networking", "--disable-sync", "--no-first-run"),
            f"--user-data-dir={place / 'profile'}",
            f"--window-size={WINDOW}",
            f"--screenshot={IMAGES / 'report.png'}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
    )


if __name__ == "__main__":
    main()
