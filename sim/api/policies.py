"""The scenarios that are compared: files, and variants of the first of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.api.running import INSTANT, ScenarioLike, loaded_from, scenario_name
from sim.errors import InputError, Problem, ScenarioError
from sim.scenario.load import Loaded, vary

VARIANT = "a variant is written 'label: path=value; path=value'"
_QUOTES = "'\""
_BEFORE_QUOTES = "=[{,:"
"""A quote opens a text only after one of these; elsewhere it is an apostrophe."""


@dataclass(frozen=True, slots=True)
class Policy:
    """One of the scenarios that are compared.

    Attributes:
        label: What it is called.
        loaded: The scenario.
        settings: What was set by hand on top of its file.
    """

    label: str
    loaded: Loaded
    settings: tuple[str, ...] = ()


def policies(
    scenarios: Sequence[ScenarioLike],
    *,
    variants: Mapping[str, Sequence[str]] | None = None,
    settings: Sequence[str] = (),
) -> tuple[Policy, ...]:
    """Load everything that is to be compared.

    Args:
        scenarios: The scenarios or their files; the first is the base.
        variants: Of the base: by label, what each sets as `path=value`.
        settings: What is set in all of them; only with files.

    Raises:
        InputError: If there is less than two of them, one is named twice, or they do not begin and
            end at the same instants of the same time zone.
        ScenarioError: If a file or a setting cannot be used; all problems of all of them.
    """
    loaded = _all_loaded(scenarios, settings)
    _refuse_twice(loaded)
    base = loaded[0] if loaded else None
    found = [
        Policy(label, each, tuple(settings))
        for label, each in zip(_labels(loaded), loaded, strict=True)
    ]
    if base is not None:
        found += _varied(base, variants or {}, settings)
    if len(found) < 2:
        raise InputError(
            "there is nothing to compare with: name another scenario file, or a variant of this "
            "one (--variant 'label: path=value')"
        )
    _refuse_labels(found)
    for other in found[1:]:
        _refuse_other_time(found[0], other)
    return tuple(found)


def variant(text: str) -> tuple[str, tuple[str, ...]]:
    """A variant as it is typed: its label, and what it sets.

    >>> variant("two lanes: roads.pass.saturation_vehicles_per_hour=400; title='wide; new'")
    ('two lanes', ('roads.pass.saturation_vehicles_per_hour=400', "title='wide; new'"))

    Raises:
        InputError: If it has no label or sets nothing.
    """
    label, colon, rest = text.partition(":")
    if not colon or "=" in label or not label.strip():
        raise InputError(f"--variant '{text}' has no label; {VARIANT}")
    parts = [part.strip() for part in _parts(rest)]
    found = tuple(part for part in parts if part)
    if not found:
        raise InputError(f"--variant '{text}' sets nothing; {VARIANT}")
    for part in found:
        if "=" not in part:
            raise InputError(f"--variant '{text}': '{part}' is no path=value; {VARIANT}")
    return label.strip(), found


def variants_of(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Variants as they are typed, by label.

    Raises:
        InputError: If one cannot be read, or two have one label.
    """
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        label, settings = variant(text)
        if label in found:
            raise InputError(f"two variants are called '{label}'; give each a label of its own")
        found[label] = settings
    return found


def _parts(text: str) -> Iterator[str]:
    """What stands between semicolons, those within quotes left out."""
    part, quote, before = "", "", "="
    for letter in text:
        if quote:
            quote = "" if letter == quote else quote
        elif letter in _QUOTES and before in _BEFORE_QUOTES:
            quote = letter
        elif letter == ";":
            yield part
            part = ""
            continue
        part += letter
        before = before if letter.isspace() else letter
    yield part


def _all_loaded(scenarios: Sequence[ScenarioLike], settings: Sequence[str]) -> list[Loaded]:
    found: list[Loaded] = []
    problems: list[Problem] = []
    for scenario in scenarios:
        try:
            found.append(loaded_from(scenario, settings))
        except ScenarioError as error:
            problems.extend(error.problems)
    if problems:
        raise ScenarioError(problems)
    return found


def _varied(
    base: Loaded, variants: Mapping[str, Sequence[str]], settings: Sequence[str]
) -> list[Policy]:
    found: list[Policy] = []
    problems: list[Problem] = []
    for label, changes in variants.items():
        try:
            found.append(Policy(label, vary(base, changes), (*settings, *changes)))
        except ScenarioError as error:
            problems += [_of_variant(problem, label) for problem in error.problems]
    if problems:
        raise ScenarioError(problems)
    return found


def _of_variant(problem: Problem, label: str) -> Problem:
    if not problem.place.startswith("--set "):
        return problem
    place = f"--variant '{label}: {problem.place.removeprefix('--set ')}'"
    return Problem(place, problem.path, problem.what)


def _labels(loaded: Sequence[Loaded]) -> list[str]:
    """Names of the files; with their folders where two have one name, else numbered."""
    plain = [scenario_name(each) for each in loaded]
    paths = [each.path for each in loaded]
    found: list[str] = []
    for name, path in zip(plain, paths, strict=True):
        label = name if plain.count(name) == 1 else path
        again = sum(one == label or one.startswith(f"{label} (") for one in found)
        found.append(label if not again else f"{label} ({again + 1})")
    return found


def _refuse_twice(loaded: Sequence[Loaded]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for each in loaded:
        known = (str(Path(each.path).resolve()), each.digest)
        if known in seen:
            raise InputError(
                f"{each.path} is named twice; a scenario does not differ from itself. Name another "
                "one, or a variant of it (--variant 'label: path=value')"
            )
        seen[known] = each.path


def _refuse_labels(found: Sequence[Policy]) -> None:
    labels = [each.label for each in found]
    for label in labels:
        if labels.count(label) > 1:
            raise InputError(f"two scenarios are called '{label}'; give the variant another label")


def _refuse_other_time(base: Policy, other: Policy) -> None:
    """Hours count from the start, and nothing is seen beyond the end: both must be the same."""
    one, two = base.loaded.scenario, other.loaded.scenario
    if one.time_zone != two.time_zone:
        raise InputError(
            f"{base.label} runs in {one.time_zone} time and {other.label} in {two.time_zone} time; "
            "scenarios that are compared share their time_zone"
        )
    for name, first, second in (("start", one.start, two.start), ("end", one.end, two.end)):
        if first != second:
            raise InputError(
                f"{base.label} {name}s at {first.strftime(INSTANT)} and {other.label} at "
                f"{second.strftime(INSTANT)}; scenarios that are compared share their {name} "
                f"(--set '{name}={first.strftime(INSTANT)}' sets it in all of them)"
            )
