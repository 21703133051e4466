"""YAML as OpenAPI needs it: what would be the same in JSON, and nothing else.

PyYAML reads YAML 1.1, where ``NO`` is false, ``12:30`` is 750 and ``2025-09-23`` a date. Here
plain scalars follow the YAML 1.2 core schema, keys are strings as written (``200`` is a key of
answers), keys given twice are refused, and aliases are copied, so that no two places of the
document share an object. PyYAML's own C parser is not used: deep nesting crashes the process.
"""

import re
from typing import Any

import yaml

_TAG = "tag:yaml.org,2002:"
_MERGE = _TAG + "merge"
_OBJECT_COST = 32
_CORE = {
    "null": ("~|null|Null|NULL|", "~nN"),
    "bool": ("true|True|TRUE|false|False|FALSE", "tTfF"),
    "int": ("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    "float": (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    "merge": ("<<", "<"),
}


class BrokenYamlError(Exception):
    """Text that is no YAML, or YAML that JSON could not say; lines and columns count from 1."""

    def __init__(self, problem: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(problem)
        self.line = line
        self.column = column


class _Loader(yaml.SafeLoader):
    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012

    def scan_to_next_token(self) -> None:
        """Pass over tabs between tokens, which YAML allows and PyYAML does not."""
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()


for _name, (_pattern, _first) in _CORE.items():
    _Loader.add_implicit_resolver(
        _TAG + _name,
        re.compile(rf"\A(?:{_pattern})\Z"),
        [*_first, *([""] if _name == "null" else [])],
    )


def parse_yaml(text: str, *, limit: int) -> Any:
    """Read one YAML document.

    Args:
        text: The document.
        limit: How many characters its aliases may add when they are written out.

    Raises:
        BrokenYamlError: The text cannot be read, with the place where known.

    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise _broken(error.problem or str(error), error.problem_mark) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        column = error.position - text.rfind("\n", 0, error.position)
        raise BrokenYamlError(f"character U+{error.character:04X}", line, column) from error
    except (ValueError, OverflowError) as error:  # An escape such as "\UFFFFFFFF".
        raise BrokenYamlError(str(error)) from error
    return None if node is None else _Builder(limit).build(node)


def _broken(problem: str, mark: Any) -> BrokenYamlError:
    if mark is None:
        return BrokenYamlError(problem)
    return BrokenYamlError(problem, mark.line + 1, mark.column + 1)


class _Builder:
    def __init__(self, limit: int) -> None:
        self._left = limit
        self._built: set[int] = set()
        self._open: set[int] = set()

    def build(self, node: yaml.Node) -> Any:
        self._count(node)
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if id(node) in self._open:
            raise _broken("an alias leads back into its own anchor", node.start_mark)
        self._open.add(id(node))
        try:
            if isinstance(node, yaml.SequenceNode) and node.tag == _TAG + "seq":
                return [self.build(item) for item in node.value]
            if isinstance(node, yaml.MappingNode) and node.tag == _TAG + "map":
                return self._mapping(node)
        finally:
            self._open.remove(id(node))
        raise _broken(f"tag {node.tag} is not plain data", node.start_mark)

    def _count(self, node: yaml.Node) -> None:
        """Bound what aliases repeat; an object takes more room than its text."""
        if id(node) in self._built:
            text = len(node.value) if isinstance(node, yaml.ScalarNode) else 0
            self._left -= _OBJECT_COST + text
            if self._left < 0:
                raise _broken("aliases make the document too large", node.start_mark)
        self._built.add(id(node))

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        own: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _broken("a key is not a scalar", key.start_mark)
            if key.tag == _MERGE:
                merged = self._merge(value) | merged
            elif key.value in own:
                raise _broken(f'key "{key.value}" is given twice', key.start_mark)
            else:
                self._count(key)
                own[_text(key.value)] = self.build(value)
        return merged | own

    def _merge(self, node: yaml.Node) -> dict[str, Any]:
        sources = node.value if isinstance(node, yaml.SequenceNode) else [node]
        merged: dict[str, Any] = {}
        for source in sources:
            if not isinstance(source, yaml.MappingNode):
                raise _broken("<< merges mappings only", source.start_mark)
            merged = self.build(source) | merged
        return merged


def _scalar(node: yaml.ScalarNode) -> Any:
    text = node.value
    match node.tag.removeprefix(_TAG):
        case "str" | "timestamp" | "merge":
            return _text(text)
        case "null":
            return None
        case "bool" if text.lower() in {"true", "false"}:
            return text.lower() == "true"
        case "int" | "float" as tag:
            try:
                if tag == "float":
                    return float(text)
                return int(text, 0 if text.startswith(("0o", "0x")) else 10)
            except ValueError as error:
                raise _broken("not a number that can be read", node.start_mark) from error
    raise _broken(f"tag {node.tag} is not plain data", node.start_mark)


def _text(text: str) -> str:
    """Join the surrogate pairs of a text that was escaped as JSON is: an emoji is one character."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
