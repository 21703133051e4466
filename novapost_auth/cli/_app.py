"""The command line as a whole: which commands there are, and how one is run."""

from __future__ import annotations

import inspect
import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated, Final, Literal, TextIO, cast

from cyclopts import (
    App,
    CoercionError,
    CycloptsError,
    Group,
    MissingArgumentError,
    Parameter,
    Token,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
)
from cyclopts.help import DefaultFormatter, PanelSpec
from rich import box

import novapost_auth
from novapost_auth.cli import (
    _call,
    _create,
    _divisions,
    _label,
    _price,
    _serve,
    _settlements,
    _shipment,
    _token,
    _track,
)
from novapost_auth.cli._arguments import MEANT, OPTIONS, TAKES
from novapost_auth.cli._exits import MEANINGS, Exit, Stop, explain
from novapost_auth.cli._files import STREAM
from novapost_auth.cli._output import STDOUT, Output, Told, drop, help_console
from novapost_auth.cli._session import Options, Session

app: Final = App(
    name="novapost",
    help="The Nova Post API from the command line.",
    version=f"novapost {novapost_auth.__version__}",
    help_format="plaintext",
    help_epilogue="\n".join(
        (
            "Exit codes:",
            *(f"{code:5} {meaning}" for code, meaning in MEANINGS.items()),
            "With NOVAPOST_LOG=debug each call is told on the standard error.",
        )
    ),
    group_parameters=OPTIONS,
    default_parameter=Parameter(negative=(), show_default=False),
    help_formatter=DefaultFormatter(panel_spec=PanelSpec(box=box.SIMPLE)),
    result_action="return_value",
    exit_on_error=False,
    print_error=False,
)
_DEFAULTS: Final = Options()
_KEY: Final = re.compile(r"--?(api-?)?(key|token)(?![\w-])", re.IGNORECASE)

app.meta.suppress_keyboard_interrupt = False  # Interrupts end in `run`, as all else.
app.meta.group_parameters = Group("Options of all commands", sort_key=2)

for command in (
    _token.token,
    _divisions.app,
    _settlements.settlements,
    _price.price,
    _track.track,
    _label.label,
    _create.create,
    _shipment.app,
    _call.call,
    _serve.serve_fake,
):
    app.command(command)


@app.command
def completion(shell: Literal["bash", "zsh", "fish", "powershell"], /) -> None:
    """Print a script that completes this command: source <(novapost completion bash).

    Args:
        shell: The shell.

    """
    print(app.generate_completion(shell=shell))


def _tidy(parent: App, *chain: str) -> None:
    """Have each command say its arguments by name, and leave what holds for all to the whole."""
    for name in _commands(parent):
        command = parent[name]
        command.help_epilogue = ""  # The codes stand once, in the help of the whole.
        words = (*chain, name)
        if arguments := _arguments_of(command):
            command.usage = f"Usage: {' '.join((*words, *arguments))} [OPTIONS]"
        _tidy(command, *words)


def _commands(parent: App) -> list[str]:
    return [name for name in parent if not name.startswith("-")]


def _arguments_of(command: App) -> list[str]:
    """Return the arguments of a command that have places, as its usage names them."""
    if command.default_command is None:
        return []
    names = ["[COMMAND]"] if _commands(command) else []
    for parameter in inspect.signature(command.default_command).parameters.values():
        name = parameter.name.upper()
        if parameter.kind is parameter.VAR_POSITIONAL:
            names.append(f"{name}...")
        elif parameter.kind is parameter.POSITIONAL_ONLY:
            names.append(name if parameter.default is parameter.empty else f"[{name}]")
    return names


_tidy(app, "novapost")


@app.meta.default
def launch(
    *words: Annotated[str, Parameter(show=False, allow_leading_hyphen=True)],
    options: Annotated[Options, Parameter(name="*")] = _DEFAULTS,
) -> None:
    """Run one command, with the options that all have."""
    command, arguments, wanted = app.parse_args(words)
    if "session" in wanted:
        arguments.arguments["session"] = Session(options, Output(as_json=options.json))
    command(*arguments.args, **arguments.kwargs)


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code.

    Args:
        arguments: The words after ``novapost``.

    """
    _open_missing()
    out = Output()
    if sys.stdout is None:  # Closed by who called: nothing is begun whose answer would be lost.
        out.complain("the standard output is closed: redirect it to /dev/null to do without")
        return Exit.USAGE
    stream = sys.stdout
    sys.stdout = cast(TextIO, Told(stream, STDOUT))
    try:
        return _run(arguments, out)
    finally:
        sys.stdout = stream


def _run(arguments: Sequence[str], out: Output) -> int:
    # The parser takes a lone - for an option that nobody knows.
    words = [STREAM if word == "-" else word for word in arguments]
    try:
        app.meta(words, console=help_console())
        print(end="", flush=True)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # What is still to be written at the end of the process shall not be told of again.
        drop(sys.stdout)
        return Exit.BROKEN_PIPE
    except CycloptsError as error:
        out.complain(_usage(error))
        return Exit.USAGE
    except (Stop, novapost_auth.NovaPostError, OSError) as error:
        message, code = explain(error)
        try:
            print(end="", flush=True)
        except OSError as lost:  # What was answered before that has not arrived.
            message, code = explain(lost)
            drop(sys.stdout)
        out.complain(message)
        return code
    return Exit.OK


def _open_missing() -> None:
    """Have the three streams open, but for an output that who called has closed, and whole.

    No message may come among the answers instead, and who waits for input finds its end.
    """
    # They are open until the process ends, as what they stand for.
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    # Where a program that has them as well made them not wait, Python loses of what goes through.
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # It may be closed, or no file.
            os.set_blocking(stream.fileno(), True)


def _usage(error: CycloptsError) -> str:
    """Say what is wrong, and where more is told, without values: one may be a key."""
    name = getattr(getattr(error, "argument", None), "name", "")
    match error:
        case MissingArgumentError() | CoercionError() if name in TAKES:
            text = f"{name} takes {TAKES[name]}"
        case CoercionError(target_type=target) if target is float:
            text = f"{name} takes a number, such as {name} 1.5"
        case (
            UnknownOptionError(token=Token(keyword=str(word)) | Token(value=word))
            | UnknownCommandError(unused_tokens=[word, *_])
        ) if _KEY.match(word):
            text = "a key comes from NOVAPOST_API_KEY or --key-file: others can read what is typed"
        case UnknownCommandError(unused_tokens=["help" | "version" as word, *_]):
            text = f'Unknown command "{word}". Did you mean "--{word}"?'
        case UnknownCommandError(unused_tokens=[word, *_]):
            text = str(error).partition(" Available")[0].replace(word, word.partition("=")[0])
            if not text.endswith("?"):
                text = f"{text.rstrip('.')}: there are {', '.join(_commands(error.app or app))}"
        case UnknownOptionError():
            word = error.token.keyword or error.token.value
            name = word.partition("=")[0]
            meant = f"Unknown option: {name}: {MEANT.get(name)}"
            text = meant if name in MEANT else str(error).replace(word, name)
        case UnusedCliTokensError():
            text, name = "there are too many arguments", (error.command_chain or ("",))[-1]
            text += f": {name} takes {TAKES[name]}" if name in TAKES else ""
        case MissingArgumentError() if error.argument:
            text = f"{error.argument.name} is missing, or its value"
        case _:
            text = str(error)
    command = " ".join(("novapost", *(error.command_chain or ())))
    return f"{text.rstrip('.')}{'' if text.endswith('?') else ';'} see {command} --help"
