"""The page of what is wrong in the published document, made from the overlays that correct it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from codegen.correct.overlay import Action, load_overlay

_INTRODUCTION: Final = """\
# Corrections

Nova Post publishes an OpenAPI document with faults. It is kept as published, and the
client is generated from it after the corrections on this page. First the faults, then what corrects
each, with the reason. This page is made from the overlays themselves.
"""
_PATHS: Final = re.compile(r"\$\.paths\[((?:'[^']+',?)+)\](?:\.(\w+)|\[((?:'\w+',?)+)\])?")
_ANCHOR: Final = re.compile(r"^\| (D\d\d) \|", re.MULTILINE)


def corrections_page(folder: Path) -> str:
    """Return the page for the overlays in ``folder``, whose README has the list of faults."""
    sections = (folder / "README.md").read_text(encoding="utf-8").split("\n## ")
    by_title = {section.partition("\n")[0]: section for section in sections[1:]}
    faults = _ANCHOR.sub(r'| <span id="\1">\1</span> |', by_title["The faults"])
    parts = [_INTRODUCTION, f"## {faults.strip()}\n", "## What corrects them\n"]
    for path in sorted(folder.glob("*.yaml")):
        overlay = load_overlay(path)
        parts.append(f"### {overlay.title}\n\n`overlays/{overlay.name}`\n")
        parts.append(_table(overlay.actions))
    more = ("What is published since, or in use", "How an action is written")
    parts += [f"## {by_title[title].strip()}\n" for title in more]
    return "\n".join(parts)


def _table(actions: Iterable[Action]) -> str:
    rows = ["| where | correction, and why | faults, or source |", "|---|---|---|"]
    for action in actions:
        faults = " ".join(f"[{fault}](#{fault})" for fault in action.faults)
        if action.source:
            faults = _cell(f"{action.source} ({action.sure})")
        rows.append(f"| {_where(action)} | {_cell(action.description)} | {faults} |")
    return "\n".join(rows) + "\n"


def _where(action: Action) -> str:
    """Name the operations that an action is about."""
    if action.operation is not None:
        path, method = action.operation
        return f"`{method.upper()} {path}`"
    found = _PATHS.match(action.target.text)
    if found is None:
        return "Error bodies" if ".schemas.Error" in action.target.text else "everywhere"
    paths = re.findall(r"'([^']+)'", found[1])
    methods = [found[2]] if found[2] else re.findall(r"'(\w+)'", found[3] or "")
    names = "/".join(method.upper() for method in methods)
    return "<br>".join(f"`{names} {path}`" if names else f"`{path}`" for path in paths)


def _cell(text: str) -> str:
    parts = text.split("`")  # Between two of them stands code.
    parts[::2] = [part.replace("<", "&lt;") for part in parts[::2]]
    return "`".join(parts).replace("|", "&#124;")
