"""Posts: how many stood when against the plan, and when each was manned."""

import pytest

from sim.analysis.charts.data import PostFacts
from sim.analysis.charts.posts import NOTHING, posts_chart
from sim.analysis.observed import Observed
from tests.unit.analysis.charts.cases import case, drawn_into, line, parts, texts, xs, ys

MANNED, TEMPORARY = "posts.manned_number", "posts.temporary_number"
POSTS = [
    PostFacts(name="east", label="East", contingent="force", is_temporary=False),
    PostFacts(name="west", label="West", contingent="force", is_temporary=False),
    PostFacts(name="bridge", label="Bridge", contingent="force", is_temporary=True),
]
SERIES = {
    MANNED: [[0, 1, 2], [0, 0, 2], [0, 0, 1]],
    TEMPORARY: [[0, 1, 1], [0, 1, 1], [0, 0, 1]],
}
HOURS = {"east": [1, 2, 2], "west": [2, 2, None], "bridge": [1, 1, 2]}


def force(**more):
    return case(**{"posts": POSTS, "peacekeepers": SERIES, "manned": HOURS} | more)


def test_permanent_and_temporary_posts_are_counted_apart_against_the_plan():
    permanent, temporary, _ = posts_chart(force())

    assert ys(permanent, f"{MANNED}.median") == [0, 0, 2]
    assert ys(temporary, f"{TEMPORARY}.median") == [0, 1, 1]
    assert ys(permanent, "planned") == [2, 2]
    assert ys(temporary, "planned") == [1, 1]


def test_each_post_has_a_lane_with_when_it_was_manned():
    *_, lanes = posts_chart(force())

    assert xs(lanes, "manned.east.median") == [2]
    assert xs(lanes, "manned.bridge.median") == [1]
    assert {"East", "West", "Bridge"} <= set(texts(lanes))
    assert any("not manned by the end in 1 of 3" in words for words in texts(lanes))


def test_posts_keep_the_order_of_the_plan_temporary_ones_below():
    *_, lanes = posts_chart(force())

    heights = [line(lanes, f"manned.{name}.median").get_ydata()[0] for name in ("east", "west")]
    bridge = line(lanes, "manned.bridge.median").get_ydata()[0]
    assert heights[0] < heights[1] < bridge


def test_permanent_and_temporary_ones_look_unlike_without_colours():
    permanent, temporary, _ = posts_chart(force())

    looks = [
        line(axes, f"{series}.median").is_dashed()
        for axes, series in ((permanent, MANNED), (temporary, TEMPORARY))
    ]
    assert looks == [False, True]


def test_what_was_observed_stands_in_its_panel_and_all_axes_show_its_hour():
    axes = posts_chart(force(observed=[Observed(MANNED, 1, 2, 30, 54, is_scored=True)]))

    assert ys(axes[0], f"observed.{MANNED}.0") == [1.5]
    assert xs(axes[0], f"observed.{MANNED}.0") == [42]
    assert len({each.get_xlim() for each in axes}) == 1
    assert axes[0].get_xlim()[1] >= 54


def test_without_temporary_posts_they_are_not_spoken_of():
    axes = posts_chart(force(posts=POSTS[:2], peacekeepers={MANNED: SERIES[MANNED]}))

    assert len(axes) == 2
    assert not any("emporary" in words for words in texts(axes[0]))


@pytest.mark.parametrize("posts", [[], POSTS])
def test_a_case_without_posts_has_no_such_file(posts, tmp_path):
    names = {path.name for path in drawn_into(tmp_path, force(posts=posts))}

    assert ("posts.png" in names) == bool(posts)


def test_nothing_to_show_is_a_sentence():
    assert NOTHING in texts(posts_chart(case())[0])
    (axes,) = posts_chart(case(first=[], last=[], entered=[], posts=POSTS))
    assert NOTHING in texts(axes)
    assert "planned" not in parts(axes)
