"""Which commands there are, and how a typed line finds its command."""

import inspect
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from typing import Annotated, Any

import typer

from sim.cli.console import answer
from sim.errors import InputError
from sim.version import VERSION

PROGRAM = "withdrawal-sim"
COMPLETION = "_WITHDRAWAL_SIM_COMPLETE"
"""Set by a shell that asks what could be typed next."""
SHELL_LINES = ("COMP_WORDS", "_TYPER_COMPLETE_ARGS")
"""Where a shell that asks puts what is typed so far: bash, and all others."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A command as the list of commands shows it, before its module is loaded.

    Attributes:
        line: What it does, in one line; the first line of its docstring.
        examples: How it is typed.
    """

    line: str
    examples: tuple[str, ...]


COMMANDS = {
    "new": Entry(
        "Write a commented scenario file to start from.",
        (f"{PROGRAM} new my-case",),
    ),
    "check": Entry(
        "Find every mistake in scenarios and studies without running them.",
        (
            f"{PROGRAM} check my-case.yaml",
            f"{PROGRAM} check my-case.yaml --set roads.pass.length_km=60",
        ),
    ),
    "explain": Entry(
        "Tell a scenario as a calendar in words, or where a value is from.",
        (
            f"{PROGRAM} explain my-case.yaml",
            f"{PROGRAM} explain my-case.yaml roads.pass.length_km",
        ),
    ),
    "sources": Entry(
        "List every number with its source and how sure it is.",
        (
            f"{PROGRAM} sources my-case.yaml",
            f"{PROGRAM} sources my-case.yaml --csv > sources.csv",
        ),
    ),
    "run": Entry(
        "Simulate a scenario and say what came of each clause.",
        (
            f"{PROGRAM} run my-case.yaml",
            f"{PROGRAM} run my-case.yaml -r 200 --set roads.pass.length_km=60",
        ),
    ),
    "report": Entry(
        "Write one page on a run or a comparison: answers, charts, every number with its source.",
        (
            f"{PROGRAM} report results/my-case/0123456789abcdef",
            f"{PROGRAM} report results/my-case/0123456789abcdef --out my-case.html",
            f"{PROGRAM} report results/comparisons/0123456789abcdef",
        ),
    ),
    "chart": Entry(
        "List the charts of a results folder, or draw those that are named.",
        (
            f"{PROGRAM} chart results/my-case/0123456789abcdef",
            f"{PROGRAM} chart results/my-case/0123456789abcdef schedule -o when.png",
        ),
    ),
    "why": Entry(
        "Say what held each clause up: who was last, and what that rested on.",
        (
            f"{PROGRAM} why my-case.yaml -r 200",
            f"{PROGRAM} why results/my-case/0123456789abcdef --replication 7",
        ),
    ),
    "compare": Entry(
        "Say what changes do: run scenarios under the same chance and compare them.",
        (
            f"{PROGRAM} compare my-case.yaml other-case.yaml",
            f"{PROGRAM} compare my-case.yaml --variant 'far: roads.pass.length_km=90'",
        ),
    ),
    "sweep": Entry(
        "Run every point of a study: what came of each combination of levers.",
        (
            f"{PROGRAM} sweep my-study.yaml --dry-run",
            f"{PROGRAM} sweep my-study.yaml -r 50 --workers 0",
        ),
    ),
    "sensitivity": Entry(
        "Tell which factors of a study move its outcomes, and what share is chance.",
        (
            f"{PROGRAM} sensitivity my-study.yaml",
            f"{PROGRAM} sensitivity my-study.yaml --method sobol --samples 128",
        ),
    ),
    "discover": Entry(
        "Tell where among the inputs of a study a condition holds.",
        (
            f"{PROGRAM} discover my-study.yaml --when 'clauses.hill.on_time = no'",
            f"{PROGRAM} discover my-study.yaml --when 'areas.hill.gap_hours > 24'",
        ),
    ),
    "design": Entry(
        "Find the earliest dues that are met with a given probability.",
        (
            f"{PROGRAM} design my-case.yaml --probability 0.9",
            f"{PROGRAM} design my-case.yaml --clause hill --from -2d --to +10d",
        ),
    ),
    "query": Entry(
        "Ask the tables of results folders anything, in SQL.",
        (
            f'{PROGRAM} query results/my-case/* "show tables"',
            f'{PROGRAM} query results "select folder, count(*) from runs group by 1"',
        ),
    ),
    "rerun": Entry(
        "Run again what is in a results folder, and say whether the same comes of it.",
        (
            f"{PROGRAM} rerun results/my-case/* --check --sample 5",
            f"{PROGRAM} rerun results/my-case/* --replication 7 --trace",
        ),
    ),
}
"""All commands, in the order in which a newcomer needs them; each is a function of its module."""


