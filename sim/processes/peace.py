"""How the peace stands: posts manned, areas covered, sides that suspend, patience, collapse."""

from collections.abc import Callable, Mapping, Sequence

from sim.processes.instant import Act, Instant, Key


class Peace:
    """What peacekeepers, violations and suspensions change for everybody else.

    Attributes:
        patience_is_over: Whether a violation has ended the answering side's patience.
        collapsed: When the agreement collapsed, if it has.
        suspended: Stretches for which each side suspended its withdrawal; None while it lasts.
        on_violation: Told of each violation by its number.
    """

    def __init__(self, instant: Instant, covers: Mapping[str, Sequence[str]]) -> None:
        self.patience_is_over = False
        self.collapsed: int | None = None
        self.suspended: dict[str, list[tuple[int, int | None]]] = {}
        self.on_violation: list[Callable[[int], None]] = []
        self._instant = instant
        self._covers = covers
        self._covered: set[str] = set()
        self._lost_until: dict[str, int] = {}
        self._on_suspension: dict[str, list[tuple[Key, Act]]] = {}

    def man(self, post: str) -> None:
        """A post is manned: the areas it covers are watched from now on."""
        self._covered.update(self._covers[post])

    def is_covered(self, area: str) -> bool:
        """Whether a manned post watches an area."""
        return area in self._covered

    def violate(self, number: int) -> None:
        """A violation has happened; those who may answer it by a suspension hear of it."""
        for hear in self.on_violation:
            hear(number)

    def collapse(self) -> None:
        """The agreement has ended, and with it the run."""
        self.collapsed = self._instant.second
        self._instant.stop()

    def hear_of_suspensions(self, party: str, key: Key, act: Act) -> None:
        """Hear when a side suspends its withdrawal or takes it up again."""
        self._on_suspension.setdefault(party, []).append((key, act))

    def is_suspended(self, party: str) -> bool:
        """Whether a side releases no convoy now."""
        stretches = self.suspended.get(party)
        return stretches is not None and any(end is None for _, end in stretches)

    def suspend(self, party: str) -> None:
        """A side releases no convoy from now on."""
        self.suspended.setdefault(party, []).append((self._instant.second, None))
        self._tell(party)

    def lost(self, party: str, *, until: int) -> int:
        """Seconds from now until an instant that no suspension has been given credit for yet."""
        begin = max(self._instant.second, self._lost_until.get(party, 0))
        self._lost_until[party] = max(begin, until)
        return max(0, until - begin)

    def take_up(self, party: str) -> None:
        """The suspension of a side that has lasted longest is over."""
        stretches = self.suspended[party]
        for place, (begin, end) in enumerate(stretches):
            if end is None:
                stretches[place] = (begin, self._instant.second)
                break
        self._tell(party)

    def _tell(self, party: str) -> None:
        for key, act in self._on_suspension.get(party, ()):
            self._instant.soon(key, act)
