"""Answers as plain data and back: nested dataclasses to what JSON holds, and from it."""

import math
import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Answer = TypeVar("Answer")
LATER = "later than the end"
"""How infinity is written: what never came ranks later than everything."""


def plain(answer: object, *, later: str | None = LATER) -> Any:
    """An answer as dicts, lists, texts and numbers; what is not known is None.

    Args:
        answer: The answer.
        later: What stands for infinity.

    >>> plain((1.0, math.inf, None))
    [1.0, 'later than the end', None]
    """
    if is_dataclass(answer) and not isinstance(answer, type):
        return {
            each.name: plain(getattr(answer, each.name), later=later) for each in fields(answer)
        }
    if isinstance(answer, Mapping):
        return {str(key): plain(value, later=later) for key, value in answer.items()}
    if isinstance(answer, Sequence) and not isinstance(answer, str):
        return [plain(value, later=later) for value in answer]
    if isinstance(answer, float) and not math.isfinite(answer):
        return later if math.isinf(answer) else None
    return answer


def from_plain(kind: type[Answer], content: object) -> Answer:
    """The answer that plain data tell of.

    Args:
        kind: What it is.
        content: The data, as `plain` gave them.

    Raises:
        TypeError, KeyError, ValueError: If the data are of something else.
    """
    found: Answer = _read(kind, content)
    return found


def _read(kind: Any, content: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _one_of(get_args(kind), content)
    if origin is tuple:
        return tuple(_read(get_args(kind)[0], each) for each in _expected(content, list))
    if origin is not None and _is_below(origin, Mapping):
        inner = get_args(kind)[1]
        return {key: _read(inner, each) for key, each in _expected(content, dict).items()}
    if origin is Literal:
        if content not in get_args(kind):
            raise ValueError(content)
        return content
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        told = _expected(content, dict)
        wanted = [each for each in fields(kind) if each.name in told or not _has_default(each)]
        return kind(**{each.name: _read(hints[each.name], told[each.name]) for each in wanted})
    if kind is float:
        return math.inf if content == LATER else float(_expected(content, (int, float)))
    return _expected(content, kind)


def _has_default(each: "Field[Any]") -> bool:
    """Whether a field may be missing, as in an answer that was kept before there was such a one."""
    return each.default is not MISSING or each.default_factory is not MISSING


def _is_below(origin: Any, above: type) -> bool:
    """Whether the origin of a type is a class below another."""
    return isinstance(origin, type) and issubclass(origin, above)


def _one_of(kinds: Sequence[Any], content: Any) -> Any:
    """Data of one of several kinds: the first that takes them as they are."""
    if content is None and type(None) in kinds:
        return None
    for kind in kinds:
        if kind is type(None) or (kind is float and type(content) is int and int in kinds):
            continue
        try:
            return _read(kind, content)
        except (TypeError, KeyError, ValueError):
            continue
    raise TypeError(content)


def _expected(content: Any, kind: Any) -> Any:
    if not isinstance(content, kind) or (isinstance(content, bool) and kind is not bool):
        raise TypeError(content)
    return content
