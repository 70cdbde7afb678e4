"""Small answers of studies to draw charts from."""

import math
from collections.abc import Mapping, Sequence
from itertools import product

from sim.analysis.asked import FactorAsked, OutcomeAsked, StudyAsked
from sim.analysis.discovery.answer import BoxFound, DiscoveryAnswer, Step
from sim.analysis.dues.answer import DuesAnswer, DueTried, Sought
from sim.analysis.levels import Level
from sim.analysis.sensitivity.answer import OutcomeSensitivity, SensitivityAnswer
from sim.analysis.sensitivity.effects import Effect, Spread
from sim.analysis.sensitivity.indices import Index, Indices
from sim.analysis.sensitivity.shifts import Shift
from sim.analysis.sweeps import Combination, Setting, SweepAnswer
from sim.scenario.studies.study import Value

ON_TIME = OutcomeAsked("clauses.hill-handover.on_time", "truth", "", False, "Whether in time.")
OUT = OutcomeAsked("areas.hill.last_out_hours", "time", "h", True, "Hours until all were out.")
QUEUE = OutcomeAsked(
    "roads.pass.top.longest_queue_vehicles", "number", "vehicles", False, "The longest queue."
)
NAMES = {
    "clauses.hill-handover": "Handover of the Hill",
    "areas.hill": "Hill District",
    "roads.pass": "Pass Road",
    "places.top": "Top",
    "vehicle_pools.lorries": "Army lorries",
}
LEVERS: dict[str, tuple[Value, ...]] = {"lorries": (40, 120, 400), "answer": ("always", "never")}
PATHS = {
    "lorries": ("vehicle_pools.lorries.vehicles",),
    "answer": ("agreement.extensions.hill-policy.grant",),
}
UNITS = {"lorries": "vehicles"}


def asked(
    levers: Mapping[str, Sequence[Value]], *, names: Mapping[str, str] = NAMES, title: str = "?"
) -> StudyAsked:
    return StudyAsked(
        name="study",
        title=title,
        scenario="case.yaml",
        time_zone="Asia/Yerevan",
        start="2020-11-10 00:00",
        end="2020-12-01 00:00",
        seed=1,
        points=6,
        replications=20,
        failed=0,
        factors=tuple(
            FactorAsked(name, True, UNITS.get(name, ""), PATHS.get(name, (f"x.{name}",)), ())
            for name in levers
        ),
        names=names,
    )


def level(value: float | None, low: float | None, high: float | None) -> Level:
    return Level(value, low, high, 0, 20, 0, 0)


def sweep(
    levers: Mapping[str, Sequence[Value]] = LEVERS,
    outcomes: Sequence[OutcomeAsked] = (ON_TIME,),
    *,
    levels: Sequence[Level] | None = None,
    names: Mapping[str, str] = NAMES,
    title: str = "What do lorries buy?",
) -> SweepAnswer:
    """Every combination of the levers; all outcomes rise by a tenth each."""
    found = [
        Combination(
            settings=tuple(Setting(value, value) for value in values),
            points=3,
            levels=tuple(
                level(number / 10, number / 10 - 0.05, number / 10 + 0.05)
                if levels is None
                else levels[number]
                for _ in outcomes
            ),
        )
        for number, values in enumerate(product(*levers.values()))
    ]
    told = asked(levers, names=names, title=title)
    return SweepAnswer(told, tuple(outcomes), tuple(levers), tuple(found))


FACTORS = {"lorries": 0.3, "answer": -0.5, "loads": 0.1}


def sensitivity(
    outcome: OutcomeAsked = ON_TIME,
    factors: Mapping[str, float] = FACTORS,
    *,
    is_sobol: bool = False,
    why_not: str = "",
    names: Mapping[str, str] = NAMES,
) -> SensitivityAnswer:
    """Each factor moves the outcome by so much, give or take a tenth."""
    each = OutcomeSensitivity(
        outcome=outcome,
        overall=level(0.5, 0.4, 0.6),
        why_not=why_not,
        scale="value",
        left_out=0,
        chance=None,
        effects=() if is_sobol else tuple(_effect(name, mu) for name, mu in factors.items()),
        indices=tuple(_index(name, mu) for name, mu in factors.items()) if is_sobol else (),
        shifts=tuple(Shift(name, _spread(mu)) for name, mu in factors.items()) if is_sobol else (),
    )
    told = asked(dict.fromkeys(factors, ()), names=names, title="What matters?")
    return SensitivityAnswer(told, "sobol" if is_sobol else "morris", 8, (each,))


def _spread(value: float) -> Spread:
    return Spread(value, value - 0.1, value + 0.1)


def _effect(name: str, mu: float) -> Effect:
    return Effect(name, mu=_spread(mu), mu_star=_spread(abs(mu)), sigma=_spread(abs(mu) / 2))


def _index(name: str, mu: float) -> Indices:
    first, total = abs(mu), min(1.0, abs(mu) + 0.1)
    return Indices(
        name, Index(first, first - 0.1, first + 0.1), Index(total, total - 0.1, total + 0.1)
    )


def discovery(
    condition: str = "clauses.hill-handover.on_time = no",
    *,
    boxes: int = 1,
    why_not: str = "",
    names: Mapping[str, str] = NAMES,
) -> DiscoveryAnswer:
    way = (Step(0.3, 1.0, 0), Step(0.6, 0.8, 1), Step(0.9, 0.5, 2)) if boxes else ()
    return DiscoveryAnswer(
        asked=asked(LEVERS, names=names, title="Where is it late?"),
        condition=condition,
        holds=12,
        runs=40,
        unknown=0,
        wished=0.8,
        boxes=tuple(BoxFound((), 7, 0.9 - 0.1 * n, 0.5 - 0.1 * n, 0.01) for n in range(boxes)),
        way=way,
        why_not=why_not,
    )


def sought(
    clause: str = "hill-handover",
    name: str = "Handover of the Hill",
    *,
    moved: str = "together",
    settings: tuple[Setting, ...] = (),
    met: Sequence[int] = (2, 10, 19),
) -> Sought:
    """A clause met in so many of 20 runs, day by day."""
    tried = tuple(
        DueTried(
            24.0 * day,
            "",
            found,
            20,
            0,
            found / 20,
            max(0, found / 20 - 0.1),
            min(1, found / 20 + 0.1),
            None,
            None,
            None,
        )
        for day, found in enumerate(met)
    )
    return Sought(
        clause,
        name,
        moved,
        settings,
        "2020-11-15 00:00",
        tried,
        48.0,
        "",
        None,
        None,
        is_doubtful=False,
    )


def design(*curves: Sought, levers: tuple[str, ...] = ()) -> DuesAnswer:
    told = asked(dict.fromkeys(levers, ()), title="From when on?")
    return DuesAnswer(told, 0.9, False, levers, curves)


NEVER = level(math.inf, None, None)
UNKNOWN = level(None, None, None)
