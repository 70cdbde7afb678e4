"""A chart as a piece of a page: smaller, its words as text, its names its own."""

import re
import unicodedata
from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from sim.analysis.charts.words import points_wide
from sim.analysis.report.paths import shortened

_NUMBER = re.compile(r"-?\d+\.\d+")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_SIZE = re.compile(r"([\d.]+)px")
_LEFT_OUT = {"metadata", "style"}
HALO = "halo"
"""What words are called that stand on lines, and have a pale edge; a page sets them so."""
_FINE, _COARSE = 2, 1
"""Decimals, in points, of what is drawn many times over, and of all else."""


def inlined(svg: str, *, name: str, title: str, told: str) -> str:
    """A chart to stand in a page.

    Names in it become those of this chart alone, because a page must not have a name twice. Words
    are as wide as they were measured, in whatever font the reader has.

    Args:
        svg: The chart as matplotlib wrote it, with its text as text.
        name: Of the chart, unlike that of any other on the page.
        title: What it asks, for readers who cannot see it.
        told: What it shows, likewise.
    """
    root = Xml.fromstring(svg)
    _strip(root)
    _rename(root, name)
    _shorten(root, decimals=_COARSE)
    _flatten(root)
    box = root.get("viewBox", "")
    root.attrib.clear()
    root.attrib.update(
        {
            "class": "chart",
            "viewBox": box,
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-told",
        }
    )
    for place, (tag, text) in enumerate((("title", title), ("desc", told))):
        element = Xml.Element(tag, id=f"{name}-{'title' if tag == 'title' else 'told'}")
        element.text = text
        root.insert(place, element)
    return Xml.tostring(root, encoding="unicode")


def _strip(root: Xml.Element) -> None:
    """Leave out what a browser need not know: name spaces, remarks, white space."""
    for element in root.iter():
        element.tag = _local(element.tag)
        element.attrib = {_local(key): value for key, value in element.attrib.items()}
        for child in [each for each in element if _local(each.tag) in _LEFT_OUT]:
            element.remove(child)
        element.tail = None
        if element.tag != "text":
            element.text = None


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _rename(root: Xml.Element, prefix: str) -> None:
    used = set(_references(root))
    for element in root.iter():
        own = element.attrib.pop("id", None)
        if own == HALO:
            element.set("class", HALO)
        elif own in used:
            element.set("id", f"{prefix}-{own}")
        for key, value in element.attrib.items():
            if key == "href":
                element.set(key, f"#{prefix}-{value[1:]}")
            elif "url(#" in value:
                element.set(key, _REFERENCE.sub(rf"url(#{prefix}-\1)", value))


def _references(root: Xml.Element) -> Iterable[str]:
    for element in root.iter():
        for key, value in element.attrib.items():
            if key == "href":
                yield value[1:]
            yield from _REFERENCE.findall(value)


def _shorten(element: Xml.Element, *, decimals: int) -> None:
    if element.tag == "defs":
        decimals = _FINE
    if element.tag == "text":
        _fix_width(element)
    if "d" in element.attrib:
        element.set("d", shortened(element.attrib["d"], decimals=decimals))
    for key in ("x", "y", "width", "height"):
        if key in element.attrib:
            element.set(key, _rounded(element.attrib[key], decimals))
    if "transform" in element.attrib:
        element.set("transform", _rounded(element.attrib["transform"], 4))
    if "style" in element.attrib:
        element.set("style", element.attrib["style"].replace(": ", ":").replace("; ", ";"))
    for child in element:
        _shorten(child, decimals=decimals)


def _rounded(text: str, decimals: int) -> str:
    return _NUMBER.sub(lambda found: f"{round(float(found[0]), decimals):g}", text)


def _fix_width(element: Xml.Element) -> None:
    """Make a word as wide as it was measured; letters that run to the left join, and stay free."""
    words, style = "".join(element.itertext()), element.get("style", "")
    size = _SIZE.search(style)
    if size is None or any(unicodedata.bidirectional(each) in ("R", "AL") for each in words):
        return
    weight = "bold" if re.search(r"\b(bold|700)\b", style) else "normal"
    width = points_wide(words, float(size[1]), weight=weight)
    if width:
        element.set("textLength", f"{width:.1f}")
        element.set("lengthAdjust", "spacingAndGlyphs")


def _flatten(element: Xml.Element) -> None:
    """Put what stands in a group that says nothing in the place of the group."""
    found: list[Xml.Element] = []
    for child in element:
        _flatten(child)
        found += list(child) if child.tag == "g" and not child.attrib else [child]
    element[:] = found
