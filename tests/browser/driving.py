"""A page opened in a real browser, and what it looks like from inside."""

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-dev-shm-usage", "--hide-scrollbars", "--enable-logging=stderr"),
    "--host-resolver-rules=MAP * ~NOTFOUND",  # the network is off
)
LONG = 120
"""Seconds after which a browser that should be done is taken to hang."""
BUDGET = 20_000
"""Milliseconds of the browser's own time, which passes as fast as it can, for what is played."""
PROBE = Path(__file__).with_name("probe.js")
PLAYER = Path(__file__).with_name("player.js")
FOUND = re.compile(r'data-probe="([^"]*)"')
CONSOLE = re.compile(r"CONSOLE[^\n]*")


@dataclass(frozen=True)
class Seen:
    """What a browser made of a page.

    Attributes:
        found: What the probe found, by its own names.
        console: Whatever the page made the browser complain of.
    """

    found: dict[str, Any]
    console: list[str]


def installed() -> str | None:
    """The browser of this machine, if it has one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def look(browser: str, page: Path, folder: Path, *, width: int) -> Seen:
    """Open a copy of a page that has the probe in it.

    Args:
        browser: Its program.
        page: The page.
        folder: Of one's own, for the copy and the browser's leavings.
        width: Of the window, in CSS pixels.
    """
    return _seen(browser, page, folder, PROBE, width=width)


def play(browser: str, page: Path, folder: Path, *options: str, width: int) -> Seen:
    """Open a copy of a page, and use its replay as somebody would who has it before them.

    Args:
        browser: Its program.
        page: The page.
        folder: Of one's own, for the copy and the browser's leavings.
        options: More of the browser's own.
        width: Of the window, in CSS pixels.
    """
    budget = f"--virtual-time-budget={BUDGET}"
    return _seen(browser, page, folder, PLAYER, budget, *options, width=width)


def _seen(browser: str, page: Path, folder: Path, probe: Path, *more: str, width: int) -> Seen:
    script = probe.read_text(encoding="utf-8").replace("WIDTH", str(width))
    probed = folder / "probed.html"
    text = page.read_text(encoding="utf-8")
    probed.write_text(text.replace("</body>", f"<script>{script}</script></body>"), "utf-8")
    options = (f"--window-size={width},900", *more, "--dump-dom")
    done = _run(browser, folder, *options, probed.as_uri())
    told = FOUND.search(done.stdout)
    assert told, f"the probe did not run:\n{done.stderr}"
    return Seen(json.loads(unescape(told[1])), CONSOLE.findall(done.stderr))


def picture(browser: str, page: Path, folder: Path, *, width: int, height: int) -> Path:
    """A screenshot of the page as it stands."""
    shot = folder / "page.png"
    size = f"--window-size={width},{height}"
    _run(browser, folder, size, f"--screenshot={shot}", page.as_uri())
    return shot


def _run(browser: str, folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    profile = folder / "profile"
    shutil.rmtree(profile, ignore_errors=True)
    return subprocess.run(
        [browser, *QUIET, f"--user-data-dir={profile}", *more],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=LONG,
    )
