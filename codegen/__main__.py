"""``python -m codegen prepare | generate | check | diff``: the pipeline from the command line.

Exit status: 0 done; 1 ``check`` found a difference, or ``diff`` one that breaks; 2 bad input, and
nothing written.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from codegen.compare import run_diff
from codegen.correct import added_operations, apply_overlays, load_overlay
from codegen.errors import CodegenError
from codegen.normalise import OperationTable, load_names, load_operations, normalise, validate
from codegen.read import load_document
from codegen.write import HERE, ROOT, differences, document_text, scratch, swap_in, write_tree

GENERATED = ROOT / "generated"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except (CodegenError, OSError) as error:
        print(f"codegen: {error}", file=sys.stderr)
        return 2


def _prepare(options: argparse.Namespace) -> int:
    target: Path = options.output
    document, _ = _prepared(options)
    with scratch(target) as new:
        new.write_text(document_text(document), encoding="utf-8")
        new.replace(target)
    print(f"{_shown(target)}: written")
    return 0


def _generate(options: argparse.Namespace) -> int:
    target: Path = options.output
    document, operations = _prepared(options)
    with scratch(target) as new:
        write_tree(document, operations, new)
        changes = differences(target, new)
        if changes:
            swap_in(new, target)
    print(
        _shown(target) + ": " + (f"{len(changes)} files changed" if changes else "nothing changed")
    )
    return 0


def _check(options: argparse.Namespace) -> int:
    document, operations = _prepared(options)
    with scratch(GENERATED) as new:
        write_tree(document, operations, new)
        changes = differences(GENERATED, new)
    if changes:
        print("\n".join(changes))
        print("generated/ is not what `make generate` writes; run it and commit the result")
        return 1
    print("generated/ is what `make generate` writes")
    return 0


def _diff(options: argparse.Namespace) -> int:
    return run_diff(options.old, options.new, as_json=options.json, stream=sys.stdout)


def _prepared(options: argparse.Namespace) -> tuple[dict[str, Any], OperationTable]:
    operations = load_operations(HERE / "operations.toml")
    names = load_names(HERE / "names.toml")
    overlays = [load_overlay(path) for path in sorted((ROOT / "overlays").glob("*.yaml"))]
    document = load_document(options.spec)
    if not options.partial:  # Before the overlays, which would complain one by one.
        operations.check_complete(document, but=added_operations(overlays))
    corrected, skipped = apply_overlays(document, overlays, partial=options.partial)
    for note in skipped:
        print(note.partition(" (")[0])  # the reason is in the overlay
    prepared = normalise(corrected, operations=operations, names=names, partial=options.partial)
    validate(prepared)
    return prepared, operations


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m codegen", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    source = argparse.ArgumentParser(add_help=False)
    source.add_argument(
        "--spec",
        type=Path,
        default=ROOT / "openapi.json",
        help="the published document: JSON, YAML or a portal page in Markdown",
    )
    source.add_argument(
        "--partial",
        action="store_true",
        help="the document may lack operations; only those it has are generated",
    )

    prepare = commands.add_parser(
        "prepare", parents=[source], help="correct and normalise the document"
    )
    prepare.add_argument("--output", type=Path, default=GENERATED / "openapi.json")
    prepare.set_defaults(run=_prepare)

    generate = commands.add_parser(
        "generate", parents=[source], help="write the prepared document and the client"
    )
    generate.add_argument("--output", type=Path, default=GENERATED)
    generate.set_defaults(run=_generate)

    check = commands.add_parser(
        "check", parents=[source], help="tell whether generating would change anything"
    )
    check.set_defaults(run=_check)

    diff = commands.add_parser("diff", help="tell what changed between two documents")
    diff.add_argument("old", type=Path)
    diff.add_argument("new", type=Path)
    diff.add_argument("--json", action="store_true", help="print JSON instead of text")
    diff.set_defaults(run=_diff)
    return parser


if __name__ == "__main__":
    sys.exit(main())
