"""Colour to terminals that want it, prose that fits, numbers kept with their units."""

import io
from contextlib import redirect_stdout

import pytest

from sim.cli import console


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    stream = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return stream


def test_terminal_gets_colour(terminal: Terminal) -> None:
    with redirect_stdout(terminal):
        console.answer(console.styled("ok", "green"), " file")
    assert terminal.getvalue() == "\x1b[32mok\x1b[0m file\n"


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_terminal_that_wants_no_colour_gets_none(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with redirect_stdout(terminal):
        console.answer(console.styled("ok", "green"), " file")
    assert terminal.getvalue() == "ok file\n"


def test_control_characters_of_a_file_are_spelt_out_even_in_colour(terminal: Terminal) -> None:
    with redirect_stdout(terminal):
        console.answer(console.styled("a\x1b]0;b", "bold"), "\x07")
    assert terminal.getvalue() == "\x1b[1ma\\x1b]0;b\x1b[0m\\x07\n"


def test_json_keeps_letters_where_the_stream_has_them(capsys: pytest.CaptureFixture[str]) -> None:
    console.document({"name": "Քելբաջար"})
    assert capsys.readouterr().out == '{\n  "name": "Քելբաջար"\n}\n'


def test_number_and_unit_stay_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = console.wrapped("A road that is just about as long as 45 km and no longer").splitlines()
    assert lines == ["A road that is just about as long as", "45 km and no longer"]


def test_prose_is_never_wider_than_eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert max(len(line) for line in console.wrapped("word " * 100).splitlines()) <= 80


def test_record_is_broken_for_a_reader_and_whole_for_a_program(terminal: Terminal) -> None:
    rest = ": " + "word " * 20 + "end"
    with redirect_stdout(terminal):
        shown = console.record("a.yaml:3:5", rest, style="bold")
    assert shown.startswith("\x1b[1ma.yaml:3:5\x1b[0m: word")
    assert len(shown.splitlines()) == 2
    assert shown.splitlines()[1].startswith("    word")
    with redirect_stdout(io.StringIO()):
        assert console.record("a.yaml:3:5", rest, style="bold") == f"a.yaml:3:5{rest}"
