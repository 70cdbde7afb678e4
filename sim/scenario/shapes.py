"""The shape a scenario file may have, read off the schema: what merges and what is replaced whole.

Blocks and collections keyed by name are merged by `extends`; quantities, instants, choices and
lists are leaves.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin

from pydantic import Discriminator, Tag, WithJsonSchema
from pydantic.fields import FieldInfo

from sim.scenario.amounts import Quantity
from sim.scenario.blocks import Day, Keyed, Name
from sim.scenario.quantities import Bounds
from sim.scenario.words import Choice, Event


@dataclass(frozen=True, slots=True)
class Leaf:
    """A word, an instant, a text or a name; nothing below it has a path.

    Attributes:
        schema: Its JSON Schema.
    """

    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity.

    Attributes:
        bounds: What it may be.
    """

    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Items:
    """A list.

    Attributes:
        item: The shape of each of its items.
    """

    item: "Shape"


@dataclass(frozen=True, slots=True)
class Collection:
    """A mapping keyed by name, by day or by class.

    Attributes:
        item: The shape of what stands under each key.
        keys: What the keys are: `name`, `day`, or the words they may be.
    """

    item: "Shape"
    keys: str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """A block with known keys.

    Attributes:
        model: The block's class.
        fields: The shape of each key's value, in the order of the schema.
    """

    model: type[Keyed]
    fields: Mapping[str, "Shape"]

    def description(self, key: str) -> str:
        """What a key of the block means."""
        found = [f for name, f in self.model.model_fields.items() if (f.alias or name) == key]
        return (found[0].description or "") if found else ""


@dataclass(frozen=True, slots=True)
class Forms:
    """A value that may be written in several forms; in an `extends` it is replaced whole.

    Attributes:
        forms: The shape of each form, by its tag.
        tag_of: The tag of the form that a value, given as plain data, has or comes nearest to.
    """

    forms: Mapping[str, "Shape"]
    tag_of: Callable[[object], Hashable]

    def of(self, value: object) -> "Shape":
        """The shape of the form a value has or comes nearest to."""
        return self.forms.get(str(self.tag_of(value)), Leaf())


Shape: TypeAlias = Leaf | Number | Items | Collection | Fields | Forms


@cache
def shape_of(model: type[Keyed]) -> Fields:
    """The shape of a block."""
    fields = {field.alias or name: _of_field(field) for name, field in model.model_fields.items()}
    return Fields(model=model, fields=fields)


def merges(shape: Shape | None) -> bool:
    """Whether an extending file adds to what stands in this place, rather than replacing it."""
    return isinstance(shape, Fields | Collection)


def below(shape: Shape | None, key: str | int) -> Shape | None:
    """The shape of what stands under a key of something that merges, or of a list."""
    match shape:
        case Fields():
            return shape.fields.get(str(key))
        case Collection() | Items():
            return shape.item
        case _:
            return None


def _of_field(field: FieldInfo) -> Shape:
    return _of(field.annotation, tuple(field.metadata))


def _of(annotation: Any, metadata: tuple[Any, ...]) -> Shape:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _of(arguments[0], (*arguments[1:], *metadata))
    if origin in (Union, UnionType):
        return _of_union(arguments, metadata)
    if annotation is Quantity:
        bounds = [mark for mark in metadata if isinstance(mark, Bounds)]
        return Number(bounds[0])
    if isinstance(annotation, type) and issubclass(annotation, Keyed):
        return shape_of(annotation)
    if origin is dict:
        return Collection(item=_of(arguments[1], ()), keys=_keys(arguments[0]))
    written = [schema for schema in map(_written, reversed(metadata)) if schema is not None]
    if written:
        return Leaf(written[0])
    return Items(_of(arguments[0], ())) if origin is tuple else Leaf()


def _written(mark: object) -> Mapping[str, Any] | None:
    """The JSON Schema that a mark of a field writes down itself."""
    match mark:
        case Choice():
            return {"enum": list(mark.words)}
        case Event():
            return {"type": "string", "pattern": mark.pattern}
        case WithJsonSchema():
            return mark.json_schema
        case _:
            return None


def _of_union(arguments: tuple[Any, ...], metadata: tuple[Any, ...]) -> Shape:
    forms = [argument for argument in arguments if argument is not type(None)]
    if len(forms) == 1:
        return _of(forms[0], metadata)
    telling = [mark for mark in metadata if isinstance(mark, Discriminator)]
    tagged = {
        mark.tag: _of(form, ())
        for form in forms
        for mark in get_args(form)[1:]
        if isinstance(mark, Tag)
    }
    tag_of = telling[0].discriminator
    if not callable(tag_of):
        raise TypeError("a choice of forms must tell them apart by a function")
    return Forms(forms=tagged, tag_of=tag_of)


def _keys(annotation: Any) -> str | tuple[str, ...]:
    if annotation == Name:
        return "name"
    if annotation == Day:
        return "day"
    words = [mark.words for mark in get_args(annotation)[1:] if isinstance(mark, Choice)]
    return words[0]
