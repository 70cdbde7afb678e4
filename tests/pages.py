"""A page of HTML as tests look at it: its elements, its words, and what it would load."""

from collections import Counter
from html.parser import HTMLParser

LOADING = ("src", "srcset", "data", "action", "poster", "background")
"""Attributes that make a browser ask for something."""


class Page(HTMLParser):
    """What stands in a page: its elements, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        """All words in one line."""
        return " ".join("".join(self.words).replace("\N{NO-BREAK SPACE}", " ").split())

    def has(self, words: str) -> bool:
        return words in self.text

    @property
    def asking(self) -> list[tuple[str, str, str | None]]:
        """Whatever makes a browser ask for something."""
        return [
            (tag, name, value)
            for tag, attributes in self.elements
            for name, value in attributes.items()
            if name in LOADING
            or (name == "href" and tag != "a" and not str(value).startswith(("#", "data:")))
        ]

    @property
    def twice(self) -> list[str]:
        """Names that more than one element has."""
        names = Counter(str(it["id"]) for _, it in self.elements if "id" in it)
        return [name for name, number in names.items() if number > 1]
