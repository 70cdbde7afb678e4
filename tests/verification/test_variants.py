"""Each variant of the 2020 case changes what its sentence says it changes.

The case and a variant share their random numbers, so that a replication of both differs by the
change alone. What else follows from it is a result; here stands only what the change itself says.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from sim.catalogue import Kind
from sim.outcomes.measure import Row, measure
from sim.scenario.load import load_scenario
from sim.scenario.roster import make_roster
from tests.runs import HOUR, Told, run

SCENARIOS = Path(__file__).parents[2] / "scenarios"
CASE = "nagorno-karabakh-2020"
VARIANTS = sorted(path.stem.removeprefix("nk-2020-") for path in SCENARIOS.glob("nk-2020-*.yaml"))
REPLICATION = 1
"""One in which the case grants what is asked for, and everybody comes."""
CORRIDOR, NORTH = "stepanakert-lachin", "kelbajar-sotk"


class Played:
    """A replication of a file, and what came of it."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.tables = measure(told.log, told.roster, replication=REPLICATION)

    def rows(self, table: str, **which: object) -> list[Row]:
        """The rows of a table with some values."""
        return [row for row in self.tables[table] if which.items() <= row.items()]

    def number(self, table: str, column: str, **which: object) -> float:
        """A number of the one row with some values."""
        (row,) = self.rows(table, **which)
        found = row[column]
        assert isinstance(found, int | float), f"{column} is {found}"
        return found

    def total(self, table: str, column: str, **which: object) -> float:
        """The numbers of several rows added up."""
        return sum(float(str(row[column])) for row in self.rows(table, **which))

    def kelbajar(self, column: str) -> object:
        """A number of the clause of Kelbajar."""
        (row,) = self.rows("clauses", clause="kelbajar-handover")
        return row[column]

    def loading(self, unit: str) -> list[float]:
        """Hours at which the convoys of a unit begin to load."""
        return [second / HOUR for second in self.told.seconds(Kind.LOAD_BEGIN, subject=unit)]

    def manned(self, post: str) -> float:
        """Hours until a post was manned."""
        return self.number("posts", "manned_hours", post=post)

    def north(self) -> float:
        """Vehicles let into the northern road toward the pass."""
        return self.number("roads", "vehicles", road=NORTH, toward="sotk")


@cache
def played(name: str) -> Played:
    """The replication of the case, or of a variant."""
    roster = make_roster(load_scenario(SCENARIOS / f"{name}.yaml").scenario)
    return Played(run(roster, replication=REPLICATION))


Change = Callable[[Played, Played], None]


def due_later(case: Played, variant: Played) -> None:
    """Kelbajar is due on the 20th; the others as before."""
    dues = [
        [row["due_as_signed_hours"] for row in each.rows("clauses")] for each in (case, variant)
    ]
    assert dues == [[119, 239, 503], [239, 239, 503]]


def always_refused(case: Played, variant: Played) -> None:
    """It is asked for at the same hour, and never granted."""
    assert variant.kelbajar("first_asked_hours") == case.kelbajar("first_asked_hours")
    assert variant.kelbajar("granted_days") == 0
    assert variant.kelbajar("answer") in ("refused", "lapsed", "not asked")


def no_loads(case: Played, variant: Played) -> None:
    """Nobody has anything to be fetched, so nobody waits for a lorry."""
    assert case.total("areas", "loads") > 0
    assert case.total("causes", "seconds", cause="lorry") > 0
    assert variant.total("areas", "loads") == 0
    assert variant.total("causes", "seconds", cause="lorry") == 0


def no_through_traffic(case: Played, variant: Played) -> None:
    """Nobody passes through: the road to Dadivank is used by Kelbajar's own alone."""
    through = {"flows.through-out", "flows.through-in"}
    assert through <= {row.subject for row in case.told.rows(Kind.ENTER)}
    assert not through & {row.subject for row in variant.told.rows(Kind.ENTER)}
    assert variant.north() < case.north()


def two_ways_out(case: Played, variant: Played) -> None:
    """The corridor is open at once, and people of the east leave by it."""
    corridor_open_at_once(case, variant)
    east = variant.told.rows(Kind.OUT, subject="civilians.kelbajar-east")
    assert east
    assert {row.at for row in east} == {"places.stepanakert"}


def corridor_open_at_once(case: Played, variant: Played) -> None:
    """Cars may drive the corridor from the start, and all through traffic does."""
    opened = {"road": CORRIDOR, "toward": "lachin"}
    assert case.number("roads", "opened_to_car_hours", **opened) > 24
    assert variant.number("roads", "opened_to_car_hours", **opened) == 0
    movers = {row.subject for row in variant.told.rows(Kind.ENTER)}
    assert {"flows.corridor-out", "flows.corridor-in"} <= movers
    assert not {"flows.through-out", "flows.through-in"} & movers


