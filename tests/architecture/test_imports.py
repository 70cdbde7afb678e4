"""The plan of the house holds: who imports whom, and what the tracked files may say."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")

# Spelled with a stroke within each name, so that this file passes its own test.
HOSTS = """
    p|ypi.org  p|ypi.python.org  python|hosted.org  ana|conda.org  conda|-forge.org
    n|pmjs.org  n|pmjs.com  yarn|pkg.com  crates|.io  ruby|gems.org
""".replace("|", "").split()
REGISTRY_HOSTS = re.compile("|".join(map(re.escape, HOSTS)), re.IGNORECASE)
MACHINE_PATHS = re.compile(
    r"(?<![\w.~)}>-])/(?:home|Users|root|work|opt|mnt)/\w|\b[A-Z]:\\{1,2}Users\b"
)
LOCK_FILES = re.compile(
    r"(?:uv|poetry|pdm|pixi|yarn|Pipfile|Cargo|conda-lock)\.(?:lock|ya?ml)"
    r"|pylock(?:\..+)?\.toml|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml"
)
PINNED_LINE = re.compile(
    r"\s*#.*|\s*"
    r"|[a-z0-9-]+==[\w.+!]+( ; [^\\]+)? \\"
    r"|    --hash=sha256:[0-9a-f]{64}( \\)?"
)


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of the package and the configuration found in a folder."""
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache", "--no-logo"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def configuration(root: Path) -> dict:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def test_imports_keep_the_contracts(root):
    result = lint(root)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("file", "text", "contract"),
    [
        ("sim/rules/wrong.py", "import sim.api", "layers"),
        ("sim/scenario/wrong.py", "import sim.results", "layers"),
        ("sim/unplaced.py", "", "layers"),
        ("sim/outcomes/wrong.py", "import simpy", "simpy"),
        ("sim/results/wrong.py", "import yaml", "scenario-text"),
        ("sim/engines/wrong.py", "import matplotlib.pyplot", "charts"),
        ("sim/experiments/wrong.py", "from rich.table import Table", "console"),
        ("sim/analysis/wrong.py", "import duckdb", "queries"),
        ("sim/experiments/wrong.py", "from distributed import Client", "cluster"),
        ("sim/rules/wrong.py", "from numpy import array", "plain-rules"),
    ],
)
def test_a_wrong_import_is_caught(root, tmp_path, file, text, contract):
    shutil.copytree(root / "sim", tmp_path / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    (tmp_path / file).write_text(text + "\n", encoding="utf-8")
    contracts = configuration(root)["tool"]["importlinter"]["contracts"]
    name = next(each["name"] for each in contracts if each["id"] == contract)
    result = lint(tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{name} BROKEN" in result.stdout


def test_nobody_inside_comes_in_by_the_public_door():
    graph = grimp.build_graph("sim", cache_dir=None)
    assert graph.find_modules_that_directly_import("sim") == set()


def test_rules_are_kept_from_every_dependency(root):
    settings = configuration(root)
    contracts = settings["tool"]["importlinter"]["contracts"]
    forbidden = next(each for each in contracts if each["id"] == "plain-rules")["forbidden_modules"]
    names = {re.match(r"[\w-]+", each)[0] for each in settings["project"]["dependencies"]}
    modules = {{"pyyaml": "yaml", "salib": "SALib"}.get(name, name) for name in names}
    assert modules <= set(forbidden)


@pytest.mark.parametrize(
    ("pattern", "what"),
    [(REGISTRY_HOSTS, "host of a package registry"), (MACHINE_PATHS, "path of one machine")],
)
def test_no_file_names_a_place_that_is_elsewhere_on_other_machines(
    root, repository_files, pattern, what
):
    found = [
        f"{path}:{number}: {what}: {match[0]}"
        for path in repository_files
        for number, line in enumerate(
            (root / path).read_text(encoding="utf-8", errors="ignore").splitlines(), start=1
        )
        if (match := pattern.search(line))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        f"from {HOSTS[0]}",
        "cd /" + "home/somebody/withdrawal-sim",
        '"C:' + "\\Users\\somebody",
    ],
)
def test_such_a_place_would_be_found(line):
    assert REGISTRY_HOSTS.search(line) or MACHINE_PATHS.search(line)


def test_no_lock_file_that_records_where_packages_come_from(repository_files):
    assert [path for path in repository_files if LOCK_FILES.fullmatch(path.name)] == []


@pytest.mark.parametrize("name", ["run", "test"])
def test_requirements_hold_versions_and_hashes_only(root, name):
    lines = (root / f"requirements/{name}.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not PINNED_LINE.fullmatch(line)] == []
    assert sum("==" in line for line in lines) > 10


def test_testing_pins_the_same_versions_as_running(root):
    def pins(name: str) -> set[str]:
        text = (root / f"requirements/{name}.txt").read_text(encoding="utf-8")
        return set(re.findall(r"^[a-z0-9-]+==[^ ]+", text, re.MULTILINE))

    assert pins("run") <= pins("test")
