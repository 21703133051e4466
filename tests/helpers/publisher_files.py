"""The files a published document comes in: JSON, YAML and pages of the portal."""

import json
import re
from pathlib import Path
from typing import Any

import yaml


def write_json(document: dict[str, Any], path: Path) -> Path:
    """Write JSON as PHP does: everything beyond ASCII escaped, and every slash."""
    path.write_text(json.dumps(document, indent=4).replace("/", r"\/"), encoding="ascii")
    return path


def write_yaml(document: dict[str, Any], path: Path) -> Path:
    """Write YAML by hand, as it were: block scalars, anchors, dates and codes without quotes."""
    path.write_text(_yaml(document), encoding="utf-8")
    return path


def write_page(document: dict[str, Any], path: Path, *, fence: str = "json") -> Path:
    """Write a page of the portal in Markdown; `fence` is ``json``, ``yaml`` or empty."""
    text = _yaml(document) if fence == "yaml" else json.dumps(document, ensure_ascii=False)
    path.write_text(_PAGE.format(fence=fence, document=text.rstrip("\n")), encoding="utf-8")
    return path


class _Dumper(yaml.SafeDumper):
    """Quotes what YAML 1.2 would not read as text, and nothing more."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"\A(~|[nN]ull|NULL|)\Z"), ["~", "n", "N", ""]
)
_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"\A([tT]rue|TRUE|[fF]alse|FALSE)\Z"), list("tTfF")
)
_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"\A[-+]?(0[xo][0-9a-fA-F]+|\.?[0-9]+\.?[0-9]*([eE][-+]?[0-9]+)?)\Z"),
    list("-+.0123456789"),
)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else ">" if len(text) > 120 else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _number(dumper: yaml.SafeDumper, number: float) -> yaml.ScalarNode:
    # All numbers under one tag: the resolver above tells them from text, no more.
    return dumper.represent_scalar("tag:yaml.org,2002:float", repr(number))


_Dumper.add_representer(str, _text)
_Dumper.add_representer(int, _number)
_Dumper.add_representer(float, _number)


def _yaml(document: dict[str, Any]) -> str:
    shared = _shared(document, {})
    text = yaml.dump(shared, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
    return f"# API Nova Post\n---\n{text}"


def _shared(node: Any, lists: dict[str, Any]) -> Any:
    """Make equal enums one list, which becomes an anchor, and status codes numbers."""
    if isinstance(node, list):
        return [_shared(each, lists) for each in node]
    if not isinstance(node, dict):
        return node
    found: dict[Any, Any] = {}
    for key, value in node.items():
        if key == "enum" and isinstance(value, list):
            found[key] = lists.setdefault(json.dumps(value), value)
        else:
            found[int(key) if re.fullmatch("[1-5][0-9]{2}", key) else key] = _shared(value, lists)
    return found


_PAGE = """\
> For the complete documentation index, see [llms.txt](https://example.com/llms.txt).

# Як згенерувати JWT - токен 🔑

> Токен діє впродовж 1 години.

```{fence}
{document}
```

---

# Agent Instructions

```
GET https://example.com/page.md?ask=<question>
```

The answer looks like `{{"openapi": "..."}}`, or so:

```json
{{"answer": {{"openapi": "see above"}}}}
```
"""
