"""Turn published prose (HTML, Markdown, stray characters) into plain text."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from typing import Any

# What is taken for markup. Anything else in angle brackets (`<token>`, `<field>`) is text.
_BLOCK = re.compile(
    r"address|article|aside|blockquote|dd|details|div|dl|dt|fig(caption|ure)|footer|form|h[1-6r]"
    r"|header|main|nav|ol|p|pre|section|summary|table|tbody|tfoot|thead|ul"
)
_ROW = re.compile(r"li|tr")
_CELL = re.compile(r"td|th")
_HIDDEN = re.compile(r"script|style|template")
_INLINE = re.compile(
    r"a|abbr|b|bd[io]|big|caption|cite|code|col(group)?|del|em|font|i|img|ins|kbd|mark|q|s|samp"
    r"|small|span|strike|strong|su[bp]|time|tt|u|var|wbr"
)

_ZERO_WIDTH_JOINER = "\u200d"  # Holds many an emoji together.
_LINE_ENDS = re.compile(r"\r\n|[\n\v\f\r\x85\u2028\u2029]")
_MARKDOWN_RULE = re.compile(r"[\s|:+*_-]*(-{3}|={3}|_{3}|\*{3})[\s|:+=*_-]*")
_MARKDOWN_ROW = re.compile(r"\|(.*)\|")


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


class _Text(HTMLParser):
    """Collects the text of a fragment; items and rows of tables begin with a dash."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0
        self._cell = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if _HIDDEN.fullmatch(tag):
            self._hidden += 1
        elif _CELL.fullmatch(tag):
            self.parts.append(self._cell)
            self._cell = " | "
        elif _ROW.fullmatch(tag):
            self.parts.append("\n- ")
            self._cell = ""
        elif tag == "br":
            self.parts.append("\n")
        elif _BLOCK.fullmatch(tag):
            self.parts.append("\n\n")
        elif not _INLINE.fullmatch(tag):
            self.handle_data(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not _HIDDEN.fullmatch(tag):
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if _HIDDEN.fullmatch(tag):
            self._hidden = max(0, self._hidden - 1)
        elif _BLOCK.fullmatch(tag):
            self.parts.append("\n\n")
        elif not any(known.fullmatch(tag) for known in (_CELL, _ROW, _INLINE)) and tag != "br":
            self.handle_data(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def _lines(prose: Any) -> list[str]:
    if not isinstance(prose, str):
        return []
    parser = _Text()
    parser.feed(prose)
    parser.close()
    return [_line(text) for text in _LINE_ENDS.split("".join(parser.parts))]


def _line(text: str) -> str:
    line = re.sub(r"\s+", " ", _visible(text)).strip()
    if line == "-" or _MARKDOWN_RULE.fullmatch(line):
        return ""
    cells = _MARKDOWN_ROW.fullmatch(line)
    return f"- {cells[1].strip()}" if cells else line


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
