"""What this package says to its users when something is wrong, read from its source.

Not what parsers say of broken bytes: there is little to do about each.
"""

import ast
import itertools
import re

from docs_pages import ROOT

HOLE = "…"
_WORD = 8  # Letters: what has no more is only put around what others say.

# Whose argument is a message, and which one; classes of errors, and what makes one.
_SAYS = {"misfit": 1, "check_type": 1, "check_held": 1}
_SAYS |= dict.fromkeys(("Stop", "_unexpected", "_refused"), 0)
_CLASS = re.compile(r"[A-Z]\w*(Error|Response|Webhook|Answer|Key)|Incomplete")
_INTERNAL = {"KeyError", "NotImplementedError"}


def texts(node, names):
    """Return what ``node`` may be as text, with holes for what is not known here."""
    match node:
        case ast.Constant(value=str() as text):
            return [text]
        case ast.JoinedStr(values=parts):
            return _joined([getattr(part, "value", part) for part in parts], names, parts)
        case ast.BinOp(left=left, right=right):
            return _joined([left, right], names)
        case ast.IfExp(body=body, orelse=orelse):
            return [*texts(body, names), *texts(orelse, names)]
        case ast.Name(id=name) if name in names:
            others = {key: values for key, values in names.items() if key != name}
            return [text for value in names[name] for text in texts(value, others)]
    return [HOLE]


def _joined(parts, names, whole=None):
    found = [
        texts(one if isinstance(one, ast.Constant) else part, names)
        if isinstance(part, ast.AST)
        else [part]
        for part, one in zip(parts, whole or parts, strict=True)
    ]
    return ["".join(one) for one in itertools.product(*found)]


def _assigned(nodes):
    names = {}
    for node in nodes:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value:
            for target in targets:
                if isinstance(target, ast.Name):
                    names.setdefault(target.id, []).append(node.value)
    return names


def _trees():
    for folder in ("novapost_auth", "codegen/runtime"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def messages():
    """Yield what errors of the client say; those of the fake are the service's."""
    for path, tree in _trees():
        if "testing" not in path.parts:
            module = _assigned(tree.body)
            for scope in ast.walk(tree):
                if isinstance(scope, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    names = module | _assigned(ast.walk(scope))
                    yield from (text for call in ast.walk(scope) for text in _said(call, names))


def _said(node, names):
    if not isinstance(node, ast.Call):
        return []
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    place = 0 if _CLASS.fullmatch(name) and name not in _INTERNAL else _SAYS.get(name)
    if place is None or len(node.args) <= place:
        return []
    found = texts(node.args[place], names)
    return [text for text in found if len(re.findall("[a-z]", text)) > _WORD]


def refusals():
    """Yield what the fake says of a field that it refuses."""
    for path, tree in _trees():
        if "testing" in path.parts:
            docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(tree):
                if isinstance(node, (ast.Constant, ast.JoinedStr)) and id(node) not in docs:
                    for text in texts(node, {}):
                        if re.match(r"(The |At |must |has ).*\.$", text):
                            yield text


def everything():
    """Return all texts of the source, whatever they are for."""
    return {
        text
        for _, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, (ast.Constant, ast.JoinedStr))
        for text in texts(node, _assigned(tree.body))
    }
