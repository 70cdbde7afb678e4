"""A merged tree written out again, as one file that means the same."""

import json
import re

from sim.scenario.nodes import Node
from sim.scenario.shapes import Fields, Forms, Leaf, Number, Shape, below, merges
from sim.scenario.texts import Text

_BARE = re.compile(r"[-+]?[A-Za-z0-9_]([A-Za-z0-9_./+ -]*[A-Za-z0-9_./+-])?")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2})?")
_UNSEEN = re.compile(
    "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def yaml_text(root: Node, shape: Shape) -> str:
    """The YAML text of a tree; a number keeps having no source where its block came to have one.

    In one file the source of a block holds for every number inside it that names none. A number
    that another file set gets `source: null`, which says that it has none.
    """
    return "".join(f"{line}\n" for line in _lines(root, shape, indent=0, lent=()))


def flow_text(node: Node) -> str:
    """The YAML text of one value on one line, as it may stand behind the `=` of a setting."""
    return _flow(node, Leaf(), lent=())


def _lines(node: Node, shape: Shape, *, indent: int, lent: tuple[str, ...]) -> list[str]:
    lent = _lent(node, lent)
    lines = []
    for key, child in node.children.items():
        inner = below(shape, key) or Leaf()
        start = f"{' ' * indent}{_scalar(Text(str(key)))}:"
        if merges(inner) and child.kind == "mapping" and child.children:
            lines += [start, *_lines(child, inner, indent=indent + 2, lent=lent)]
        else:
            lines.append(f"{start} {_flow(child, inner, lent=lent)}")
    return lines


def _lent(node: Node, lent: tuple[str, ...]) -> tuple[str, ...]:
    """The files whose numbers have a source lent by the blocks around, and this one."""
    source = node.children.get("source")
    return lent if source is None or source.text is None else (*lent, source.file)


def _flow(node: Node, shape: Shape, *, lent: tuple[str, ...]) -> str:
    if isinstance(shape, Forms) and node.kind == "mapping":
        shape = shape.of(node.plain())
    if isinstance(shape, Number) and lent and node.file not in lent:
        return _without_source(node)
    if node.kind == "list":
        return f"[{', '.join(_flow(child, Leaf(), lent=()) for child in node.children.values())}]"
    if node.kind == "mapping":
        lent = _lent(node, lent) if isinstance(shape, Fields) else ()
        pairs = [
            f"{_scalar(Text(str(key)))}: {_flow(child, below(shape, key) or Leaf(), lent=lent)}"
            for key, child in node.children.items()
        ]
        return f"{{{', '.join(pairs)}}}"
    return "null" if node.text is None else _scalar(node.text)


def _without_source(node: Node) -> str:
    if node.kind == "mapping":
        written = _flow(node, Leaf(), lent=())
        return written if "source" in node.children else f"{written[:-1]}, source: null}}"
    return f"{{value: {_flow(node, Leaf(), lent=())}, source: null}}"


def _scalar(text: Text) -> str:
    if not text.quoted and (_BARE.fullmatch(text) or _INSTANT.fullmatch(text)):
        return str(text) if text not in ("null", "~") else f'"{text}"'
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)
