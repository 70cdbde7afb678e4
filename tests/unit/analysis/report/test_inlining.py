"""A chart as a piece of a page: names its own, words as text."""

from xml.etree import ElementTree as Xml

from sim.analysis.report.inlining import inlined

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 9 9" width="9pt" height="9pt"><metadata>who</metadata>'
)
STYLE = "font-size: 9px; font-family: 'DejaVu Sans'"


def drawn(inside: str, name: str = "chart") -> Xml.Element:
    text = inlined(f"{HEAD}{inside}</svg>", name=name, title="When?", told="A line.")
    return Xml.fromstring(text)


def test_it_says_what_it_asks_and_what_it_shows() -> None:
    found = drawn("<g/>")
    assert (found.get("role"), found.get("aria-labelledby")) == ("img", "chart-title chart-told")
    assert [(each.tag, each.get("id"), each.text) for each in found] == [
        ("title", "chart-title", "When?"),
        ("desc", "chart-told", "A line."),
    ]


def test_names_that_are_used_become_its_own_and_others_go() -> None:
    inside = (
        '<g id="unused"><defs><path id="dot" d="M 0 0 L 1 1"/></defs>'
        '<clipPath id="p1"/><use xlink:href="#dot" clip-path="url(#p1)"/></g>'
    )
    found = drawn(inside, "second")
    assert [each.get("id") for each in found.iter() if each.get("id")][2:] == [
        "second-dot",
        "second-p1",
    ]
    use = next(found.iter("use"))
    assert (use.get("href"), use.get("clip-path")) == ("#second-dot", "url(#second-p1)")


def test_words_stay_words_and_as_wide_as_they_were_measured() -> None:
    text = next(drawn(f'<g><text style="{STYLE}" x="1" y="2">Kelbajar</text></g>').iter("text"))
    assert text.text == "Kelbajar"
    assert 30 < float(text.get("textLength", "0")) < 60


def test_bold_words_have_the_width_of_bold_letters() -> None:
    widths = [
        float(
            next(drawn(f'<text style="{style}">Kelbajar</text>').iter("text")).attrib["textLength"]
        )
        for style in (STYLE, f"{STYLE}; font-weight: 700", f"font: bold {STYLE[11:]}")
    ]
    assert widths[0] < widths[1] == widths[2]


def test_words_from_right_to_left_keep_the_width_of_the_browser() -> None:
    text = next(drawn(f'<text style="{STYLE}">\u05e9\u05dc\u05d5\u05dd</text>').iter("text"))
    assert "textLength" not in text.attrib


def test_remarks_and_sizes_go_so_that_it_fits_any_page() -> None:
    found = drawn("<style>* {}</style>")
    assert [each.tag for each in found] == ["title", "desc"]
    assert "width" not in found.attrib
