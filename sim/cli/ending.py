"""How a call ends: every failure in words a user can act on, and its exit code."""

import errno
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress

from sim.cli.console import IS_ANSWERED, document, record, say, styled
from sim.errors import ModelBug, ScenarioError, SimError
from sim.version import VERSION

INTERRUPTED = 130
READER_GONE = 141
"""What the shell reports of a program that its reader left: 128 + SIGPIPE."""

Command = Callable[[list[str]], int]


def ended(execute: Command, typed: Sequence[str]) -> int:
    """The exit code of a call, whatever happens in it; its failure told on stderr."""
    debug, as_json = "--debug" in typed, _asks_for_json(typed)
    IS_ANSWERED.set(False)
    _never_choke_on_letters()
    try:
        code = execute([word for word in typed if word != "--debug"])
        _flush()
    except BaseException as error:  # noqa: BLE001 - the one place that turns errors into words
        code = _told(error, debug=debug, as_json=as_json)
    return code


def _asks_for_json(typed: Sequence[str]) -> bool:
    """Whether one document is wanted; who asks for two forms of a table at once has asked none."""
    prints_csv = set(typed[:1]) <= {"query", "sources"} and "--csv" in typed
    return "--json" in typed and not prints_csv


def _told(error: BaseException, *, debug: bool, as_json: bool) -> int:
    if _is_reader_gone(error):
        _write_nowhere(sys.stdout)
        return READER_GONE
    with suppress(OSError):  # nobody left to tell
        if debug and not isinstance(error, SystemExit):
            traceback.print_exception(error, file=sys.stderr)
        code = _code(error)
        if as_json and not IS_ANSWERED.get() and not isinstance(error, SystemExit):
            document(_tree(error, code))
        _flush()
        return code
    _write_nowhere(sys.stdout)
    _write_nowhere(sys.stderr)
    return 2


def _code(error: BaseException) -> int:
    match error:
        case SystemExit():
            return error.code if isinstance(error.code, int) else 0
        case KeyboardInterrupt():
            say(styled("interrupted", "yellow", stream=sys.stderr))
            return INTERRUPTED
        case ScenarioError():
            return _problems(error)
        case SimError() if not isinstance(error, ModelBug):
            _failure(_what(error))
            return error.exit_code
        case OSError():
            _failure(_what(error))
            return 2
        case MemoryError():
            _failure(_what(error))
            return 1
        case _:
            return _bug(_what(error))


def _tree(error: BaseException, code: int) -> dict[str, object]:
    """What a program is told in the place of the answer."""
    problems = error.problems if isinstance(error, ScenarioError) else ()
    return {
        "error": {
            "exit_code": code,
            "what": "interrupted" if isinstance(error, KeyboardInterrupt) else _what(error),
            "problems": [
                {"place": each.place, "path": each.path, "what": each.what} for each in problems
            ],
        }
    }


def _what(error: BaseException) -> str:
    """What went wrong, in a sentence."""
    match error:
        case SimError():
            return str(error)
        case OSError():
            return os_error_text(error)
        case MemoryError():
            return "the memory of this machine does not suffice"
        case _:
            return f"{type(error).__name__}: {error}"


def _problems(error: ScenarioError) -> int:
    for problem in error.problems:
        say(
            record(
                problem.place, str(problem)[len(problem.place) :], style="bold", stream=sys.stderr
            )
        )
    count = len(error.problems)
    say(styled("1 problem" if count == 1 else f"{count} problems", "red", stream=sys.stderr))
    return error.exit_code


def _failure(what: str) -> None:
    say(styled("error", "red", stream=sys.stderr), ": ", what)


def _bug(what: str) -> int:
    _failure(what)
    say(
        f"This is a bug in withdrawal-sim {VERSION}, not in your input. Repeat the command with\n"
        "--debug and report what it prints, with the scenario file."
    )
    return ModelBug.exit_code


def os_error_text(error: OSError) -> str:
    """What the system refused, and for which file."""
    reason = error.strerror or str(error) or type(error).__name__
    if error.errno == errno.ENOSPC:
        reason = "no space left on the device"
    where = f"{error.filename}: " if error.filename is not None else ""
    return f"{where}{reason[:1].lower()}{reason[1:]}"


def _is_reader_gone(error: BaseException) -> bool:
    return isinstance(error, OSError) and error.errno == errno.EPIPE


def _never_choke_on_letters() -> None:
    # Names come in any script; a terminal that has no letters for them gets their codes.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _write_nowhere(stream: object) -> None:
    # Python flushes again when it ends, and would complain once more about the same thing.
    fileno = getattr(stream, "fileno", None)
    if fileno is None:
        return
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, fileno())
        os.close(nowhere)
