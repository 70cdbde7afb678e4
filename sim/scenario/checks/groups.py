"""Checks of civilian groups."""

from collections.abc import Iterator

from sim.scenario.checks.members import clauses_of
from sim.scenario.model import Scenario
from sim.scenario.problems import Found


def told_or_due(scenario: Scenario) -> Iterator[Found]:
    """Something makes people leave: a notice, or the due instant of a clause."""
    clauses = clauses_of(scenario)
    told: dict[str, set[str]] = {}
    for notice in scenario.notices.values():
        for name in notice.groups:
            told.setdefault(name, set()).add(notice.says)
    for name, group in scenario.civilians.items():
        says = told.get(name, set())
        if clauses.get(f"civilians.{name}") or group.stays_share.least() == 1:
            continue
        if not says & {"leave", "leave-by"}:
            what = (
                "nothing makes them leave: no clause that counts civilians concerns them, and no "
                "notice tells them to leave; if they are to stay, give 'stays_share: 1'"
            )
            yield Found(("civilians", name), what)
        elif "leave-by" not in says:
            for key in ("margin_hours", "last_call_hours"):
                if getattr(group, key).most() > 0:
                    what = "this counts back from due, and no clause concerns the group; write one"
                    yield Found(("civilians", name, key), what)


def carried(scenario: Scenario) -> Iterator[Found]:
    """What people cannot carry themselves has a pool that carries it."""
    for name, group in scenario.civilians.items():
        path = ("civilians", name)
        if group.loads_by is None and group.loads_per_household.most() > 0:
            what = "loads need vehicles; name their pool under 'loads_by'"
            yield Found((*path, "loads_per_household"), what)
        if group.people_by is None and group.own_vehicle_share.least() < 1:
            what = (
                "households without a vehicle of their own need one; name a pool that carries "
                "people under 'people_by'"
            )
            yield Found((*path, "own_vehicle_share"), what)
        if group.loads_by is not None and "loads_per_household" not in group.model_fields_set:
            yield Found((*path, "loads_by"), "give the 'loads_per_household' as well")
        if group.people_by is not None and "own_vehicle_share" not in group.model_fields_set:
            yield Found((*path, "people_by"), "give the 'own_vehicle_share' as well")
        for key, pool, carries in (
            ("loads_by", group.loads_by, "loads"),
            ("people_by", group.people_by, "people"),
        ):
            if pool is not None and scenario.vehicle_pools[pool].carries != carries:
                other = scenario.vehicle_pools[pool].carries
                what = f"pool '{pool}' carries {other}; a pool that carries {carries} is needed"
                yield Found((*path, key), what)


def one_pattern(scenario: Scenario) -> Iterator[Found]:
    """A departure curve stands instead of the times of single households."""
    for name, group in scenario.civilians.items():
        if group.departure_curve is None:
            continue
        for key in ("prepare_days", "margin_hours"):
            if key in group.model_fields_set:
                what = f"a departure_curve stands instead of '{key}'; give one of them"
                yield Found(("civilians", name, key), what, at_key=True)
