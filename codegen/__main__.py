"""``python -m codegen prepare | generate | check | diff | fetch | update``: the pipeline.

Exit status: 0 done; 1 ``check`` found a difference, or ``diff`` one that breaks; 2 bad input, and
nothing written; 130 interrupted, or told to end.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from codegen.compare import run_diff
from codegen.errors import CodegenError
from codegen.pipeline import GENERATED, PARTIAL, PUBLISHED, Prepared, prepared, write_client
from codegen.write import ROOT, differences, document_text, scratch, shown, swap_in

PORTAL = "https://api-portal.novapost.com"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status."""
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, TextIOWrapper):  # Names in any script, to whatever is listening.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        return int(options.run(options))
    except (CodegenError, OSError) as error:
        print(f"codegen: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("codegen: interrupted", file=sys.stderr)
        return 130


def _prepared(options: argparse.Namespace) -> Prepared:
    """Prepare the document, and say which corrections it wants none of: most are the same ever."""
    ready = prepared(options.spec, partial=options.partial, drafts=options.drafts)
    if options.verbose:
        print(*(note.partition(" (")[0] for note in ready.passed_over), sep="\n")
    elif count := len(ready.passed_over):
        print(f"{count} corrections have nothing to correct here (VERBOSE=1, --verbose names them)")
    return ready


def _prepare(options: argparse.Namespace) -> int:
    target = _target(options, "openapi.json")
    ready = _prepared(options)
    target.parent.mkdir(parents=True, exist_ok=True)
    with scratch(target) as new:
        new.write_text(document_text(ready.document), encoding="utf-8")
        new.replace(target)
    print(f"{shown(target)}: written")
    return 0


def _generate(options: argparse.Namespace) -> int:
    target = _target(options)
    ready = _prepared(options)
    target.parent.mkdir(parents=True, exist_ok=True)
    with scratch(target) as new:
        write_client(ready, new)
        changes = swap_in(new, target)
    print(
        shown(target) + ": " + (f"{len(changes)} files changed" if changes else "nothing changed")
    )
    return 0


def _check(options: argparse.Namespace) -> int:
    ready = _prepared(options)
    with scratch(GENERATED) as new:
        write_client(ready, new)
        changes = differences(GENERATED, new)
    if changes:
        print("\n".join(changes))
        print("generated/ is not what `make generate` writes; run it and commit the result")
        return 1
    print("generated/ is what `make generate` writes")
    return 0


def _diff(options: argparse.Namespace) -> int:
    return run_diff(options.old, options.new, as_json=options.json, stream=sys.stdout)


def _fetch(options: argparse.Namespace) -> int:
    # Whoever generates needs no network, and does not wait for what knows it.
    from codegen.fetch import Manners  # noqa: PLC0415
    from codegen.update import run_fetch  # noqa: PLC0415

    run_fetch(options.portal, options.output, drafts=options.drafts, manners=Manners())
    return 0


def _update(options: argparse.Namespace) -> int:
    from codegen.update import run_update  # noqa: PLC0415 - as above

    run_update(options.spec, options.output)
    return 0


def _target(options: argparse.Namespace, name: str = "") -> Path:
    """Return where to write. A part of the operations never takes the place of all of them."""
    target: Path = options.output or (PARTIAL if options.partial else GENERATED) / name
    whole, part = GENERATED.resolve(), target.resolve()
    if options.partial and (part.is_relative_to(whole) or whole.is_relative_to(part)):
        raise CodegenError(f"{shown(target)}: a part is never written over generated/")
    return target


def _named(text: str) -> Path:
    """Read what is named; nothing would be the folder that this is run in."""
    if not text.strip():
        raise argparse.ArgumentTypeError("is empty: name a file or a folder (OLD=, NEW=, SPEC=)")
    return Path(text)


def _place(text: str) -> Path:
    """Read where to write: behind links, which stay as they are."""
    return _named(text).resolve()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m codegen", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    drafts = argparse.ArgumentParser(add_help=False)
    drafts.add_argument(
        "--drafts", action="store_true", help="take what draft pages hold and no other page has"
    )
    source = argparse.ArgumentParser(add_help=False, parents=[drafts])
    source.add_argument(
        "--spec",
        type=_named,
        default=PUBLISHED,
        help="the published document: JSON, YAML, a portal page in Markdown, a folder of pages",
    )
    source.add_argument(
        "--partial",
        action="store_true",
        help="the document may lack operations; only those it has are generated, in build/partial",
    )
    source.add_argument(
        "--verbose", action="store_true", help="name the corrections that are passed over, and why"
    )

    prepare = commands.add_parser(
        "prepare", parents=[source], help="correct and normalise the document"
    )
    prepare.add_argument("--output", type=_place)
    prepare.set_defaults(run=_prepare)

    generate = commands.add_parser(
        "generate", parents=[source], help="write the prepared document and the client"
    )
    generate.add_argument("--output", type=_place)
    generate.set_defaults(run=_generate)

    check = commands.add_parser(
        "check", parents=[source], help="tell whether generating would change anything"
    )
    check.set_defaults(run=_check)

    diff = commands.add_parser("diff", help="tell what changed between two documents")
    diff.add_argument("old", type=_named)
    diff.add_argument("new", type=_named)
    diff.add_argument("--json", action="store_true", help="print JSON instead of text")
    diff.set_defaults(run=_diff)

    fetch = commands.add_parser(
        "fetch", parents=[drafts], help="read the portal's pages and join them into one document"
    )
    fetch.add_argument("--portal", default=PORTAL, help="its address (%(default)s)")
    fetch.add_argument("--output", type=_place, default=ROOT / "build" / "published.json")
    fetch.set_defaults(run=_fetch)

    update = commands.add_parser(
        "update", help="try a newer document: what changed, what to decide, the client it makes"
    )
    update.add_argument("spec", type=_named, help="the newer document")
    update.add_argument("--output", type=_place, default=ROOT / "build" / "update")
    update.set_defaults(run=_update)
    return parser


if __name__ == "__main__":
    for name in ("SIGTERM", "SIGHUP"):  # Each would leave a part of a tree beside what is there.
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) == signal.SIG_DFL:
            signal.signal(getattr(signal, name), signal.default_int_handler)
    sys.exit(main())
