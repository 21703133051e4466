"""Turn published prose (HTML, Markdown, emoji, stray characters) into plain text.

Plain text has paragraphs, and items that begin with a dash or a number; code in it stands in
double backticks, as in docstrings. What the portal says of its own buttons is left out.

Tags are found by expression, not by `html.parser`: prose is no page, what that parser makes of
broken markup changes from one Python to the next, and some of it makes it raise.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from codegen.normalise.inline import DASH, EMOJI, plain

_MARKUP = re.compile(
    r"<!--.*?-->"
    r"|<(script|style|template)\b.*?</\1\s*>"
    r"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?/?>",
    re.IGNORECASE | re.DOTALL,
)
_AUTOLINK = re.compile(r"<(https?://[^\s<>]+|mailto:[^\s<>]+)>")
_BREAK = re.compile(r"(</?br\s*/?>)[ \t]*\r?\n", re.IGNORECASE)  # It breaks the line once.
# What is taken for markup. Anything else in angle brackets (`<token>`, `<field>`) is text.
_BLOCK = re.compile(
    r"address|article|aside|blockquote|dd|details|div|dl|dt|fig(caption|ure)|footer|form|h[1-6r]"
    r"|header|main|nav|ol|p|pre|section|summary|table|tbody|tfoot|thead|ul"
)
_LIST = re.compile(r"ul|ol")
_ROW = re.compile(r"li|tr")
_CELL = re.compile(r"td|th")
_INLINE = re.compile(
    r"a|abbr|b|bd[io]|big|caption|cite|code|col(group)?|del|em|font|i|img|ins|kbd|mark|q|s|samp"
    r"|small|span|strike|strong|su[bp]|time|tt|u|var|wbr"
)

_LINE_ENDS = re.compile(r"\r\n|[\n\v\f\r\x85\u2028\u2029]")
_CELL_END = "\x1f"  # A separator that no text has.
_MARKDOWN_ROW = re.compile(r"\s*\|(.*)\|\s*")
_BAR = re.compile(r"(?<!\\)\|")
_MARKDOWN_TABLE_RULE = re.compile(r"(?=.*-)(?=.*\|)[\s|:-]+")
_MARKDOWN_RULE = re.compile(r"(-{3,}|={3,}|_{3,}|\*{3,}|(`{3,}|~{3,}).*)")
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*")
_BULLET = re.compile(r"[-*+\u2022\u2023\u25e6\u25aa\u00b7\u2013\u2014]\s+(?=\S)")
ITEM = re.compile(r" *(?:- |\d{1,2}[.)] )")
# With the semicolon: a bare `&region=` is a piece of a URL and no "registered" sign.
_ENTITY = re.compile(r"&(#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
# The portal's help on its two tabs; whatever page it is on, it is headed so.
_HELP = re.compile(r"\W*description of control elements\W*", re.IGNORECASE)
_TAB = re.compile(r"\W*(SCHEMA|EXAMPLE)\W*")


def paragraphs(published: Any) -> str:
    """Return prose as plain text that keeps its lines, paragraphs and list items."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_joined(published, " ", "\n"))).strip("\n")


