"""What the package index shows of README.md: the same text, without links that lead nowhere there.

Relative links go to the repository where [project.urls] says where that is, and are text otherwise.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from hatchling.metadata.plugin.interface import MetadataHookInterface

_RELATIVE: Final = re.compile(r"\[([^\]]+)\]\((?!\w+:|#)([^)\s]+)\)")


class Readme(MetadataHookInterface):
    """Writes the field ``readme``."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the text that is shown."""
        text = Path(self.root, "README.md").read_text(encoding="utf-8")
        repository = metadata.get("urls", {}).get("Repository")
        metadata["readme"] = {"content-type": "text/markdown", "text": shown(text, repository)}


def shown(text: str, repository: str | None) -> str:
    """Return a text as the index shows it."""

    def link(found: re.Match[str]) -> str:
        return f"[{found[1]}]({repository}/blob/HEAD/{found[2]})" if repository else found[1]

    return _RELATIVE.sub(link, text)
