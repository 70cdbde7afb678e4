"""The roll-out of posts against pencil and paper: how many a day, in which order, from what.

The mission's hundred people and ten vehicles are in the camp at 16 h 30 min 11 s. A post is begun
in the decisions of a second; those who man it set out, or set it up, a second later.
"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.catalogue import Cause, Kind
from tests.builders import changed
from tests.runs import DAY, HOUR, MINUTE, Told, run
from tests.verification.mission import mission, post
from tests.verification.stage import battalion

Tree = dict[str, Any]
THERE = 16 * HOUR + 30 * MINUTE + 11


def begun(told: Told) -> dict[str, int]:
    """When each post was begun."""
    return {row.subject.removeprefix("posts."): row.second for row in told.rows(Kind.POST_BEGUN)}


def manned(told: Told) -> dict[str, int]:
    """When each post was manned."""
    return {row.subject.removeprefix("posts."): row.second for row in told.rows(Kind.MANNED)}


def plan(number: int, place: str = "camp", **changes: Any) -> Tree:
    """So many posts at a place, to be begun by their number."""
    return {f"p{k}": post(place, k, **changes) for k in range(1, number + 1)}


def test_so_many_are_begun_in_a_calendar_day_and_no_more() -> None:
    """Seven posts, three a day: three on arrival, three at the midnight after, one at the next."""
    told = run(mission(posts=plan(7)))
    assert list(begun(told).values()) == [THERE] * 3 + [DAY] * 3 + [2 * DAY]
    assert list(begun(told)) == [f"p{k}" for k in range(1, 8)]


def test_a_day_is_that_of_the_zone() -> None:
    """When the clock goes back, on 25 October in Berlin, midnight comes an hour later."""
    tree = mission({"posts_begun_per_day": 1}, posts=plan(3))
    tree |= {"time_zone": "Europe/Berlin", "start": "2020-10-24 00:00"}
    tree["agreement"]["signed"] = "2020-10-24 00:00"
    tree["contingents"]["force"]["airlift"]["begins"] = "2020-10-24 00:00"
    assert list(begun(run(tree)).values()) == [THERE, DAY, 2 * DAY + HOUR]


def test_set_up_begins_when_those_of_a_post_are_there() -> None:
    """In the camp after a second; at the outpost after a drive of a second and an hour more."""
    told = run(mission(posts={"near": post("camp"), "far": post("outpost", 2)}))
    assert manned(told) == {"near": THERE + 1 + HOUR, "far": THERE + 1 + 1 + HOUR + HOUR}
    assert told.one(Kind.DEPART, subject="posts.far").at == "places.camp"
    assert told.one(Kind.ARRIVE, subject="posts.far").second == THERE + 1 + 1 + HOUR


def test_the_time_of_set_up_is_drawn_for_each_post() -> None:
    told = run(mission(posts=plan(3, set_up_hours={"uniform": [2, 16]})))
    lasted = {manned(told)[name] - second - 1 for name, second in begun(told).items()}
    assert len(lasted) == 3
    assert all(2 * HOUR <= seconds <= 16 * HOUR for seconds in lasted)


def test_they_are_begun_by_their_order_and_by_name_among_equals() -> None:
    posts = {"c": post("camp", 1), "a": post("camp", 2), "b": post("camp", 1)}
    told = run(mission({"posts_begun_per_day": 1}, posts=posts))
    assert sorted(begun(told), key=begun(told).__getitem__) == ["b", "c", "a"]


def test_the_next_of_the_plan_is_waited_for_when_people_are_short() -> None:
    """The first wants more than a march unit brings; smaller ones behind it wait for their turn.

    Fifty come at 11:30 (and six seconds), fifty more at 16:30 (and six seconds).
    """
    posts = {"large": post("camp", 1, personnel=60), "small": post("camp", 2)}
    told = run(mission({"march": {"unit_personnel": 50}}, posts=posts))
    assert begun(told) == {"large": THERE - 5, "small": THERE - 5}


@pytest.mark.parametrize(
    ("needs", "is_begun"),
    [
        ({"personnel": 100, "vehicles": 10}, True),
        ({"personnel": 101, "vehicles": 10}, False),
        ({"personnel": 100, "vehicles": 11}, False),
    ],
)
def test_a_post_takes_people_and_vehicles(needs: Tree, is_begun: bool) -> None:
    told = run(mission(posts={"gate": post("camp") | needs}))
    assert ("gate" in begun(told)) == is_begun


def test_a_post_whose_time_has_not_come_keeps_nobody_waiting() -> None:
    """The first of the plan may be begun on the third day; those behind it are begun before."""
    posts = {"late": post("camp", 1, not_before="2020-11-12 08:00"), "soon": post("camp", 2)}
    assert begun(run(mission(posts=posts))) == {"soon": THERE, "late": 2 * DAY + 8 * HOUR}


def test_posts_whose_time_comes_together_are_begun_in_the_order_of_the_plan() -> None:
    """One a day: of two that may be begun from the same instant on the first comes first."""
    posts = {
        "a": post("camp", 2, not_before="2020-11-12 08:00"),
        "b": post("camp", 1, not_before="2020-11-12 08:00"),
    }
    told = run(mission({"posts_begun_per_day": 1}, posts=posts))
    assert begun(told) == {"b": 2 * DAY + 8 * HOUR, "a": 3 * DAY}


def test_a_post_may_wait_for_an_event() -> None:
    """The second is begun six hours after the first is manned."""
    after = {"event": "posts.first.manned", "after_hours": 6}
    posts = {"first": post("camp", 1), "second": post("camp", 2, not_before=after)}
    told = run(mission(posts=posts))
    assert begun(told)["second"] == manned(told)["first"] + 6 * HOUR


def test_the_day_is_full_for_units_on_the_way_too() -> None:
    """One a day: the junction's post is dropped, the camp's waits for midnight."""
    posts = {"camp-gate": post("camp", 1), "crossing": post("junction", 2)}
    told = run(mission({"posts_begun_per_day": 1}, posts=posts))
    assert begun(told) == {"crossing": THERE - HOUR, "camp-gate": DAY}


def test_whose_posts_they_are_matters() -> None:
    """A contingent begins its own posts only; another one's stay with it."""
    tree = mission(posts={"own": post("camp"), "theirs": post("camp", contingent="other")})
    other = {**tree["contingents"]["force"], "airlift": {**tree["contingents"]["force"]["airlift"]}}
    other["airlift"]["begins"] = "2020-11-12 00:00"
    tree["contingents"]["other"] = other
    assert begun(run(tree)) == {"own": THERE, "theirs": THERE + 2 * DAY}


