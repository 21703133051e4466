"""Turn published prose (HTML, Markdown, stray characters) into plain text.

Tags are found by expression, not by `html.parser`: prose is no page, what that parser makes of
broken markup changes from one Python to the next, and some of it makes it raise.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Any

_MARKUP = re.compile(
    r"<!--.*?-->"
    r"|<(script|style|template)\b.*?</\1\s*>"
    r"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?/?>",
    re.IGNORECASE | re.DOTALL,
)
# What is taken for markup. Anything else in angle brackets (`<token>`, `<field>`) is text.
_BLOCK = re.compile(
    r"address|article|aside|blockquote|dd|details|div|dl|dt|fig(caption|ure)|footer|form|h[1-6r]"
    r"|header|main|nav|ol|p|pre|section|summary|table|tbody|tfoot|thead|ul"
)
_ROW = re.compile(r"li|tr")
_CELL = re.compile(r"td|th")
_INLINE = re.compile(
    r"a|abbr|b|bd[io]|big|caption|cite|code|col(group)?|del|em|font|i|img|ins|kbd|mark|q|s|samp"
    r"|small|span|strike|strong|su[bp]|time|tt|u|var|wbr"
)

_ZERO_WIDTH_JOINER = "\u200d"  # Holds many an emoji together.
_LINE_ENDS = re.compile(r"\r\n|[\n\v\f\r\x85\u2028\u2029]")
_FIRST_CELL = re.compile(r"- \| ?")
_MARKDOWN_ROW = re.compile(r"\|(.*)\|")
_MARKDOWN_TABLE_RULE = re.compile(r"(?=.*-)(?=.*\|)[\s|:-]+")
_MARKDOWN_RULE = re.compile(r"(-{3,}|={3,}|_{3,}|\*{3,})")
# With the semicolon: a bare `&region=` is a piece of a URL and no "registered" sign.
_ENTITY = re.compile(r"&(#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")


def paragraphs(prose: Any) -> str:
    """Return prose as plain text that keeps its paragraphs and list items."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_lines(prose))).strip("\n")


def one_line(prose: Any) -> str:
    """Return prose as one line of plain text; items and rows are set apart by semicolons."""
    line = ""
    for text in filter(None, _lines(prose)):
        item = text.startswith("- ")
        apart = ";" if item and line and line[-1] not in ":;" else ""
        line = f"{line}{apart} {text[2:] if item else text}"
    return line.strip()


def prose(published: Any) -> str:
    """Return prose as plain text in which a paragraph, and a list item, is a line."""
    text = ""
    for line in _lines(published):
        apart = "\n" if line.startswith("- ") or not line or text.endswith("\n") else " "
        text += apart + line
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _lines(prose: Any) -> list[str]:
    """Resolve markup and entities; list items and rows of tables become lines with a dash."""
    if not isinstance(prose, str):
        return []
    text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), _MARKUP.sub(_resolved, prose))
    lines = _LINE_ENDS.split(text)
    return [_line(line) for line in lines if not _MARKDOWN_TABLE_RULE.fullmatch(line)]


def _resolved(markup: re.Match[str]) -> str:
    tag = (markup["tag"] or "").lower()
    if not tag or _INLINE.fullmatch(tag):
        return ""
    if _BLOCK.fullmatch(tag):
        return "\n\n"
    if tag == "br":
        return "\n"
    if _ROW.fullmatch(tag):
        return "" if markup["end"] else "\n- "
    if _CELL.fullmatch(tag):
        return "" if markup["end"] else " | "
    return markup[0]


def _line(text: str) -> str:
    line = re.sub(r"\s+", " ", _visible(text)).strip()
    if cells := _MARKDOWN_ROW.fullmatch(line):
        line = f"- {cells[1].strip()}"
    line = _FIRST_CELL.sub("- ", line, count=1) if line.startswith("- |") else line
    return "" if line == "-" or _MARKDOWN_RULE.fullmatch(line) else line


def _visible(text: str) -> str:
    """Drop what has no width and no meaning: controls, marks of direction, lone surrogates."""
    kept: list[str] = []
    for character in text:
        if character == _ZERO_WIDTH_JOINER:
            if kept and not kept[-1].isascii():
                kept.append(character)
        elif unicodedata.category(character) not in {"Cc", "Cf", "Cs"} or character == "\t":
            kept.append(character)
    return "".join(kept)
