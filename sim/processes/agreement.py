"""The agreement as it stands: what is due when, for armies and for people, and what is done.

Due moves for the armies when an extension is agreed, and for the people when it is public.
"""

from dataclasses import dataclass, field

from sim.catalogue import Kind
from sim.events.log import Recorder
from sim.processes.instant import Act, Instant, Key, Rank, Signal


@dataclass(slots=True)
class ClauseState:
    """One clause as it stands.

    Attributes:
        name, code: Its name, and its code as a subject.
        signed_due: Due as signed, once known.
        due, public_due: Due as agreed, and as people know it.
        needed, reached: How many must have left or arrived, and how many have.
        is_measured: Whether it counts somebody at all.
        open_needs: Events it still needs.
        is_pending: Whether a request for more time is open.
        stands_seconds: For how long an open request keeps it from falling due.
        is_held: Whether an open request is keeping it from falling due now.
        extensions: Extensions granted so far.
        has_fallen_due: Whether it has.
        completed: When it was fulfilled.
    """

    name: str
    code: int
    falls_due: Signal
    is_completed: Signal
    signed_due: int | None = None
    due: int | None = None
    public_due: int | None = None
    needed: int = 0
    reached: int = 0
    is_measured: bool = True
    open_needs: set[str] = field(default_factory=set)
    is_pending: bool = False
    stands_seconds: int = 0
    is_held: bool = False
    extensions: int = 0
    has_fallen_due: bool = False
    on_agreed: list[tuple[Key, Act]] = field(default_factory=list)
    on_public: list[tuple[Key, Act]] = field(default_factory=list)
    on_lapsed: list[Act] = field(default_factory=list)

    @property
    def completed(self) -> int | None:
        """The second at which it was fulfilled, or None."""
        return self.is_completed.second

    @property
    def missed(self) -> bool:
        """Whether it fell due and was not fulfilled by then."""
        return self.has_fallen_due and (self.completed is None or self.completed > (self.due or 0))


class Agreement:
    """All clauses, and the verbs that change them."""

    def __init__(self, instant: Instant, recorder: Recorder) -> None:
        self.clauses: dict[str, ClauseState] = {}
        self._instant = instant
        self._recorder = recorder

    def _tell(self, kind: Kind, clause: ClauseState, value: int = 0) -> None:
        now = self._instant
        self._recorder.record(now.second, now.phase, kind, clause.code, value=value)

    def set_due(self, clause: ClauseState, due: int) -> None:
        """Its due instant becomes known for the first time."""
        clause.signed_due = clause.due = clause.public_due = due
        self._tell(Kind.DUE_SET, clause, due)
        self._instant.decide(due, self._due_key(clause), lambda: self.fall_due(clause))
        self._announce(clause.on_agreed)
        self._announce(clause.on_public)

    def extend(self, clause: ClauseState, due: int) -> None:
        """The parties agree on a later due instant."""
        if clause.due is None or clause.has_fallen_due or due <= clause.due:
            return
        clause.due = due
        clause.extensions += 1
        self._tell(Kind.DUE_MOVED, clause, due)
        self._announce(clause.on_agreed)

    def shift(self, clause: ClauseState, seconds: int) -> None:
        """A clause's due instant moves for everybody, without being asked for."""
        if clause.due is None or clause.has_fallen_due:
            return
        clause.due += seconds
        self._tell(Kind.DUE_MOVED, clause, clause.due)
        self._announce(clause.on_agreed)
        self.publish(clause)

    def publish(self, clause: ClauseState) -> None:
        """People hear of the answer to a request, and of due as it now stands."""
        self._tell(Kind.PUBLIC, clause, clause.due or 0)
        if clause.public_due != clause.due:
            clause.public_due = clause.due
            self._announce(clause.on_public)

    def _announce(self, listeners: list[tuple[Key, Act]]) -> None:
        for key, act in listeners:
            self._instant.soon(key, act)

    def close_request(self, clause: ClauseState) -> None:
        """A request has been answered; a clause held open by it may fall due now."""
        clause.is_pending = False
        if clause.is_held:
            clause.is_held = False
            self._instant.soon(self._due_key(clause), lambda: self.fall_due(clause))

    def fall_due(self, clause: ClauseState) -> None:
        """A due instant comes: it has moved, a request holds it open, or the clause falls due."""
        now = self._instant.second
        if clause.due is None or clause.has_fallen_due:
            return
        if clause.due > now:
            self._instant.decide(clause.due, self._due_key(clause), lambda: self.fall_due(clause))
            return
        until = clause.due + clause.stands_seconds
        if clause.is_pending and until > now:
            clause.is_held = True
            self._instant.decide(until, self._due_key(clause), lambda: self.fall_due(clause))
            return
        clause.is_held = False
        if clause.is_pending:
            clause.is_pending = False
            self._tell(Kind.LAPSED, clause)
            for act in clause.on_lapsed:
                act()
        clause.has_fallen_due = True
        self._tell(Kind.DUE, clause, clause.due)
        clause.falls_due.fire()

    def _due_key(self, clause: ClauseState) -> Key:
        return (Rank.DUE, f"clauses.{clause.name}", 0)

    def count(self, clause: ClauseState, amount: int) -> None:
        """So many more of those a clause counts have left or arrived."""
        clause.reached += amount
        if clause.reached >= clause.needed:
            self.check(clause)

    def check(self, clause: ClauseState) -> None:
        """Fulfil a clause whose measure is reached and whose needs have happened."""
        if (
            clause.reached >= clause.needed
            and clause.is_measured
            and not clause.open_needs
            and clause.completed is None
        ):
            self.complete(clause)

    def complete(self, clause: ClauseState) -> None:
        """A clause is fulfilled now."""
        if clause.completed is None:
            self._tell(Kind.COMPLETED, clause, clause.needed)
            clause.is_completed.fire()
