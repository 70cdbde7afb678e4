"""What happened when and where in one replication, as plain data that a page can play."""

from sim.analysis.replay.beside import Compared, compared
from sim.analysis.replay.choosing import NONE, Choice, choose, parse_choice
from sim.analysis.replay.telling import Replay, replay_of

__all__ = [
    "NONE",
    "Choice",
    "Compared",
    "Replay",
    "choose",
    "compared",
    "parse_choice",
    "replay_of",
]
