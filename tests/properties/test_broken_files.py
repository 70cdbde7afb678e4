"""Whatever is done to a valid file, it is read or refused; nothing else can happen."""

import time
from contextlib import suppress
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.errors import Problem, ScenarioError
from sim.scenario.document import text_of
from sim.scenario.load import Loaded, parse_scenario
from tests.builders import minimal, text, two_districts
from tests.unit.scenario.test_misspelt_keys import EVERYTHING, everything

QUICKLY = 5.0
FOREIGN = ("pydantic", "Input should", "validation error", "Traceback", "object at 0x", "None")

checked = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def outcome(written: str, set_by_hand: tuple[str, ...] = ()) -> Loaded | None:
    """What became of a text, after looking at what was said of it."""
    began = time.process_time()
    problems: tuple[Problem, ...] = ()
    loaded = None
    try:
        loaded = parse_scenario(written, name=str(EVERYTHING), settings=set_by_hand)
    except ScenarioError as error:
        problems = error.problems
    assert time.process_time() - began < QUICKLY
    for problem in problems:
        assert str(problem).isprintable(), problem
        assert problem.place.startswith((str(EVERYTHING), "--set ")), problem
        assert not any(word in problem.what for word in FOREIGN), problem
    if loaded is None:
        assert problems
        return None
    again = parse_scenario(loaded.resolved_text(), name=loaded.path)
    assert again.scenario == loaded.scenario
    assert again.digest == loaded.digest
    return loaded


def plain(written: str) -> dict[str, Any]:
    """A file as plain dicts and lists of text."""
    tree = yaml.load(written, Loader=yaml.BaseLoader)
    assert isinstance(tree, dict)
    return tree


FILES = st.sampled_from([text(minimal()), text(two_districts()), everything()])
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        ["no", "12:30", "010", "1_000", "1e3", "~", ".inf", "2020-11-15", "2020-11-31 00:00",
         "clauses.handover.due", "signed", "town", "never", "-1", "1e999", "command line"]
    ),
    st.lists(st.integers(-3, 3), max_size=4),
    st.sampled_from(["pert", "uniform", "value", "normal", "discrete", "event", "area"]).flatmap(
        lambda key: st.fixed_dictionaries({key: st.lists(st.integers(-3, 9), max_size=4)})
    ),
    st.recursive(st.none() | st.text(max_size=3), lambda inner: st.lists(inner, max_size=3)),
)  # fmt: skip


def containers(tree: Any) -> list[Any]:
    """Every mapping and list of a tree, from the top."""
    found = []
    waiting = [tree]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, dict | list) and inner:
            found.append(inner)
            waiting.extend(inner.values() if isinstance(inner, dict) else inner)
    return found


@st.composite
def mutated_trees(draw: st.DrawFn) -> str:
    """A valid file with some of its values dropped, renamed, moved or replaced."""
    tree = plain(draw(FILES))
    for _ in range(draw(st.integers(1, 4))):
        places = containers(tree)
        if not places:
            break
        place = draw(st.sampled_from(places))
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = draw(st.sampled_from(keys))
        match draw(st.sampled_from(["drop", "rename", "junk", "wrap", "move", "many"])):
            case "drop":
                del place[key]
            case "rename" if isinstance(place, dict):
                place[draw(st.text(max_size=12))] = place.pop(key)
            case "wrap":
                for _ in range(draw(st.integers(1, 45))):
                    place[key] = [place[key]] if draw(st.booleans()) else {"value": place[key]}
            case "move":
                other = draw(st.sampled_from(places))
                if isinstance(other, dict):
                    other[draw(st.sampled_from([*map(str, keys), "value", "due"]))] = "moved"
            case "many" if isinstance(place, list):
                place.extend(place * draw(st.integers(1, 30)))
            case _:
                place[key] = draw(JUNK)
    return text(tree)


@st.composite
def mutated_texts(draw: st.DrawFn) -> str:
    """A valid file with lines and characters dropped, doubled, swapped or put in."""
    written = draw(FILES)
    for _ in range(draw(st.integers(1, 5))):
        lines = written.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        to = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["drop", "double", "move", "indent", "cut", "put"])):
            case "drop":
                del lines[at]
            case "double":
                lines.insert(to, lines[at])
            case "move":
                lines[at], lines[to] = lines[to], lines[at]
            case "indent":
                lines[at] = " " * draw(st.integers(0, 6)) + lines[at].lstrip()
            case "cut":
                lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
            case _:
                column = draw(st.integers(0, len(lines[at])))
                piece = draw(st.sampled_from([*"[]{}:,-?#&*!|>'\"%@`\t\\~", "<<: ", "--- ", "...",
                                              ": ", "- ", "\x00", "\ufeff", "\u2028"])
                             | st.text(max_size=3))  # fmt: skip
                lines[at] = lines[at][:column] + piece + lines[at][column:]
        written = "\n".join(lines)
    return written


@checked
@given(mutated_trees())
def test_a_file_with_other_values_is_read_or_refused(written: str):
    outcome(written)


@checked
@given(mutated_texts())
def test_a_file_with_other_characters_is_read_or_refused(written: str):
    outcome(written)


@checked
@given(st.text())
def test_any_text_is_refused(written: str):
    assert outcome(written) is None


@checked
@given(st.binary(max_size=300), st.integers(0, 3000))
def test_any_bytes_in_a_file_are_read_or_refused(put_in: bytes, at: int):
    raw = everything().encode()
    written = everything()
    with suppress(ScenarioError):
        written = text_of(raw[:at] + put_in + raw[at:], str(EVERYTHING))
    outcome(written)


PATHS = st.sampled_from(
    [".".join(map(str, path)) for path in (
        ("roads", "road", "length_km"), ("troops", "battalion", "departure"), ("title",),
        ("agreement", "clauses", "handover", "due"), ("agreement", "clauses", "handover", "who"),
        ("agreement", "clauses", "handover", "measure"), ("roads", "road"), ("roads",),
        ("civilians", "townspeople", "prepare_days"), ("troops", "battalion", "rear_guard"),
        ("roads", "road", "open_to", "bus"), ("areas", "district", "exits"), ("night",),
        ("agreement", "clauses", "handover", "who", "area"), ("extends",), ("observed",),
    )]
)  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=30),
    JUNK.map(lambda junk: yaml.dump(junk, default_flow_style=True).removesuffix("\n...\n")),
)


@checked
@given(st.lists(st.tuples(PATHS | st.text(max_size=20), VALUES), min_size=1, max_size=3))
def test_any_setting_is_taken_or_refused(made: list[tuple[str, str]]):
    outcome(text(minimal()), tuple(f"{path}={value}" for path, value in made))
