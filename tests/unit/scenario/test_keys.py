"""What the schema says of a key, as the reference and `explain` tell it."""

from sim.scenario.actors import Flow, TroopUnit, VehiclePool
from sim.scenario.agreement import Clause, Extension
from sim.scenario.blocks import Block
from sim.scenario.geography import Closing, Road
from sim.scenario.keys import KeyFacts, keys_of_block
from sim.scenario.model import Scenario


def key(block: type[Block], name: str) -> KeyFacts:
    return next(facts for facts in keys_of_block(block) if facts.key == name)


def test_number_is_told_with_unit_range_and_draws() -> None:
    facts = key(Road, "length_km")
    assert (facts.unit, facts.allowed, facts.drawn) == ("km", "a number above 0", "once per run")
    assert facts.is_required


def test_number_drawn_for_each_says_for_what() -> None:
    assert key(VehiclePool, "loading_hours").drawn == "per load"


def test_number_of_the_program_is_never_drawn() -> None:
    assert key(Extension, "review_every_hours").drawn == "never"


def test_default_is_told_as_a_file_would_write_it() -> None:
    assert key(Road, "convoy_spacing_m").default == "100"
    assert key(TroopUnit, "departure").default == "as-soon-as-possible"
    assert key(Extension, "pending_at_due").default == "{stands_hours: 24}"
    assert key(Road, "name").default == ""


def test_keys_are_spelt_as_in_a_file() -> None:
    assert key(Flow, "from").attribute == "from_"


def test_every_form_of_a_value_is_told_once() -> None:
    assert key(Clause, "measure").allowed == "all, or {share}, or {number}, or {at_most}"
    assert key(Closing, "closed_from").allowed == "an instant, or hours after an event"
    assert key(Flow, "route").allowed == "a list, each the name of a road"


def test_collection_says_what_it_is_keyed_by() -> None:
    found = {name: key(Road, name).keyed_by for name in ("closings", "open_to", "length_km")}
    assert found == {"closings": "name", "open_to": "class", "length_km": ""}
    assert key(Flow, "vehicles_by_date").keyed_by == "day"


def test_blocks_below_a_key_are_known() -> None:
    assert key(Scenario, "roads").blocks == (Road,)
    assert key(Scenario, "title").blocks == ()
