"""What each random number is for, and the address under which it is found.

The address of a number depends on its purpose and its entity only, so that adding a unit to a
scenario changes the numbers of no other unit.
"""

import enum
import hashlib
from functools import lru_cache


@enum.unique
class Purpose(enum.Enum):
    """What a random number decides.

    The list only grows at its end, and a value never changes: the value is part of the address,
    and renaming one changes the results of every study that draws for it.

    Attributes:
        QUANTITY: anything drawn once per run.
        HOUSEHOLD_PREPARE: how long a household prepares once it is told to leave.
        HOUSEHOLD_MARGIN: how long before due a household begins at the latest.
        HOUSEHOLD_OBEDIENCE: which notices a household heeds.
        HOUSEHOLD_LOADS: how many loads of goods a household has.
        HOUSEHOLD_STAYS: whether a household never leaves.
        HOUSEHOLD_VEHICLE: whether a household has a vehicle of its own.
        HOUSEHOLD_CURVE: where a household stands on a given departure curve.
        LOAD_LOADING: how long a load takes to be loaded.
        LOAD_UNLOADING: how long a load takes to be unloaded.
        CONVOY_LOADING: how long a convoy takes to load.
        FLOW_GAP: the time between two platoons of other traffic.
        BREAKDOWN_GAP: how much exposure lies between two breakdowns on a road and direction.
        BREAKDOWN_TIME: how long a breakdown stops its road and direction.
        REQUEST_RELAY: how long a request for an extension takes to arrive.
        REQUEST_ANSWER: how long the other side takes to answer a request.
        REQUEST_PUBLIC: how long an agreed extension stays unknown to the public.
        REQUEST_GRANT: whether, and for how many days, an extension is granted.
        ENTRY_DELAY: how long after due a receiving army enters.
        CLAUSE_DURATION: how long something that must happen takes.
        AIRLIFT_DAY: a day's factor on the number of sorties.
        SORTIE_GROUND: how long a sortie stands at the airfield.
        POST_SET_UP: how long a post takes to set up.
        WEATHER_DAY: the shock of a day's severity.
        VIOLATION_REGIME: whether the ceasefire is fragile.
        VIOLATION_GAP: the time between two candidate violations.
        VIOLATION_AREA: where a candidate lies.
        VIOLATION_MARK: whether cover keeps it from happening.
        VIOLATION_PAUSE: whether it pauses its area.
        VIOLATION_PAUSE_TIME: for how long.
        VIOLATION_IMPATIENCE: whether it ends patience.
        VIOLATION_COLLAPSE: whether it ends the agreement.
        SUSPENSION: whether a suspension follows a violation.
    """

    QUANTITY = "quantity"
    HOUSEHOLD_PREPARE = "household_prepare"
    HOUSEHOLD_MARGIN = "household_margin"
    HOUSEHOLD_OBEDIENCE = "household_obedience"
    HOUSEHOLD_LOADS = "household_loads"
    HOUSEHOLD_STAYS = "household_stays"
    HOUSEHOLD_VEHICLE = "household_vehicle"
    HOUSEHOLD_CURVE = "household_curve"
    LOAD_LOADING = "load_loading"
    LOAD_UNLOADING = "load_unloading"
    CONVOY_LOADING = "convoy_loading"
    FLOW_GAP = "flow_gap"
    BREAKDOWN_GAP = "breakdown_gap"
    BREAKDOWN_TIME = "breakdown_time"
    REQUEST_RELAY = "request_relay"
    REQUEST_ANSWER = "request_answer"
    REQUEST_PUBLIC = "request_public"
    REQUEST_GRANT = "request_grant"
    ENTRY_DELAY = "entry_delay"
    CLAUSE_DURATION = "clause_duration"
    AIRLIFT_DAY = "airlift_day"
    SORTIE_GROUND = "sortie_ground"
    POST_SET_UP = "post_set_up"
    WEATHER_DAY = "weather_day"
    VIOLATION_REGIME = "violation_regime"
    VIOLATION_GAP = "violation_gap"
    VIOLATION_AREA = "violation_area"
    VIOLATION_MARK = "violation_mark"
    VIOLATION_PAUSE = "violation_pause"
    VIOLATION_PAUSE_TIME = "violation_pause_time"
    VIOLATION_IMPATIENCE = "violation_impatience"
    VIOLATION_COLLAPSE = "violation_collapse"
    SUSPENSION = "suspension"


@lru_cache(maxsize=2**16)
def address(purpose: Purpose, entity: str) -> int:
    """Where the random numbers of one purpose and one entity are found, 0 to 2**64 - 1.

    The eight bytes of blake2b over the purpose's value, NUL and the entity in UTF-8, read with
    the least significant byte first.

    Args:
        purpose: what the numbers decide.
        entity: the dotted path of the block they are drawn for, such as "troops.kelbajar".

    Source: blake2b is RFC 7693. Python's hash() would differ from one process to the next.
    """
    text = f"{purpose.value}\0{entity}".encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")