def shut_early(case: Played, variant: Played) -> None:
    """No car is let out in the last eight hours before due as moved, some are in the case."""

    def let_out(each: Played) -> int:
        due = each.kelbajar("due_hours")
        assert isinstance(due, float)
        cars = each.told.rows(Kind.ENTER, subject="civilians.kelbajar", at=f"roads.{NORTH}>sotk")
        return len([row for row in cars if due - 8 < row.second / HOUR <= due])

    assert let_out(variant) == 0
    assert variant.number("roads", "delay_closed_vehicle_hours", road=NORTH, toward="sotk") > 0


def snow(case: Played, variant: Played) -> None:
    """Passes are slow or closed from the first day to the last, and more is lost to weather."""
    turns = [row for row in variant.told.rows(Kind.WEATHER) if row.at == "zones.sotk-pass"]
    assert turns[0].second == 0
    assert all(row.value > 0 for row in turns)
    delays = [each.total("roads", "delay_weather_vehicle_hours") for each in (case, variant)]
    assert delays[0] < delays[1]


def half_the_sorties(case: Played, variant: Played) -> None:
    """Nine tenths of the people take half as long again or more; posts and the opening come later.

    How much later is another thing: posts wait for their turn of the day, and the corridor for the
    engineers, more than for people.
    """
    strength = [each.number("contingents", "strength_90_hours") for each in (case, variant)]
    assert strength[1] > 1.5 * strength[0]
    posts = [each.total("posts", "manned_hours") for each in (case, variant)]
    assert posts[0] < posts[1]
    opened = [
        each.number("roads", "opened_to_car_hours", road=CORRIDOR, toward="lachin")
        for each in (case, variant)
    ]
    assert opened[0] < opened[1]


def relief_in_place(case: Played, variant: Played) -> None:
    """No convoy loads before the posts of its district are manned; in the case some do."""
    posts = {
        "troops.kelbajar": ("north-2", "north-5"),
        "troops.aghdam": tuple(f"north-{number}" for number in (1, 3, 4, 6, 7, 8, 9)),
        "troops.lachin": tuple(f"corridor-{number}" for number in range(1, 8)),
    }
    for unit, own in posts.items():
        assert min(variant.loading(unit)) > max(map(variant.manned, own))
    early = [min(case.loading(unit)) < max(map(case.manned, own)) for unit, own in posts.items()]
    assert any(early)


def tens_of_violations(case: Played, variant: Played) -> None:
    """Where the ceasefire held there were a few at most; now there are at least ten a day."""
    assert case.number("runs", "violations_number") <= 3
    days = variant.number("runs", "ended_hours") / 24
    until = variant.rows("runs")[0]["collapsed_hours"]
    days = days if until is None else float(str(until)) / 24
    # Cover takes some away, and contact ends when troops are out.
    assert variant.number("runs", "violations_number") > 3 * min(days, 5)


def nobody_released(case: Played, variant: Played) -> None:
    """No convoy loads from midnight of the 12th, 47 hours in, until the crisis is over."""
    begun = variant.told.one(Kind.SUSPENDED)
    until = (begun.second + begun.value) / HOUR
    assert begun.second == 47 * HOUR
    assert 48 <= begun.value / HOUR <= 168
    for unit in ("troops.kelbajar", "troops.aghdam", "troops.lachin"):
        assert not [hour for hour in variant.loading(unit) if 47 < hour < until]
    assert variant.total("causes", "seconds", cause="suspension") > 0
    assert variant.total("causes", "seconds", cause="suspension") != case.total(
        "causes", "seconds", cause="suspension"
    )


def in_on_the_hour(case: Played, variant: Played) -> None:
    """Every district is entered in the second due is over, whoever is inside."""
    for area in ("kelbajar", "aghdam", "lachin"):
        due = variant.number("clauses", "due_hours", clause=f"{area}-handover")
        entered = variant.number("areas", "entered_hours", area=area)
        assert 0 < round((entered - due) * HOUR) <= 2
        assert case.number("areas", "entered_hours", area=area) > entered


CHANGES: dict[str, Change] = {
    "airlift-at-half-rate": half_the_sorties,
    "army-enters-on-the-hour": in_on_the_hour,
    "closed-half-a-day-early": shut_early,
    "corridor-open-from-the-start": corridor_open_at_once,
    "extension-refused": always_refused,
    "fragile-ceasefire": tens_of_violations,
    "government-crisis": nobody_released,
    "no-lorries": no_loads,
    "no-through-traffic": no_through_traffic,
    "second-road": two_ways_out,
    "seed-article-dates": due_later,
    "snow-from-the-first-day": snow,
    "strict-relief-in-place": relief_in_place,
}


def test_every_variant_is_held_to_its_sentence() -> None:
    assert sorted(CHANGES) == VARIANTS


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_variant_changes_what_it_says(variant: str) -> None:
    CHANGES[variant](played(CASE), played(f"nk-2020-{variant}"))


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_case_itself_is_not_what_a_variant_says(variant: str) -> None:
    """Each of these checks can fail: it does where nothing was changed."""
    case = played(CASE)
    with pytest.raises(AssertionError):
        CHANGES[variant](case, case)
