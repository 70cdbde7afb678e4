"""What looks alike in the charts of a page is said once, so that the page stays small."""

import re
from collections import Counter

_CHART = re.compile(r'<svg class="chart".*?</svg>', re.DOTALL)
_TAG = re.compile(r'<[a-z]+ [^<>]*?style="([^"]*)"[^<>]*>', re.IGNORECASE)
_STYLE = re.compile(r' style="[^"]*"')
_CLASS = re.compile(r' class="([^"]*)"')
_END = "</style>"


def with_shared_styles(page: str) -> str:
    """The same page, in which each style that charts use more than once is a rule of its own.

    Args:
        page: The page, with one `<style>` at its head; charts are `<svg class="chart">`.
    """
    used = Counter(found[1] for chart in _CHART.findall(page) for found in _TAG.finditer(chart))
    shared = [style for style, times in used.most_common() if times > 1]
    names = {style: f"s{place}" for place, style in enumerate(shared)}

    def named(tag: re.Match[str]) -> str:
        if tag[1] not in names:
            return tag[0]
        rest = _STYLE.sub("", tag[0], count=1)
        name = names[tag[1]]
        if _CLASS.search(rest):
            return _CLASS.sub(rf' class="\1 {name}"', rest, count=1)
        return re.sub(r"^<(\w+)", rf'<\1 class="{name}"', rest)

    rules = "".join(f".chart .{name}{{{style}}}\n" for style, name in names.items())
    head, end, body = page.partition(_END)
    return head + rules + end + _CHART.sub(lambda chart: _TAG.sub(named, chart[0]), body)
