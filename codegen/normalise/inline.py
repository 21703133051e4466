"""Take the marks of Markdown off one line of prose: emphasis, links, escapes, emoji, backticks."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

DASH = "\u2013"
EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2139\u231a\u231b\u23e9-\u23fa\u25aa-\u25fe]"
    "|[\ufe0e\ufe0f\u20e3\u200d\U000e0020-\U000e007f]"
)
# Either what must stay as it is, or marks around what they mark.
_CODE = re.compile(r"(?<![\w`])(`+)(?![`\s])([^`\n]*[^`\s])\1(?![\w`])")
_URL = re.compile(r"https?://[^\s<>()`\"']+(?:\([^\s<>()]*\)[^\s<>()`\"']*)*")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?[^()\n]*\)")
_EMPHASIS = (
    re.compile(r"(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1"),
    re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^\n]+?)(?<=[^\s_])\1(?![\w_])"),
    re.compile(r"(~~)(?=\S)([^~\n]+?)(?<=\S)\1"),
)
_LOOSE_STARS = re.compile(r"\*{2,}|(?<![\w\s)\]*])\*(?=\w)|(?:(?<=\s)|^)\*(?=\S)|(?<=\S)\*(?=\s|$)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LATIN = str.maketrans(
    "\u0410\u0412\u0421\u0415\u041d\u0406\u041a\u041c\u041e\u0420\u0422\u0425"
    "\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0456",
    "ABCEHIKMOPTXaceopxyi",
)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


@cache  # The same words stand in many places.
def plain(text: str) -> str:
    """Take the marks off a line: what is marked stays, in the order in which it was read."""
    kept: list[str] = []

    def keep(part: str) -> str:
        kept.append(part)
        return f"\x00{len(kept) - 1}\x00"

    text = _CODE.sub(lambda code: keep(f"``{code[2]}``"), text)
    text = _LINK.sub(lambda link: _linked(link[1], link[2], keep), text)
    text = _URL.sub(lambda url: keep(url[0]), text)
    text = _ESCAPE.sub(lambda escape: keep(escape[1]), text)
    text = EMOJI.sub("", text)
    for emphasis in _EMPHASIS:
        for _ in range(3):  # one in another
            text = emphasis.sub(r"\2", text)
    text = _LOOSE_STARS.sub("", text)
    text = re.sub(r"``+", "", text)
    text = re.sub(r"(?<=\w)`(?=\w)|`", "'", text)
    text = re.sub(r"(?<=\s)-(?=\s)", DASH, text)
    for _ in range(3):
        text = re.sub("\x00(\\d+)\x00", lambda mark: kept[int(mark[1])], text)
    words = (_one_script(word) for word in text.split())
    return re.sub(r"\s+([,.;:])(?=\s|$)", r"\1", " ".join(words))


def _linked(text: str, url: str, keep: Callable[[str], str]) -> str:
    """Write a link: its text, and its address behind it if that leads out of the page."""
    if not url.startswith(("http://", "https://")) or text.strip() == url:
        return text if text.strip() != url else keep(url)
    return f"{text} ({keep(url)})" if text.strip() else keep(url)


def _one_script(word: str) -> str:
    """Write a word in Latin letters if its others only look like some: a Cyrillic capital es."""
    if word.isascii():
        return word
    latin = word.translate(_LATIN)
    if _CYRILLIC.search(latin) or not _CYRILLIC.search(word):
        return word
    letters = [character for character in word if character.isalpha()]
    mixed = any(character.isascii() for character in letters)
    return latin if mixed or len(letters) == 1 else word
