"""What people read: the pages of the documentation, those beside them, and the blocks of code."""

import re
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).parents[2]
PAGES = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for path in (
        *sorted(ROOT.glob("*.md"), key=lambda path: (path.name != "README.md", path.name)),
        ROOT / "overlays" / "README.md",
        *sorted((ROOT / "docs").rglob("*.md")),
    )
}

# A comment before a block says what it is: <!-- continues --> goes on with the names of the block
# before it, <!-- prints --> is what that one prints, <!-- fragment: why --> cannot be run here.
_BLOCK = re.compile(
    r"(?:^<!-- (?P<mark>[^>\n]+) -->\n)?^```(?P<language>\w+)\n(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@frozen
class Block:
    mark: str
    language: str
    code: str
    line: int


def blocks_of(text):
    return [
        Block(
            found["mark"] or "",
            found["language"],
            found["code"],
            text.count("\n", 0, found.start("code")) + 1,
        )
        for found in _BLOCK.finditer(text)
    ]


def without_code(text):
    return re.sub(r"^```.*?^```$|`[^`\n]+`", "", text, flags=re.MULTILINE | re.DOTALL)