def execute(typed: list[str]) -> int:
    """Find the command of a typed line, run it, and return its exit code."""
    if COMPLETION in os.environ:
        return _completed(typed)
    if not typed:
        from sim.cli.first_steps import tell_first_steps

        tell_first_steps(PROGRAM)
        return 0
    # Only the module of the command is loaded, so that help and typos cost nothing.
    if typed[0] in COMMANDS:
        command, called, rest = _one_command(typed[0]), f"{PROGRAM} {typed[0]}", typed[1:]
    else:
        command, called, rest = _all_commands(lambda _: _not_loaded), PROGRAM, typed
    try:
        with command.make_context(called, list(rest)) as context:
            result = command.invoke(context)
    except typer.Exit as leaving:
        return leaving.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as refused:
        raise InputError(_usage(refused)) from None
    return result if isinstance(result, int) else 0


def _completed(typed: list[str]) -> int:
    """Tell the shell that asks what could be typed next."""
    from sim.cli.completing.shell import answer_shell

    line = " ".join(os.environ.get(name, "") for name in SHELL_LINES)

    def function_of(name: str) -> Callable[..., Any]:
        return _function(name) if name in line else _not_loaded

    def ask() -> None:
        _all_commands(function_of).main(typed, prog_name=PROGRAM)  # answers and leaves

    return answer_shell(os.environ[COMPLETION], ask)


def _one_command(name: str) -> Any:
    function = _function(name)
    app = _empty_app()
    app.command(name, help=inspect.getdoc(function), epilog=_examples(COMMANDS[name]))(function)
    command: Any = typer.main.get_command(app)
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            parameter.display_type_rich = _no_type
    return command


def _no_type(*_: object, **__: object) -> str:
    """Nothing where help would name the Python type of an argument, as <list[Path]>."""
    return ""


def _all_commands(function_of: Callable[[str], Callable[..., Any]]) -> Any:
    app = _empty_app(add_completion=True)
    app.callback(epilog=_exit_codes())(_options_of_all)
    for name, entry in COMMANDS.items():
        app.command(name, help=entry.line, short_help=entry.line)(function_of(name))
    return typer.main.get_command(app)


def _empty_app(*, add_completion: bool = False) -> typer.Typer:
    return typer.Typer(
        name=PROGRAM,
        rich_markup_mode=None,
        add_completion=add_completion,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    )


def _function(name: str) -> Callable[..., Any]:
    found: Callable[..., Any] = getattr(import_module(f"sim.cli.{name}"), name)
    return found


def _not_loaded() -> None:
    raise AssertionError("a command is called only if it was typed")


def _version(asked: bool) -> None:
    if asked:
        answer(f"{PROGRAM} {VERSION}")
        raise typer.Exit


def _options_of_all(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
    debug: Annotated[
        bool,
        typer.Option("--debug", help="With any command: show the traceback of an error."),
    ] = False,
) -> None:
    """Simulate how a ceasefire's withdrawal schedule is carried out.

    From a scenario file: who must leave what by when, over which roads. Every command has a
    --help of its own, with an example.
    """


def _usage(refused: typer.TyperException) -> str:
    message = refused.format_message()
    near = getattr(refused, "possibilities", None)
    if near:
        option = getattr(refused, "option_name", "")
        message = f"{refused.message}. Did you mean {nearest_option(option, near)}?"
    context = getattr(refused, "ctx", None)
    return message if context is None else f"{message}\nTry '{context.command_path} --help'."


def nearest_option(option: str, near: Sequence[str]) -> str:
    """The option most like an unknown one.

    >>> nearest_option("--jsn", ["--set", "--json"])
    '--json'
    """
    return get_close_matches(option, near, n=1, cutoff=0)[0]


def _examples(entry: Entry) -> str:
    # The lone \b keeps the lines as they are.
    head = "Example:" if len(entry.examples) == 1 else "Examples:"
    return "\n".join(("\b", head, *(f"  {example}" for example in entry.examples)))


def _exit_codes() -> str:
    return (
        "Exit codes: 0 done, 1 a check or some runs failed, 2 something in the input, "
        "3 a bug of the program, 130 interrupted."
    )
