"""Styles that several parts of charts share stand once at the head of the page."""

from sim.analysis.report.styles import with_shared_styles


def page(*charts: str, rest: str = "") -> str:
    drawn = "".join(f'<svg class="chart" role="img">{chart}</svg>' for chart in charts)
    return f"<style>\np {{}}\n</style><body>{rest}{drawn}</body>"


def test_a_style_that_is_used_twice_becomes_a_rule() -> None:
    red = '<path d="M0 0" style="fill:red" />'
    found = with_shared_styles(page(red, red))
    assert ".chart .s0{fill:red}" in found.partition("</style>")[0]
    assert found.count('<path class="s0" d="M0 0" />') == 2
    assert "style=" not in found


def test_a_style_of_its_own_stays_where_it_is() -> None:
    alone = page('<path style="fill:blue" d="M0 0" />')
    assert with_shared_styles(alone) == alone


def test_a_class_that_is_there_stays_beside_the_rule() -> None:
    word = '<text class="halo" style="fill:red">a</text>'
    assert with_shared_styles(page(word + word)).count('<text class="halo s0">a</text>') == 2


def test_the_most_used_style_has_the_shortest_name() -> None:
    red, blue = '<g style="fill:red" />', '<g style="fill:blue" />'
    found = with_shared_styles(page(blue * 2 + red * 3))
    assert ".chart .s0{fill:red}\n.chart .s1{fill:blue}" in found


def test_nothing_outside_charts_is_touched() -> None:
    bars = '<p style="width:3px">a</p><p style="width:3px">b</p>'
    assert with_shared_styles(page(rest=bars)) == page(rest=bars)
