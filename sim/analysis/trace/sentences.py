"""Each row of a log as a sentence."""

from collections.abc import Callable

from sim.analysis.terms import cause_words
from sim.analysis.trace.speech import MOVERS, Speech, cargo, counted, people, span
from sim.catalogue import Cause, Kind
from sim.events.log import Row
from sim.outcomes.reading import Reading
from sim.scenario.explain.names import Names, classes_in_words, sentence
from sim.scenario.explain.numbers import listed
from sim.scenario.words import CLASSES

ORDERS = {"leave": "to leave", "stay": "to stay"}


class Sentences:
    """Tells the rows of one log, which must come in order: some sentences need what was before."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._scenario = reading.roster.scenario
        self._speech = Speech(reading.roster, Names(self._scenario))
        self._due: dict[str, int] = {}
        self._public: dict[str, int] = {}
        self._tell: dict[Kind, Callable[[Row], str]] = {
            Kind.PRESENT: self._present,
            Kind.STAYS: self._stays,
            Kind.DUE_SET: self._due_set,
            Kind.NOTICE: self._notice,
            Kind.CLOSED: lambda row: f"{self.whose(row)} closes{self._because(row)}",
            Kind.OPENED: lambda row: f"{self.whose(row)} opens{self._because(row)}",
            Kind.BREAKDOWN_BEGIN: self._breakdown,
            Kind.BREAKDOWN_END: lambda row: f"the breakdown is cleared on {self._at(row)}",
            Kind.TURN: self._turn,
            Kind.WAIT_BEGIN: lambda row: self._wait(row, "begins to wait"),
            Kind.WAIT_END: lambda row: self._wait(row, "no longer waits"),
            Kind.READY: lambda row: f"{self.whose(row)}: ready to leave {self._at(row)}",
            Kind.BEGIN: lambda row: self._does(row, "begins to pack in"),
            Kind.LOAD_BEGIN: lambda row: self._does(row, "begins to load in"),
            Kind.LOAD_END: lambda row: self._does(row, "has loaded in"),
            Kind.UNLOAD_BEGIN: lambda row: self._does(row, "begins to unload in"),
            Kind.UNLOAD_END: lambda row: self._does(row, "has unloaded in"),
            Kind.DEPART: lambda row: self._does(row, "sets out from"),
            Kind.ENTER: lambda row: self._does(row, "is let into"),
            Kind.OUT: lambda row: self._does(row, "is out, past"),
            Kind.EQUIPMENT_OUT: self._equipment,
            Kind.ARRIVE: lambda row: self._does(row, "arrives in"),
            Kind.ABANDONED: lambda row: self._does(row, "leaves loads behind in"),
            Kind.DESTROYED: self._destroyed,
            Kind.COMPLETED: self._completed,
            Kind.ASKED: self._asked,
            Kind.RELAYED: self._relayed,
            Kind.GRANTED: self._granted,
            Kind.REFUSED: self._refused,
            Kind.LAPSED: self._lapsed,
            Kind.DUE_MOVED: self._due_moved,
            Kind.PUBLIC: self._made_public,
            Kind.DUE: self._falls_due,
            Kind.ENTERED: self._entered,
            Kind.REACHED: lambda row: self._does(row, "reaches"),
            Kind.WEATHER: self._weather,
            Kind.VIOLATION: lambda row: f"a violation of the ceasefire in {self._at(row)}",
            Kind.COLLAPSED: lambda row: f"the agreement collapses in {self._at(row)}",
            Kind.SUSPENDED: lambda row: f"{self.whose(row)} begins, for {span(row.value)}",
            Kind.RESUMED: lambda row: f"{self.whose(row)} is over",
            Kind.TAKE_OFF: lambda row: f"sortie {row.number} takes off ({cargo(row)})",
            Kind.LANDED: self._landed,
            Kind.EQUIPMENT_LANDED: lambda row: f"{row.value:,} {self._at(row)} have landed",
            Kind.EXCESS: lambda row: f"{row.value:,} {self._at(row)} more than was authorised",
            Kind.IN_PLACE: lambda row: self._does(row, "is where it is needed, at"),
            Kind.POST_BEGUN: lambda row: f"{self.whose(row)} is begun ({cargo(row)})",
            Kind.MANNED: lambda row: f"{self.whose(row)} is manned ({cargo(row)})",
            Kind.CLEARING: lambda row: f"{self.whose(row)} begins on {self._road(row)}",
            Kind.CLEARED: lambda row: f"{self._road(row)} is cleared",
            Kind.OPENED_TO: self._opened_to,
            Kind.ENDED: self._ended,
        }

    def of(self, row: Row) -> str:
        """The sentence of a row."""
        return sentence(self._tell[row.kind](row))

    def first(self, row: Row) -> str:
        """The sentence of a row that is the first of its kind for a unit or group."""
        who = MOVERS[row.subject.partition(".")[0]]
        does = "sets out" if row.kind is Kind.DEPART else "begins to pack"
        return sentence(f"{self.whose(row)}: the first {who} {does} ({cargo(row)})")

    def last(self, row: Row) -> str:
        """The sentence of a row with which a unit or group is out."""
        return sentence(f"{self.whose(row)}: the last are out")

    # --- parts ------------------------------------------------------------------------------

    def whose(self, row: Row) -> str:
        """Whom or what a row is about."""
        return self._speech.someone(row.subject)

    def _at(self, row: Row) -> str:
        return self._speech.where(row.at)

    def _clause(self, row: Row) -> str:
        return row.subject.removeprefix("clauses.")

    def _because(self, row: Row) -> str:
        return "" if row.cause in (Cause.NONE, Cause.CLOSED) else f" ({row.cause.word})"

    def _does(self, row: Row, what: str) -> str:
        carried = cargo(row)
        told = f"{self._speech.mover(row)} {what} {self._at(row)}"
        return f"{told} ({carried})" if carried else told

    def _wait(self, row: Row, what: str) -> str:
        cause = cause_words(row.cause.word)
        return f"{self._speech.mover(row)} {what} at {self._at(row)}: {cause}"

    # --- who is there -----------------------------------------------------------------------

    def _present(self, row: Row) -> str:
        return f"{self.whose(row)}: {cargo(row) or 'nobody'}, at {self._at(row)}"

    def _stays(self, row: Row) -> str:
        return f"{self.whose(row)}: {people(row.people)} will never leave"

    def _notice(self, row: Row) -> str:
        notice = self._scenario.notices[row.subject.removeprefix("notices.")]
        groups = listed([self._speech.names.of("civilians", name) for name in notice.groups])
        order = ORDERS.get(notice.says, "to leave")
        if notice.says == "leave-by" and notice.by is not None:
            by = self._reading.roster.second(notice.by)
            order = f"to leave by {self._speech.instant(by)}"
        return f"{groups} are told {order}"

    # --- roads ------------------------------------------------------------------------------

    def _breakdown(self, row: Row) -> str:
        return f"a breakdown stops {self._at(row)}, for {span(row.value)}"

    def _turn(self, row: Row) -> str:
        return f"the one-lane stretch now lets traffic pass on {self._at(row)}"

    def _opened_to(self, row: Row) -> str:
        whom = [name for number, name in enumerate(CLASSES) if row.value >> number & 1]
        return f"{self.whose(row)} is open to {classes_in_words(whom)} from now on"

    # --- clauses ----------------------------------------------------------------------------

    def _due_set(self, row: Row) -> str:
        self._due[row.subject] = self._public[row.subject] = row.value
        return f"{self.whose(row)} is due {self._speech.instant(row.value)}"

    def _due_moved(self, row: Row) -> str:
        self._due[row.subject] = row.value
        return f"{self.whose(row)} is now due {self._speech.instant(row.value)}"

    def _made_public(self, row: Row) -> str:
        due = self._speech.instant(row.value)
        is_news = self._public.get(row.subject) != row.value
        self._public[row.subject] = row.value
        if is_news:
            return f"people hear that {self.whose(row)} is now due {due}"
        return f"people hear that {self.whose(row)} stays due {due}"

    def _falls_due(self, row: Row) -> str:
        who = self._reading.members(self._clause(row))
        if not who.any():
            return f"{self.whose(row)} falls due"
        inside = self._reading.inside(who, row.second)
        left = f"{people(inside)} still inside" if inside else "nobody is inside any more"
        return f"{self.whose(row)} falls due: {left}"

    def _completed(self, row: Row) -> str:
        told = f"{self.whose(row)} is fulfilled"
        due = self._due.get(row.subject)
        if due is None:
            return told
        if row.second <= due:
            return (
                f"{told}, {span(due - row.second)} before it is due"
                if due > row.second
                else (f"{told}, at the last instant")
            )
        return f"{told}, {span(row.second - due)} late"

    # --- more time --------------------------------------------------------------------------

    def _sides(self, row: Row) -> tuple[str, str, str]:
        """Who asks, through whom (as part of a sentence), and who answers."""
        policy, names = self._speech.policy(self._clause(row)), self._speech.names
        if policy is None:
            return "the leaving party", "", "the other side"
        through = f", through {names.party(policy.through)}," if policy.through else ""
        return names.party(policy.asked_by), through, names.party(policy.answered_by)

    def _asked(self, row: Row) -> str:
        asker, through, answerer = self._sides(row)
        days = counted(row.value, "more day")
        return f"{asker} asks {answerer}{through} for {days} for {self.whose(row)}"

    def _relayed(self, row: Row) -> str:
        return f"the request for {self.whose(row)} reaches {self._sides(row)[2]}"

    def _granted(self, row: Row) -> str:
        return f"{self._sides(row)[2]} grants {counted(row.value, 'day')} for {self.whose(row)}"

    def _refused(self, row: Row) -> str:
        return f"{self._sides(row)[2]} refuses more time for {self.whose(row)}"

    def _lapsed(self, row: Row) -> str:
        return f"the request for {self.whose(row)} comes to nothing: no answer in time"

    # --- leaving and entering ---------------------------------------------------------------

    def _equipment(self, row: Row) -> str:
        kind = row.at.removeprefix("equipment.").replace("-", " ")
        return f"{self._speech.mover(row)} takes out {row.value:,} {kind}"

    def _destroyed(self, row: Row) -> str:
        return f"{self.whose(row)}: {counted(row.loads, 'load')} destroyed in {self._at(row)}"

    def _entered(self, row: Row) -> str:
        army = self._scenario.receiving_armies[row.subject.removeprefix("receiving_armies.")]
        area = self._speech.names.area(army.area)
        carried = f" ({cargo(row)})" if cargo(row) else ""
        return f"{self.whose(row)} enters {area} from {self._at(row)}{carried}"

    # --- what comes between -----------------------------------------------------------------

    def _weather(self, row: Row) -> str:
        state = ("turns fair", "turns bad", "closes roads")[row.value]
        return f"the weather over {self._at(row)} {state}"

    def _landed(self, row: Row) -> str:
        carried = f" ({cargo(row)})" if cargo(row) else ""
        sortie = f"sortie {row.number}" if row.number >= 0 else self.whose(row)
        return f"{sortie} lands in {self._at(row)}{carried}"

    def _road(self, row: Row) -> str:
        name = row.at.removeprefix("roads.").partition(">")[0]
        return self._speech.names.road(name)

    def _ended(self, row: Row) -> str:
        endings = (
            "the run is cut off here",
            "nothing more can happen: the run ends",
            "the run ends with the agreement",
        )
        return endings[row.value]