# --- what hangs on a post ----------------------------------------------------------------------


def test_relief_in_place_a_unit_leaves_only_when_its_post_is_manned() -> None:
    """The town's battalion waits for the post, hears of it in its second, and loads from the next.

    Until then it waits for a prerequisite.
    """
    tree = changed(
        mission(posts={"relief": post("outpost")}),
        {"troops": {"battalion": battalion(needs=["posts.relief.manned"])}},
    )
    told = run(tree)
    relieved = manned(told)["relief"]
    assert told.one(Kind.LOAD_BEGIN, subject="troops.battalion").second == relieved + 1
    waits = told.waits(Cause.PREREQUISITE, subject="troops.battalion")
    assert waits == [(0, relieved + 1)]


def test_a_temporary_post_is_manned_like_any_other() -> None:
    told = run(mission(posts={"gate": post("camp", is_temporary=1)}))
    assert manned(told) == {"gate": THERE + 1 + HOUR}


@st.composite
def roll_outs(draw: st.DrawFn) -> Tree:
    """Plans that want more than there is, at every place, some of them only later."""
    posts = {}
    for number in range(draw(st.integers(1, 7))):
        posts[f"p{number}"] = post(
            draw(st.sampled_from(("junction", "camp", "outpost"))),
            draw(st.integers(1, 4)),
            personnel=draw(st.integers(1, 60)),
            vehicles=draw(st.integers(0, 5)),
        )
        if draw(st.booleans()):
            hour = draw(st.integers(10, 23))
            posts[f"p{number}"]["not_before"] = f"2020-11-1{draw(st.integers(0, 2))} {hour}:00"
    force = {
        "posts_begun_per_day": draw(st.integers(1, 3)),
        "march": {"unit_personnel": draw(st.integers(5, 100))},
    }
    return mission(force, posts=posts)


@given(roll_outs())
def test_posts_take_nobody_who_is_not_there_and_never_more_than_they_need(tree: Tree) -> None:
    """Whoever is at posts has come; each post is begun once, by so many a day, with its own."""
    told = run(tree)
    free = [0, 0]
    a_day: dict[int, int] = {}
    # In one second people are in place, or dropped, before posts are begun from them.
    rows = sorted(
        told.rows(Kind.IN_PLACE, Kind.POST_BEGUN),
        key=lambda row: (row.second, row.kind is Kind.POST_BEGUN),
    )
    seen = set()
    for row in rows:
        sign = -1 if row.kind is Kind.POST_BEGUN else 1
        free[0] += sign * row.people
        free[1] += sign * row.vehicles
        assert min(free) >= 0
        if row.kind is Kind.POST_BEGUN:
            name = row.subject.removeprefix("posts.")
            block = tree["posts"][name]
            assert (row.people, row.vehicles) == (block["personnel"], block["vehicles"])
            assert name not in seen
            seen.add(name)
            a_day[row.second // DAY] = a_day.get(row.second // DAY, 0) + 1
            if "not_before" in block:
                assert row.second >= told.second(block["not_before"])
    assert max(a_day.values(), default=0) <= tree["contingents"]["force"]["posts_begun_per_day"]
    for row in told.rows(Kind.MANNED):
        block = tree["posts"][row.subject.removeprefix("posts.")]
        assert (row.people, row.vehicles) == (block["personnel"], block["vehicles"])