def prose(published: Any) -> str:
    """Return prose as plain text in which each paragraph, and each list item, is one line."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_joined(published, " ", " "))).strip("\n")


def one_line(published: Any) -> str:
    """Return prose as one line of plain text; items and rows are set apart by semicolons."""
    line = ""
    for text in filter(None, _joined(published, " ", " ")):
        item = text.lstrip()
        marked = item.startswith("- ")
        apart = ";" if marked and line and (line[-1].isalnum() or line[-1] in ")]`\"'") else ""
        line = f"{line}{apart} {item.removeprefix('- ') if marked else item}"
    return line.strip()


def _joined(published: Any, in_item: str, in_paragraph: str) -> list[str]:
    """Join the lines of an item, and those of a paragraph."""
    lines: list[str] = []
    for line in _lines(published):
        if line and lines and lines[-1] and not ITEM.match(line):
            lines[-1] += (in_item if ITEM.match(lines[-1]) else in_paragraph) + line
        else:
            lines.append(line)
    return [line for text in lines for line in text.split("\n")]


def _lines(published: Any) -> list[str]:
    """Resolve markup and entities; list items and rows of tables become lines with a dash."""
    if not isinstance(published, str):
        return []
    broken = _BREAK.sub(r"\1", _AUTOLINK.sub(r"\1", published))
    resolved = _MARKUP.sub(_Tags().resolved, broken)
    text = _visible(_ENTITY.sub(lambda entity: html.unescape(entity[0]), resolved))
    lines: list[str] = []
    items: list[tuple[int, bool]] = []  # margins of those around the line; whether numbered
    for line in _without_help(_LINE_ENDS.split(text)):
        if _MARKDOWN_TABLE_RULE.fullmatch(line):
            continue
        read = _line(line)
        if read[-1]:
            margin = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
            numbered = bool(ITEM.match(read[-1])) and read[-1][0] != "-"
            # Bullets may stand right under a number, as far to the left as it does.
            items = [
                (at, is_number)
                for at, is_number in items
                if at < margin or (at == margin and is_number and not numbered)
            ]
            if ITEM.match(read[-1]):
                read[-1] = "  " * len(items) + read[-1]
                items.append((margin, numbered))
        lines += read
    return lines


class _Tags:
    """Resolves tags in their order, and knows how deep in lists it is."""

    def __init__(self) -> None:
        self._depth = 0

    def resolved(self, markup: re.Match[str]) -> str:
        tag = (markup["tag"] or "").lower()
        if not tag or _INLINE.fullmatch(tag):
            return ""
        if _LIST.fullmatch(tag):
            self._depth = max(0, self._depth + (-1 if markup["end"] else 1))
        if _BLOCK.fullmatch(tag):
            return "\n" if self._depth and tag in ("p", "div") else "\n\n"
        if tag == "br":
            return "\n"
        if _ROW.fullmatch(tag):
            return "" if markup["end"] else "\n" + "  " * (self._depth - 1) + "- "
        if _CELL.fullmatch(tag):
            return _CELL_END if markup["end"] else ""
        return markup[0]


def _without_help(lines: list[str]) -> Iterator[str]:
    """Leave out what the portal says of its own tabs, to the end of what it says of the last."""
    number = 0
    while number < len(lines):
        if _HELP.fullmatch(lines[number]) or _TAB.fullmatch(lines[number]):
            number = _end_of_help(lines, number)
            yield ""
        else:
            yield lines[number]
            number += 1


def _end_of_help(lines: list[str], number: int) -> int:
    tabs = [at for at in range(number, len(lines)) if _TAB.fullmatch(lines[at])]
    if not tabs:
        return number + 1
    end = tabs[-1] + 1
    while end < len(lines) and not lines[end].strip():  # The heading may stand apart.
        end += 1
    while end < len(lines) and lines[end].strip():
        end += 1
    return end


def _line(text: str) -> list[str]:
    """Read one line as plain text, with an empty one around what stands for itself."""
    if cells := _MARKDOWN_ROW.fullmatch(text):
        text = "- " + _CELL_END.join(_BAR.split(cells[1]))
    parts = [" ".join(cell.split()) for cell in text.split(_CELL_END)]
    text = f" {DASH} ".join(part for part in parts if part and part != "-")
    if text and parts[0] == "-":
        text = f"- {text}"
    if text in ("", "-") or _MARKDOWN_RULE.fullmatch(text):
        return [""]
    text = re.sub(r"^>+\s*", "", text)
    if heading := _HEADING.fullmatch(text):
        return ["", plain(heading[1]), ""]
    marked = re.match(r"[\W_]*", text)
    is_note = bool(marked and EMOJI.search(marked[0]))
    if bullet := _BULLET.match(text):
        item = plain(text[bullet.end() :])
        return [f"- {item}"] if item else [""]
    return ["", plain(text)] if is_note else [plain(text)]


def _visible(text: str) -> str:
    """Drop what has no width and no meaning: controls, marks of direction, lone surrogates."""
    return "".join(
        character
        for character in text
        if character.isprintable()  # As most are, which is told sooner.
        or character in f"\n\t\r\v\f\x85{_CELL_END}"
        or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
    )
