"""What a chart of an answer is called, what it answers, and what has to be chosen for it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import product
from typing import Generic, TypeVar

from matplotlib.axes import Axes

from sim.analysis.charts.chart import Drawn
from sim.errors import InputError

Answer = TypeVar("Answer")
Choices = Mapping[str, str]
"""What was chosen, by the word for it: an `outcome`, a `lever`, which dues were `moved`."""
LONGEST = 160
"""Letters in the name of a file; with an ending, and written aside, it may have 255 bytes."""
Offers = Mapping[str, tuple[str, ...]]
"""What may be chosen, by the same words; the first is drawn if nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChart(Generic[Answer]):
    """A chart of what a study or a comparison answers, as lists of charts know it.

    Attributes:
        name: Of its files, of the method that draws it, and on the command line.
        question: What it answers.
        shows: What is drawn, for readers who cannot see it.
        offers: What may be chosen of an answer; nothing where there is one chart only.
        why_not: Why there is nothing to draw of an answer; empty where there is something.
        title: The question as it is asked of what was chosen.
        paint: Draws it.
        is_worth: Whether some choices together are worth a chart among all; nothing may be there
            for them, or the same as for others.
    """

    name: str
    question: str
    shows: str
    offers: Callable[[Answer], Offers]
    why_not: Callable[[Answer], str]
    title: Callable[[Answer, Choices], str]
    paint: Callable[[Answer, Choices], Drawn]
    is_worth: Callable[[Answer, Choices], bool] = lambda _, __: True

    def has(self, answer: Answer) -> bool:
        """Whether there is something to draw."""
        return not self.why_not(answer)

    def chosen(self, answer: Answer, choices: Mapping[str, str | None]) -> Choices:
        """What is drawn: what was chosen, and the first of everything else.

        Args:
            answer: The answer.
            choices: What was chosen; None where nothing was.

        Raises:
            InputError: If it cannot be chosen; says what can.
        """
        if why := self.why_not(answer):
            raise InputError(f"{self.name} cannot be drawn: {why}")
        offers = self.offers(answer)
        for word, value in choices.items():
            if value is None:
                continue
            if word not in offers:
                allowed = f"; {' and '.join(offers)} can" if offers else ""
                raise InputError(f"no {word} can be chosen for {self.name}{allowed}")
            if value not in offers[word]:
                allowed = ", ".join(offers[word])
                raise InputError(f"no {WORDS.get(word, word)} '{value}'; there are {allowed}")
        return {word: choices.get(word) or offered[0] for word, offered in offers.items()}

    def draw(self, answer: Answer, choices: Mapping[str, str | None]) -> Drawn:
        """The chart.

        Raises:
            InputError: If what was chosen cannot be.
        """
        return self.paint(answer, self.chosen(answer, choices))

    def axes(self, answer: Answer, choices: Mapping[str, str | None]) -> Axes:
        """The chart, by the first of its panels.

        Raises:
            InputError: If what was chosen cannot be.
        """
        drawn = self.draw(answer, choices)
        return drawn[0] if isinstance(drawn, tuple) else drawn

    def all_choices(self, answer: Answer) -> Iterator[Choices]:
        """Everything that is worth a chart; nothing where there is nothing to draw."""
        if not self.has(answer):
            return
        offers = self.offers(answer)
        for values in product(*offers.values()):
            choices = dict(zip(offers, values, strict=True))
            if self.is_worth(answer, choices):
                yield choices

    def stem(self, answer: Answer, choices: Choices) -> str:
        """The name of its files: with what was chosen, where there is a choice.

        One that is too long for a file is cut, and told from others by what stands in its place.
        """
        told = [choices[word] for word, offered in self.offers(answer).items() if len(offered) > 1]
        whole = "-".join([self.name, *(value.replace(".", "-") for value in told)])
        if len(whole) <= LONGEST:
            return whole
        known = blake2b(whole.encode(), digest_size=4).hexdigest()
        return f"{whole[: LONGEST - len(known) - 1]}-{known}"


WORDS = {"outcome": "outcome of interest", "moved": "way of moving dues"}
"""What is said of a choice where that is more than its word."""
