"""Docstrings: prose as lines of a width, with its lists, and escaped for Python."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

_WIDTH = 90
_TIED = "\u00a0"  # A space at which no line ends.
_ITEM = re.compile(r" *(?:-|\d{1,2}[.)]) ")


def docstring(text: str) -> str:
    """Give the inside of a docstring, wrapped; the template indents what is not its first line."""
    return _escaped("\n".join(_blocks(text)))


def method_docstring(
    summary: str,
    description: str,
    key: str,
    arguments: Iterable[tuple[str, str]],
    *,
    has_body: bool,
) -> str:
    """Give the docstring of a method: what it does, where it is published, and its arguments.

    Args:
        summary: What it does.
        description: What else there is to know, in paragraphs; may be empty.
        key: Method and path as published; may be empty.
        arguments: Name and description of each.
        has_body: Whether the method takes a body, which comes after the others.

    """
    told = f"In the API: ``{key.replace(' ', _TIED)}``." if key else ""
    if told and description and not _ITEM.match(description.rpartition("\n")[2]):
        description, told = f"{sentence(description)} {told}", ""
    lines = _blocks("\n\n".join(part for part in (sentence(summary), description, told) if part))
    listed = list(arguments)
    if has_body:
        listed.append(("body", "The model, or a mapping spelt as published."))
    if listed:
        lines += ["", "Args:"]
        for name, text in listed:
            lines += _argument(name, text)
    return _escaped("\n".join(lines).replace(_TIED, " "))


def deprecated(text: str) -> str:
    """Begin with what the publisher says of it. When it goes, and what to use, he does not say."""
    return f"Deprecated by Nova Post. {text}".rstrip()


def sentence(text: str) -> str:
    """End a sentence with its full stop."""
    return text if not text or text[-1] in ".!?:…" else f"{text}."


def _argument(name: str, text: str) -> list[str]:
    first, *rest = _blocks(text, _WIDTH - 8) or [""]
    # The name takes room of the first paragraph alone, which is wrapped anew with it.
    head = [first]
    while rest and rest[0]:
        head.append(rest.pop(0))
    if any(_ITEM.match(line) for line in head):
        first, rest, head = "", ["", *head, *rest], []
    wrapped = _wrapped(f"{name}: {' '.join(head)}".rstrip(), _WIDTH - 4, " " * 4)
    return [f"    {line}" for line in wrapped] + [f"        {line}".rstrip() for line in rest]


def _blocks(text: str, width: int = _WIDTH) -> list[str]:
    """Wrap paragraphs and list items, a blank line between what differs in kind or in depth."""
    lines: list[str] = []
    before: tuple[int, bool] | None = None
    for line in text.split("\n"):
        if not line.strip():
            if lines and lines[-1]:
                lines.append("")
            continue
        item = _ITEM.match(line)
        kind = (len(line) - len(line.lstrip()), line.lstrip()[0] == "-") if item else None
        if lines and lines[-1] and kind != before:
            lines.append("")
        before = kind
        lines += _wrapped(line, width, " " * len(item[0]) if item else "")
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _wrapped(line: str, width: int, hang: str = "") -> list[str]:
    return textwrap.wrap(
        line, width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
    )


def _escaped(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f"{escaped} " if escaped.endswith('"') else escaped
