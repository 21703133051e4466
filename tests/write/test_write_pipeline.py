"""The pipeline as its users run it: files, what is said, and exit statuses."""

from __future__ import annotations

import ast
import errno
import inspect
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from children import Child
from openapi_spec_validator import OpenAPIV30SpecValidator
from portal_site import made_pages
from publisher_files import write_json, write_page
from publisher_like import fragment, publisher_document

from codegen.__main__ import main

pytestmark = pytest.mark.timeout(240)  # Much to do for a busy machine.

ROOT = Path(__file__).parents[2]
SEED_PAGE = ROOT / "tests" / "document" / "seed_page.md"
PUBLISHED: dict[str, Any] = json.loads((ROOT / "openapi.json").read_text(encoding="utf-8"))


def codegen(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command within this process, which spares the start of another."""
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err, chdir(ROOT):
        status = main([*map(str, arguments)])
    return subprocess.CompletedProcess(arguments, status, out.getvalue(), err.getvalue())


def started(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as people do."""
    return subprocess.run(
        [sys.executable, "-m", "codegen", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )


def files(tree: Path) -> dict[str, bytes]:
    return {
        path.relative_to(tree).as_posix(): path.read_bytes()
        for path in tree.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def surface(tree: Path) -> dict[str, str]:
    """Everything of the package but its prose: modules, classes, fields, types, tables."""
    return {name: without_prose(text) for name, text in files(tree).items() if name[-3:] == ".py"}


@cache
def without_prose(text: bytes) -> str:
    class WithoutProse(ast.NodeTransformer):
        def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
            is_prose = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
            return None if is_prose else node

    return ast.dump(WithoutProse().visit(ast.parse(text)))


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree that comes of the committed document."""
    target = tmp_path_factory.mktemp("committed") / "generated"
    run = started("generate", "--output", target)
    assert run.returncode == 0, run.stderr
    return target


def test_a_second_run_writes_the_same_bytes_and_says_so(committed: Path, tmp_path: Path) -> None:
    """The first was that of another process, whose sets had another order."""
    target = tmp_path / "generated"
    shutil.copytree(committed, target)
    again = codegen("generate", "--output", target)
    assert again.stdout.endswith(f"{target}: nothing changed\n")
    assert files(target) == files(committed)
    assert [path.name for path in tmp_path.iterdir()] == ["generated"]


def test_what_is_prepared_is_written_and_what_is_passed_over_counted_or_named(
    committed: Path, tmp_path: Path
) -> None:
    """It is no business of somebody who generates; which are new to a document `update` says."""
    target = tmp_path / "prepared.json"
    count, written = codegen("prepare", "--output", target).stdout.splitlines()
    assert target.read_bytes() == (committed / "openapi.json").read_bytes()
    said = "13 corrections have nothing to correct here (VERBOSE=1, --verbose names them)"
    assert (count, written) == (said, f"{target}: written")
    *named, _ = codegen("prepare", "--output", target, "--verbose").stdout.splitlines()
    assert len(named) == 13
    assert all(re.fullmatch(r"\S+\.yaml, action \d+, passed over: its x-.*", one) for one in named)


def test_whoever_generates_does_not_load_what_reads_a_portal() -> None:
    script = "import sys, codegen.__main__; print({'httpx', 'rich', 'click'} & {*sys.modules})"
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False)
    assert run.stdout.strip() == b"set()", run.stderr


def test_the_prepared_document_is_part_of_the_package(committed: Path) -> None:
    readable = json.loads((committed / "openapi.json").read_text(encoding="utf-8"))
    shipped = json.loads((committed / "novapost_client" / "openapi.json").read_bytes())
    assert without_text(shipped) == without_text(readable)
    assert len(json.dumps(shipped)) < len(json.dumps(readable)) / 2
    OpenAPIV30SpecValidator(shipped).validate()
    register = shipped["components"]["schemas"]["RegisterRequest"]["properties"]
    assert register["description"]["type"] == "string"  # a field of that name is no prose


def without_text(node: Any) -> Any:
    if isinstance(node, list):
        return [without_text(item) for item in node]
    if not isinstance(node, dict):
        return node
    prose = {"description", "summary"}
    return {
        key: without_text(value)
        for key, value in node.items()
        if not (key in prose and isinstance(value, str))
    }


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree that comes of the publisher's own document."""
    folder = tmp_path_factory.mktemp("theirs")
    spec = write_json(publisher_document(PUBLISHED), folder / "theirs")
    run = codegen("generate", "--spec", spec, "--output", folder / "generated")
    assert run.returncode == 0, run.stderr
    return folder / "generated"


def test_the_publishers_own_document_gives_the_same_surface(committed: Path, theirs: Path) -> None:
    assert surface(theirs) == surface(committed)
    for name, text in files(theirs).items():
        if name.endswith(".py"):
            compile(text, name, "exec")  # Which warns of invalid escapes in docstrings.


PUBLISHERS = ROOT.parent / "shared" / "published" / "spec.yaml"


@pytest.mark.skipif(not PUBLISHERS.exists(), reason=f"{PUBLISHERS.name} is not there")
def test_what_is_published_today_gives_the_same_surface_in_readable_words(
    committed: Path, tmp_path: Path
) -> None:
    target = tmp_path / "generated"
    run = codegen("generate", "--spec", PUBLISHERS, "--output", target)
    assert run.returncode == 0, run.stderr
    assert surface(target) == surface(committed)
    texts = {path: path.read_text(encoding="utf-8") for path in target.rglob("*.py")}
    assert sum(text.count("\n") for text in texts.values()) <= 12_000
    faults = [
        (path.name, fault, found[0])
        for path, text in texts.items()
        for docstring in docstrings(text)
        for fault, pattern in FAULTS.items()
        if (found := re.search(pattern, docstring, re.MULTILINE))
    ]
    assert faults == []


FAULTS = {
    "HTML": r"</?(b|br|p|ul|li|a|table|tr|td|code|strong)\b[^<>]*>",
    "entity": r"&(#\d+|amp|nbsp|lt|gt|quot);",
    "emphasis": r"\*\*|(?<![\w*])\*[^\s*][^*]*\*(?!\w)",
    "link": r"\]\(",
    "emoji": "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f]",
    "help": r"[Cc]ontrol elements|^\s*(SCHEMA|EXAMPLE)\b",
    "heading": r"^\s*#+ ",
    "backtick": r"(?<!`)`(?!`)",
    "row": r"\s\|\s",
    "stops": r"\.;|;;",
    "half a sentence": r"\b(since|and|or|the)\s*\.(\s|$)",
    "blanks": r"\n\s*\n\s*\n",
    "two lists in a line": r"\S - \S.* - \S",
    "too long": r"^(?!.*https?://).{93,}$",
}


def docstrings(source: str) -> list[str]:
    return [
        inspect.cleandoc(node.value.value)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ]


def test_a_portal_page_gives_the_one_operation_it_holds(committed: Path, tmp_path: Path) -> None:
    target = tmp_path / "generated"
    run = codegen("generate", "--spec", SEED_PAGE, "--partial", "--verbose", "--output", target)
    assert run.returncode == 0, run.stderr
    assert "40-shipments.yaml" in run.stdout  # what was passed over is named
    modules = surface(target)
    operations = [name for name in modules if name.count("/") == 3 and "__init__" not in name]
    assert operations == ["novapost_client/api/authorization/get_clients_authorization.py"]
    assert modules[operations[0]] == surface(committed)[operations[0]]
    model = "novapost_client/models/client_authorization.py"
    assert modules[model] == surface(committed)[model]


def test_a_part_of_the_publishers_document_gives_that_part(committed: Path, tmp_path: Path) -> None:
    part = fragment(publisher_document(PUBLISHED), "GET /divisions", "PUT /pickups/{id}")
    spec = write_page(part, tmp_path / "page.md", fence="yaml")
    target = tmp_path / "generated"
    run = codegen("generate", "--spec", spec, "--partial", "--output", target)
    assert run.returncode == 0, run.stderr
    whole, part_of_it = surface(committed), surface(target)
    for name in (
        "api/divisions/__init__.py",
        "models/division.py",
        "api/pickups/put_pickups_id.py",
    ):
        assert part_of_it[f"novapost_client/{name}"] == whole[f"novapost_client/{name}"]
    assert "novapost_client/models/shipment.py" not in part_of_it


def test_a_document_that_lacks_operations_is_refused_unless_that_is_said(tmp_path: Path) -> None:
    run = started("generate", "--spec", SEED_PAGE, "--output", tmp_path / "generated")
    assert run.returncode == 2
    assert "41 of 42 operations are not in the document" in run.stderr
    assert "PARTIAL=1" in run.stderr
    assert run.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_part_goes_to_a_place_of_its_own_and_never_over_the_whole() -> None:
    before = files(ROOT / "generated")
    run = codegen("generate", "--spec", SEED_PAGE, "--partial")
    assert run.returncode == 0, run.stderr
    part = ROOT / "build" / "partial"
    assert run.stdout.splitlines()[-1].startswith("build/partial: ")
    assert (part / "novapost_client" / "api" / "authorization").is_dir()
    assert not (part / "novapost_client" / "api" / "divisions").exists()
    run = codegen("prepare", "--spec", SEED_PAGE, "--partial")
    assert run.stdout.splitlines()[-1] == "build/partial/openapi.json: written"
    for target in ("generated", "build/../generated", "generated/novapost_client", "."):
        run = codegen("generate", "--spec", SEED_PAGE, "--partial", "--output", target)
        assert run.returncode == 2
        assert run.stderr.endswith(": a part is never written over generated/\n")
    assert files(ROOT / "generated") == before


def test_a_link_to_a_place_stays_and_the_place_is_written(tmp_path: Path) -> None:
    for name, place in {"tree": "generated", "file": "openapi.json"}.items():
        (tmp_path / name).symlink_to(tmp_path / place)
    part = ("--spec", SEED_PAGE, "--partial")
    for _ in range(2):  # The place is not there at first.
        assert codegen("generate", *part, "--output", tmp_path / "tree").returncode == 0
        assert codegen("prepare", *part, "--output", tmp_path / "file").returncode == 0
    assert all((tmp_path / name).is_symlink() for name in ("tree", "file"))
    written = (tmp_path / "openapi.json").read_bytes()
    assert (tmp_path / "generated" / "openapi.json").read_bytes() == written


def test_a_place_that_holds_anything_else_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "openapi.json").write_text("mine")
    run = codegen("generate", "--spec", SEED_PAGE, "--partial", "--output", tmp_path)
    assert (run.returncode, files(tmp_path)) == (2, {"openapi.json": b"mine"})
    says = "holds something, and no client of this kind; name a folder that is empty or not there"
    assert run.stderr == f"codegen: {tmp_path}: {says}\n"


@pytest.mark.parametrize("command", ["generate", "prepare"])
@pytest.mark.parametrize(
    ("paths", "says"),
    [
        ({"/a": {}}, "holds no operation; there is nothing to generate"),
        ({"x-a": {"get": {}}}, "holds no operation; there is nothing to generate"),
        (
            {"/sdk/php": PUBLISHED["paths"]["/sdk/php"]},
            "holds no operation; there is nothing to generate",
        ),
    ],
)
def test_an_input_without_an_operation_is_an_error(
    tmp_path: Path, command: str, paths: dict[str, Any], says: str
) -> None:
    spec = tmp_path / "theirs.json"
    spec.write_text(json.dumps(PUBLISHED | {"paths": paths}), encoding="utf-8")
    target = tmp_path / "generated"
    run = codegen(command, "--spec", spec, "--partial", "--output", target)
    assert (run.returncode, run.stderr) == (2, f"codegen: {spec}: {says}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["theirs.json"]


def test_html_is_called_html(tmp_path: Path) -> None:
    spec = tmp_path / "openapi.json"
    spec.write_text("<!doctype html>\n<html><body>Sign in</body></html>", encoding="utf-8")
    for arguments in (
        ("generate", "--spec", spec, "--output", tmp_path / "new"),
        ("diff", "openapi.json", spec),
    ):
        run = codegen(*arguments)
        assert run.returncode == 2
        assert run.stderr.startswith(f"codegen: {spec}: is HTML")
        assert run.stderr.count("\n") == 1


def test_a_folder_of_pages_is_taken_as_a_document(tmp_path: Path) -> None:
    """That all pages together give the whole, ``tests/read`` asserts."""
    folder = tmp_path / "methods"
    folder.mkdir()
    part = fragment(publisher_document(PUBLISHED), "GET /divisions", "PUT /pickups/{id}")
    for name, text in made_pages(part).items():
        (folder / Path(name).name).write_text(text, encoding="utf-8")
    spec = write_json(part, tmp_path / "part")
    one, other = (tmp_path / f"{number}.json" for number in range(2))
    for source, target in ((folder, one), (spec, other)):
        run = codegen("prepare", "--spec", source, "--partial", "--output", target)
        assert (run.returncode, run.stderr) == (0, "")
    assert without_text(json.loads(one.read_bytes())) == without_text(
        json.loads(other.read_bytes())
    )


def changed(change: Callable[[dict[str, Any]], None]) -> str:
    document = json.loads(json.dumps(PUBLISHED))
    change(document)
    return json.dumps(document)


def _add_operation(document: dict[str, Any]) -> None:
    document["paths"]["/streets"] = {
        "get": {
            "tags": ["Dictionaries"],
            "responses": {"200": {"description": "", "content": {}}},
        }
    }


def _add_shape(document: dict[str, Any]) -> None:
    answer = document["paths"]["/divisions"]["get"]["responses"]["200"]
    page = answer["content"]["application/json"]["schema"]
    page["properties"]["items"]["items"]["properties"]["parking"] = {
        "type": "object",
        "properties": {"places": {"type": "integer"}},
    }


def _mend_a_fault(document: dict[str, Any]) -> None:
    del document["paths"]["/sdk/php"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "theirs"),
        ("", "theirs"),
        ("{", "theirs"),
        ("a: [", "theirs"),
        ("\n<!DOCTYPE html>\n<html><body>openapi: 3</body></html>", "is HTML"),
        ("<html lang='en'>{", "is HTML"),
        ("[]", "theirs"),
        ('{"swagger": "2.0", "paths": {"/x": {}}}', "2.0"),
        ('{"openapi": "3.0.0", "info": {}}', "paths"),
        (changed(_add_operation), '"GET /streets" = '),
        (changed(_add_shape), '"GET /divisions 200 items[].parking" = '),
        (changed(_mend_a_fault), "/sdk/php"),
    ],
    ids=[
        "missing", "empty", "broken JSON", "broken YAML", "a page of the web", "another", "a list",
        "OpenAPI 2.0", "no paths",
        "a new operation", "a new shape", "a fault that was mended",
    ],
)  # fmt: skip
def test_bad_input_ends_in_status_2_and_writes_nothing(
    tmp_path: Path, content: str | None, says: str
) -> None:
    target = tmp_path / "generated"
    target.mkdir()
    (target / "old").write_text("stays")
    spec = tmp_path / "theirs"
    if content is not None:
        spec.write_text(content, encoding="utf-8")
    run = codegen("generate", "--spec", spec, "--output", target)
    assert run.returncode == 2
    assert run.stderr.startswith("codegen: ")
    assert says in run.stderr
    _, *proposal = run.stderr.splitlines()
    assert all(line.startswith("  ") for line in proposal), run.stderr
    assert files(target) == {"old": b"stays"}
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        {"generated", *(["theirs"] if content is not None else [])}
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_whoever_ends_a_run_finds_nothing_of_it(tmp_path: Path, number: int) -> None:
    command = [sys.executable, "-m", "codegen", "generate", "--output", tmp_path / "generated"]
    with Child(command, cwd=ROOT, stderr=subprocess.PIPE) as process:
        while not list(tmp_path.glob(".generated-*/new/openapi.json")):
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(number)
        _, said = process.communicate(timeout=120)
    assert (process.returncode, said) == (130, b"codegen: interrupted\n")
    assert list(tmp_path.iterdir()) == []


def test_what_stops_the_generator_is_one_line(tmp_path: Path, monkeypatch: Any) -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    trace = "Traceback (most recent call last):\n  File ...\n"
    during = "\nDuring handling of the above exception, another exception occurred:\n\n"
    said = f"OSError: {full}\n{during}{trace}OSError: {full}\n"  # As on a disk that is full.
    failed = subprocess.CompletedProcess([], 1, "", said)
    monkeypatch.setattr("codegen.write.generate.subprocess.run", lambda *_, **__: failed)
    run = codegen("generate", "--output", tmp_path / "generated")
    assert run.stderr == (
        f"codegen: openapi-python-client does not take the prepared document: OSError: {full}\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_new_field_and_pages_whose_items_may_be_null_need_no_decision(
    committed: Path, tmp_path: Path
) -> None:
    """Such pages are walked all the same: nothing is different but the field."""

    def change(document: dict[str, Any]) -> None:
        answer = document["paths"]["/divisions"]["get"]["responses"]["200"]
        items = answer["content"]["application/json"]["schema"]["properties"]["items"]
        items["items"]["properties"]["parking"] = {"type": "boolean"}
        items["nullable"] = True

    spec = tmp_path / "theirs.json"
    spec.write_text(changed(change), encoding="utf-8")
    target = tmp_path / "generated"
    run = codegen("generate", "--spec", spec, "--output", target)
    assert run.returncode == 0, run.stderr
    before, after = surface(committed), surface(target)
    differing = [name for name in before if before[name] != after[name]]
    assert differing == ["novapost_client/models/division.py"]
    assert before.keys() == after.keys()


def test_diff_tells_breaking_changes_by_its_status(tmp_path: Path) -> None:
    spec = tmp_path / "theirs.json"
    spec.write_text(changed(_mend_a_fault), encoding="utf-8")
    same = codegen("diff", "openapi.json", "openapi.json")
    assert (same.returncode, same.stderr) == (0, "")
    broken = started("diff", "openapi.json", spec, "--json")
    assert broken.returncode == 1
    assert "/sdk/php" in json.dumps(json.loads(broken.stdout))
    assert codegen("diff", "openapi.json", tmp_path / "missing").returncode == 2


def test_names_of_any_script_are_told_to_whatever_is_listening(tmp_path: Path) -> None:
    spec = tmp_path / "theirs.json"
    document = json.loads(json.dumps(PUBLISHED))
    new = {"in": "query", "name": "місто", "schema": {"type": "string"}}
    document["paths"]["/divisions"]["get"]["parameters"].append(new)
    spec.write_text(json.dumps(document), encoding="utf-8")
    run = started("diff", "openapi.json", spec, PYTHONIOENCODING="ascii")
    assert (run.returncode, run.stderr) == (0, "")
    assert r"query \u043c\u0456\u0441\u0442\u043e: added" in run.stdout
    report = started("diff", "openapi.json", spec, "--json", PYTHONIOENCODING="ascii").stdout
    assert [change["where"] for change in json.loads(report)["changes"]] == ["query місто"]


def test_a_check_names_the_files_that_differ(tmp_path: Path) -> None:
    def change(document: dict[str, Any]) -> None:
        document["paths"]["/divisions"]["get"]["summary"] = "Find other things"

    spec = tmp_path / "theirs.json"
    spec.write_text(changed(change), encoding="utf-8")
    run = codegen("check", "--spec", spec)
    assert run.returncode == 1
    assert "changed  novapost_client/api/divisions/__init__.py" in run.stdout
