"""Build the site, strictly: what the generator or the docstrings are warned of is an error."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from .markdown import write_markdown
from .operations import ROOT
from .stage import SiteError, stage

# `zensical --strict` counts its own findings alone; these two say theirs and go on.
_SAID: Final = re.compile(r"^(?:griffe|mkdocstrings|WARNING|ERROR)\b.*", re.MULTILINE)
_ASSET: Final = re.compile(
    r"<(?:script|link|img|iframe|source)\b[^>]*?\b(?:src|href)=[\"']?((?:https?:)?//[^\"'\s>]+)"
)
_CSS_ASSET: Final = re.compile(r"(?:url\(|@import\s*)[\"']?((?:https?:)?//[^\"')\s]+)")


def build(site: Path, work: Path) -> None:
    """Write the site.

    Args:
        site: Where to; what is there is replaced.
        work: A folder to work in, which is emptied first.

    Raises:
        SiteError: It cannot be built, or is not what it should be.

    """
    shutil.rmtree(work, ignore_errors=True)
    stage(work)
    made = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict", "--clean"],
        cwd=work,
        env=os.environ | {"NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    output = re.sub(r"\x1b\[[0-9;]*m", "", made.stdout)
    if made.returncode:
        raise SiteError(output.partition("\nTraceback")[0].strip() or "zensical failed")
    if said := _SAID.findall(output):
        raise SiteError("\n".join(said))
    write_markdown(work, work / "site")
    shutil.rmtree(site, ignore_errors=True)
    (work / "site").rename(site)
    if fetched := external_assets(site):
        raise SiteError("pages would fetch from elsewhere:\n" + "\n".join(fetched))


def external_assets(site: Path) -> list[str]:
    """Return what the pages and style sheets of a site would load from other hosts."""
    return sorted(
        {
            f"{path.relative_to(site)}: {found}"
            for suffix, pattern in ((".html", _ASSET), (".css", _CSS_ASSET))
            for path in site.rglob(f"*{suffix}")
            for found in pattern.findall(path.read_text(encoding="utf-8"))
        }
    )


if __name__ == "__main__":
    target = ROOT / "build"
    try:
        build(target / "site", target / "docs")
    except SiteError as error:
        sys.exit(f"docs: {error}")
    print("python -m http.server --directory build/site  # shows it, with its search")  # noqa: T201
