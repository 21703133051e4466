"""``python -m codegen.twins``: what is written twice, for threads and for coroutines, is one.

The half for coroutines, with ``async`` and ``await`` and its own names taken away, is the half for
threads, docstrings and comments included. A statement that cannot be says so on its first line, in
either half, and is passed over with all that is in it::

    await checkpoint()  # apart: other coroutines get their turn

Exit status: 0 they are equal; 1 they are not, or it cannot be told.
"""

from __future__ import annotations

import ast
import difflib
import io
import re
import subprocess
import sys
import tempfile
import tokenize
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import dedent
from typing import Final, TypeAlias

from codegen.errors import CodegenError

ROOT: Final = Path(__file__).parents[1]

PAIRS: Final = (
    ("_client.py", "_async_client.py"),
    ("_calls/service.py:Tokens.get", "_calls/service.py:Tokens.aget"),
    ("_calls/transport.py", "_calls/async_transport.py"),
    ("_everyday/api.py", "_everyday/async_api.py"),
    ("_everyday/shipments.py", "_everyday/async_shipments.py"),
    ("_divisions/sync_download.py", "_divisions/async_download.py"),
    ("_tokens/auth.py:NovaPostAuth.token", "_tokens/auth.py:NovaPostAuth.atoken"),
    (
        "_tokens/auth.py:NovaPostAuth.sync_auth_flow",
        "_tokens/auth.py:NovaPostAuth.async_auth_flow",
    ),
    ("_tokens/source.py:TokenSource.get", "_tokens/source.py:TokenSource.aget"),
)
"""Half for threads, half for coroutines: a module, or a function in one."""

APART: Final[Mapping[str, str]] = {
    "_wire/": "sockets, pools and event loops: waiting is what these are about",
    "_everyday/async_at_once.py": "tasks, where threads come from a pool",
    "_settings/clock.py:apause": "waits on the event loop there is",
    "_wire/latch.py:Latch.wait_on": "waits on the event loop it is told",
    "_tokens/refresh.py:Refresh.wait_on": "waits on the event loop it is told",
    "_tokens/request.py:TokenRequest._asend": "has no connection of its own to close",
    "testing/": "one fake serves both halves",
}
"""What else is written for coroutines, and why it has no twin."""

WORDS: Final = (
    # The library's and the language's.
    (r"\bAsyncGenerator\[([^\]\n]+)\]", r"Generator[\1, None]"),
    (r"\bAsync(?=[A-Z\"])", ""),
    (r"\basync_auth_flow\b", "sync_auth_flow"),
    (r"\basync_(?=[a-z])", ""),
    (r"(?<=[a-z])_async\b", ""),
    (r"\b__a(?=(?:enter|exit|iter|next)__)", "__"),
    (r"\b(_?)a(?=(?:close|closing|get|iter|next|pause|read|sleep|token)\b)", r"\1"),
    (r"\bpush_async_callback\b", "callback"),
    (r"\banyio\.to_thread\.run_sync\(([\w.]+)(?:, |(?=\)))", r"\1("),
    # Generators for coroutines have no `yield from`.
    (r"\bfor (\w+) in ([^\n]+):\n +yield \1\n", r"yield from \2\n"),
    # Prose.
    (r"\bCoroutines under asyncio and trio\b", "Threads"),
    (r"\bfor coroutines\b", "for threads"),
    (r"\basynchronous ", ""),
)
"""What the half for coroutines calls otherwise: a pattern, and what takes its place."""

_MARK: Final = re.compile(r"# *apart\b(?P<reason>: \w)?", re.IGNORECASE)
_MEND: Final = (
    "Change one of them, or mark the statement that cannot be equal: `# apart: <reason>`."
)

_Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def main() -> int:
    """Compare all halves, print what differs, and return the exit status."""
    package = ROOT / "novapost_auth"
    try:
        problems = [*differing(package, PAIRS), *unlisted(package, PAIRS, APART)]
    except CodegenError as error:
        problems = [f"twins: {error}"]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def differing(root: Path, pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Compare the halves of ``pairs``, which are beneath ``root``; return what is wrong."""
    problems, texts, names = [], [], []
    for sync, coroutine in pairs:
        try:
            texts += [_half(root, sync), _half(root, coroutine, is_async=True)]
            names.append((sync, coroutine))
        except CodegenError as error:
            problems.append(f"twins: {error}")
    formatted = iter(_formatted(texts))
    for (one, other), half, twin in zip(names, formatted, formatted, strict=True):
        lines = difflib.unified_diff(
            half.splitlines(), twin.splitlines(), one, other, n=2, lineterm=""
        )
        if difference := "\n".join(lines):
            problems.append(f"twins: {one} and {other} differ. {_MEND}\n{difference}\n")
    return problems


def unlisted(
    root: Path, pairs: Sequence[tuple[str, str]], apart: Mapping[str, str]
) -> Iterator[str]:
    """Yield what is written for coroutines and is in neither table; and what is there in vain."""
    listed = {half for _, half in pairs} | apart.keys()
    used = {half for _, half in pairs}
    for path in sorted(root.rglob("*.py")):
        module = path.relative_to(root).as_posix()
        for name, function in _functions(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.AsyncFunctionDef):
                whole = f"{module}:{name}"
                rooms = {f"{folder.as_posix()}/" for folder in Path(module).parents}
                found = listed & {whole, module, *rooms}
                used |= found
                if not found:
                    yield f"twins: {whole} is async, and neither in PAIRS nor in APART"
    for name in sorted(listed - used):
        yield f"twins: {name} is in APART, and there is nothing for coroutines there"


def _half(root: Path, name: str, *, is_async: bool = False) -> str:
    module, _, function = name.partition(":")
    try:
        text = (root / module).read_text(encoding="utf-8")
    except OSError:
        text = ""
    if function:
        text = _source_of(function, text)
    if not text:
        raise CodegenError(f"{name} is in PAIRS, and is not there")
    text = _without_marked(text, name)
    if is_async:
        text = _without_async(text)
        for pattern, replacement in WORDS:
            text = re.sub(pattern, replacement, text)
    return text


def _functions(tree: ast.AST, scope: str = "") -> Iterator[tuple[str, _Function]]:
    """Yield the functions with their qualified names, but for those within one for coroutines."""
    for node in ast.iter_child_nodes(tree):
        name = scope
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{scope}.{node.name}".lstrip(".")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield name, node
        if not isinstance(node, ast.AsyncFunctionDef):
            yield from _functions(node, name)


def _source_of(function: str, text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(
        dedent("".join(lines[row - 1] for row in _rows(node)))
        for name, node in _functions(ast.parse(text))
        if name == function
    )


def _rows(statement: ast.stmt) -> range:
    decorators: Sequence[ast.expr] = getattr(statement, "decorator_list", ())
    first = decorators[0].lineno if decorators else statement.lineno
    return range(first, (statement.end_lineno or first) + 1)


def _without_marked(text: str, name: str) -> str:
    marks = _marks(text, name)
    lines, used = text.splitlines(keepends=True), set[int]()
    for block in _blocks(ast.parse(text)):
        here = [marks.keys() & _rows_of_mark(statement) for statement in block]
        used.update(*here)
        for statement in (one for one, found in zip(block, here, strict=True) if found):
            first, *_ = rows = _rows(statement)
            line = lines[first - 1]  # Empty within what has been taken out already.
            for row in rows:
                lines[row - 1] = ""
            if line and all(here) and statement is block[-1]:  # A block has something in it.
                lines[first - 1] = line[: statement.col_offset] + "pass\n"
    for row in sorted(marks.keys() - used):
        raise CodegenError(f"{name}: no statement begins where it is marked: {marks[row]}")
    return "".join(lines)


def _marks(text: str, name: str) -> dict[int, str]:
    marks = {}
    for token in _tokens(text):
        if token.type == tokenize.COMMENT and (mark := _MARK.search(token.string)):
            line = token.line.strip()
            if mark["reason"] is None:
                raise CodegenError(f"{name}: a mark gives no reason: {line}")
            marks[token.start[0]] = line
    return marks


def _blocks(tree: ast.AST) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if block and isinstance(block, list):
                yield block


def _rows_of_mark(statement: ast.stmt) -> set[int]:
    if hasattr(statement, "body") or hasattr(statement, "cases"):
        return {statement.lineno}
    return set(_rows(statement))  # Any: the formatter moves what stands at the end of a line.


def _without_async(text: str) -> str:
    lines = text.splitlines(keepends=True)
    for token in reversed(_tokens(text)):
        if token.type == tokenize.NAME and token.string in {"async", "await"}:
            row, column = token.start
            line = lines[row - 1]
            lines[row - 1] = line[:column] + line[token.end[1] :].lstrip(" ")
    return "".join(lines)


def _tokens(text: str) -> list[tokenize.TokenInfo]:
    return list(tokenize.generate_tokens(io.StringIO(text).readline))


def _formatted(texts: Sequence[str]) -> list[str]:
    """Have imports sorted, and everything on as many lines as it takes now."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"half_{index}.py") for index in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        _ruff("check", "--select=I", "--fix", "--exit-zero", folder)
        _ruff("format", "--config=format.skip-magic-trailing-comma=true", folder)
        return [path.read_text(encoding="utf-8") for path in paths]


def _ruff(command: str, *arguments: str) -> None:
    config = (
        f"--config={ROOT / 'pyproject.toml'}",
        "--config=lint.isort.split-on-trailing-comma=false",
    )
    run = subprocess.run(
        [sys.executable, "-m", "ruff", command, "--quiet", "--no-cache", *config, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise CodegenError(f"ruff: {' '.join((run.stdout + run.stderr).split())}")


if __name__ == "__main__":
    sys.exit(main())
