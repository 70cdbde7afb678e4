"""Whatever is done to a valid study file, it is read or refused; nothing else can happen."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.errors import Problem, ScenarioError
from sim.scenario.studies.load import parse_study
from tests.builders import text
from tests.properties.test_broken_files import FOREIGN, JUNK, containers, plain
from tests.studies import case, written

EVERYTHING = (Path(__file__).parents[1] / "unit/scenario/studies/everything.yaml").read_text(
    "utf-8"
)
FILES = st.sampled_from([EVERYTHING, written()])
PATHS = st.sampled_from(
    ["roads.road.length_km", "agreement.clauses.handover", "places", "start", "roads.road.from",
     "agreement.clauses.handover.due", "troops.battalion.vehicles", "weather", "observed",
     "civilians.townspeople.prepare_days.lognormal.median", "roads.road.open_to.bus", "extends"]
)  # fmt: skip

checked = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(scope="module")
def folder() -> Path:
    made = Path(tempfile.mkdtemp())
    case(made)
    return made


def outcome(source: str, folder: Path) -> None:
    """Read a study, and look at what is said of it if it is refused."""
    name = str(folder / "study.yaml")
    made = None
    problems: tuple[Problem, ...] = ()
    try:
        made = parse_study(source, name=name)
    except ScenarioError as error:
        problems = error.problems
    for problem in problems:
        assert str(problem).isprintable(), problem
        assert problem.place.startswith(str(folder)), problem
        # What the file itself says is quoted.
        foreign = [word for word in FOREIGN if word not in source]
        assert not any(word in problem.what for word in foreign), problem
    assert (made is None) == bool(problems)
    assert made is None or (made.factors and made.outcomes)


@st.composite
def mutated_trees(draw: st.DrawFn) -> str:
    """A valid study with some of its values dropped, renamed or replaced."""
    tree = plain(draw(FILES))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.sampled_from(containers(tree)))
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = draw(st.sampled_from(keys))
        match draw(st.sampled_from(["drop", "rename", "junk", "path", "wrap"])):
            case "drop":
                del place[key]
            case "rename" if isinstance(place, dict):
                place[draw(st.text(max_size=8))] = place.pop(key)
            case "path":
                place[key] = draw(PATHS)
            case "wrap":
                place[key] = [place[key]] if draw(st.booleans()) else {"value": place[key]}
            case _:
                place[key] = draw(JUNK)
        if not containers(tree):
            break
    return text(tree)


@st.composite
def mutated_texts(draw: st.DrawFn) -> str:
    """A valid study with pieces cut out or put in."""
    source = draw(FILES)
    for _ in range(draw(st.integers(1, 3))):
        at, to = sorted(draw(st.tuples(*[st.integers(0, len(source))] * 2)))
        piece = draw(
            st.sampled_from([*"[]{}:,-&*|'\"\t\n", ": ", "- ", "\x00"]) | st.text(max_size=3)
        )
        source = source[:at] + piece + source[min(to, at + 8) :]
    return source


@checked
@given(source=mutated_trees())
def test_study_with_other_values_is_read_or_refused(source: str, folder: Path):
    outcome(source, folder)


@checked
@given(source=mutated_texts())
def test_study_with_other_characters_is_read_or_refused(source: str, folder: Path):
    outcome(source, folder)


@checked
@given(path=PATHS, values=st.lists(JUNK, min_size=1, max_size=3), is_lever=st.booleans())
def test_any_path_takes_any_values_or_refuses_them(
    path: str, values: list[object], is_lever: bool, folder: Path
):
    kind = "levers" if is_lever else "uncertainties"
    factor = {"any": {"path": path, "values": values}}
    outcome(written(**{"levers": None, "uncertainties": None, kind: factor}, design={"grid": {}}),
            folder)  # fmt: skip
