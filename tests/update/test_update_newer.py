"""``make update``: what a newer document changes, what it wants decided, what it would become."""

import copy
import json
import re

import pytest
import yaml
from portal_site import ROOT

from codegen.compare.report import Change
from codegen.errors import CodegenError
from codegen.pipeline import load
from codegen.update import run_update
from codegen.update.decisions import undecided
from codegen.update.newer import changelog_entry

pytestmark = pytest.mark.timeout(240)  # Much to do for a busy machine.

PUBLISHED = load(ROOT / "openapi.json")
CREATE = ("paths", "/shipments", "post", "requestBody", "content", "application/json", "schema")


def newer(change):
    document = copy.deepcopy(PUBLISHED)
    change(document)
    return document


def at(document, *steps):
    for step in steps:
        document = document[step]
    return document


def add_operation(document):
    document["paths"]["/things"] = {
        "get": {"responses": {"200": {"description": "", "content": {}}}}
    }


def add_shape(document):
    schema = at(document, "paths", "/divisions", "get", "responses", "200", "content")
    page = schema["application/json"]["schema"]["properties"]["items"]["items"]
    page["properties"]["parking"] = {"type": "object", "properties": {"a": {"type": "integer"}}}


def add_field(document):
    schema = at(document, "paths", "/divisions", "get", "responses", "200", "content")
    page = schema["application/json"]["schema"]["properties"]["items"]["items"]
    page["properties"]["parking"] = {"type": "boolean"}


def remove_advertisement(document):
    del document["paths"]["/sdk/php"]


def mend_asterisks(document):
    schema = at(document, *CREATE)
    properties = schema["properties"]
    for name in [name for name in properties if name.endswith("*")]:
        properties[name[:-1]] = properties.pop(name)
        schema.setdefault("required", []).append(name[:-1])


def test_what_is_published_wants_no_decision():
    assert undecided(PUBLISHED) == []


def test_a_new_operation_wants_a_row():
    [said] = undecided(newer(add_operation))
    row = '"GET /things" = "things.get"'
    assert said.endswith(f"add to codegen/operations.toml under [operations]:\n  {row}")


def test_a_new_shape_wants_a_name():
    [said] = undecided(newer(add_shape))
    assert (
        'add to codegen/names.toml under [names]:\n  "GET /divisions 200 items[].parking" = '
        in (said)
    )


def test_several_decisions_come_at_once():
    def change(document):
        add_operation(document)
        remove_advertisement(document)
        del document["paths"]["/registry/{id}/rename"]

    said = "\n".join(undecided(newer(change)))
    assert '"GET /things" = ' in said
    assert "PUT /registry/{id}/rename" in said
    assert "/sdk/php" in said


def part_registers(document):
    """Give one of five equal answers a field that the others do not have."""
    answer = at(document, "paths", "/registry/{id}/shipments", "delete", "responses", "200")
    register = answer["content"]["application/json"]["schema"]["properties"]
    register["senderAddressParts"]["properties"]["parking"] = {"type": "boolean"}


def rows_in(said):
    return dict(re.findall(r'^  ("(?:GET|POST|PUT|DELETE) [^"]+") = "(\w+)"', said, re.MULTILINE))


def test_of_equal_answers_that_part_all_rows_are_told_with_the_field(monkeypatch, tmp_path):
    document = newer(part_registers)
    [said] = undecided(document)
    assert "change their rows in codegen/names.toml, or those of the others" in said
    parts, register = said.splitlines()[1:]
    place = '"DELETE /registry/{id}/shipments 200'
    assert parts == (
        f'  {place} senderAddressParts" = "RegisterSenderAddressParts"  # RegisterAddressParts, '
        "but has parking, unlike POST /registry 200 senderAddressParts"
    )
    assert register == (
        f'  {place}" = "DeleteRegistryIdShipments200"  # Register, but is of another type in '
        "senderAddressParts, unlike POST /registry 200"
    )
    # Whoever writes what is proposed is asked nothing more.
    text = (ROOT / "codegen" / "names.toml").read_text(encoding="utf-8")
    for key, name in rows_in(said).items():
        text, count = re.subn(
            rf'^{re.escape(key)} = "\w+"', f'{key} = "{name}"', text, flags=re.MULTILINE
        )
        assert count == 1
    (tmp_path / "names.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr("codegen.update.decisions.NAMES", tmp_path / "names.toml")
    assert undecided(document) == []


def test_all_that_can_be_known_is_told_at_once():
    def change(document):
        remove_advertisement(document)  # A correction is needless,
        add_operation(document)  # a method is wanted,
        things = at(document, "paths", "/things", "get", "responses", "200")
        inside = {"type": "object", "properties": {"a": {"type": "integer"}}}
        things["content"] = {"application/json": {"schema": inside}}  # and a class for its answer;
        del document["paths"]["/registry/{id}/rename"]  # an operation is gone with its names,
        add_shape(document)  # a shape is new,
        part_registers(document)  # and one is no longer what others of its name are;
        lost = at(document, "paths", "/time-intervals/find", "post", "responses", "200", "content")
        del lost["application/json"]["schema"]  # an answer has lost its schema.

    said = "\n".join(undecided(newer(change)))
    for each in (
        "10-document.yaml, action 4: matches nothing: $.paths['/sdk/php']",
        'operations.toml under [operations]:\n  "GET /things" = "things.get"',
        "1 of 42 operations are not in the document (PUT /registry/{id}/rename)",
        '"GET /divisions 200 items[].parking" = ',
        '"GET /things 200" = ',
        "has parking, unlike",
        "POST /time-intervals/find: its answer 200 has no schema",
    ):
        assert each in said, each


def test_of_an_operation_whose_correction_fails_the_names_wait_and_those_of_others_do_not():
    def change(document):
        mend_asterisks(document)
        schema = at(document, *CREATE)["properties"]
        schema["parking"] = {"type": "object", "properties": {"a": {"type": "integer"}}}
        add_shape(document)

    said = "\n".join(undecided(newer(change)))
    assert "40-shipments.yaml" in said
    assert '"GET /divisions 200 items[].parking" = ' in said
    assert "POST /shipments body parking" not in said


@pytest.mark.parametrize("change", [remove_advertisement, mend_asterisks])
def test_a_needless_correction_is_named_with_its_lines(change):
    said = undecided(newer(change))
    assert said
    for each in said:
        first, last, name = re.search(
            r"remove lines (\d+)-(\d+) of (overlays/\S+\.yaml);", each
        ).groups()
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        [action] = yaml.safe_load("\n".join(lines[int(first) - 1 : int(last)]))
        assert action["target"] in each
        assert lines[int(first) - 1].startswith("  - target")
        assert int(last) == len(lines) or not lines[int(last)].strip()


def test_without_the_lines_that_are_named_it_goes_through(tmp_path, monkeypatch):
    document = newer(remove_advertisement)
    [said] = undecided(document)
    first, last, name = re.search(r"lines (\d+)-(\d+) of overlays/(\S+\.yaml)", said).groups()
    folder = tmp_path / "overlays"
    folder.mkdir()
    for path in (ROOT / "overlays").glob("*.yaml"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        if path.name == name:
            del lines[int(first) - 1 : int(last)]
        (folder / path.name).write_text("".join(lines), encoding="utf-8")
    monkeypatch.setattr("codegen.pipeline.ROOT", tmp_path)
    assert undecided(document) == []


def test_a_correction_that_is_passed_over_now_is_named(tmp_path, capsys, monkeypatch):
    def mend(document):
        answer = at(document, "paths", "/clients/authorization", "get", "responses", "200")
        del answer["content"]["application/json"]["schema"]["properties"]["jwt"]["maxLength"]

    spec = tmp_path / "newer.json"
    spec.write_text(json.dumps(newer(mend)), encoding="utf-8")
    monkeypatch.setattr("codegen.update.newer.write_client", lambda _, target: target.mkdir())
    run_update(spec, tmp_path / "update")
    assert re.search(
        r"^codegen: 20-authorization.yaml, action \d+ has nothing to correct here; "
        r"lines \d+-\d+ of overlays/20-authorization.yaml may go once openapi.json is this one$",
        capsys.readouterr().err,
        re.MULTILINE,
    )
    entry = (tmp_path / "update" / "changelog.md").read_text(encoding="utf-8")
    assert entry == "Nothing for the changelog: no program notices a change; types may be wider.\n"


def test_a_decision_stops_the_run_and_nothing_is_written(tmp_path, capsys):
    def change(document):
        add_operation(document)
        answer = at(document, "paths", "/clients/authorization", "get", "responses", "200")
        del answer["content"]["application/json"]["schema"]["properties"]["jwt"]["maxLength"]

    spec = tmp_path / "newer.json"
    spec.write_text(json.dumps(newer(change)), encoding="utf-8")
    with pytest.raises(CodegenError, match="to be decided first; nothing is written:\n"):
        run_update(spec, tmp_path / "update")
    said = capsys.readouterr()
    assert "GET /things\n    operation: added\n" in said.out
    assert "has nothing to correct here; lines " in said.err
    assert list(tmp_path.iterdir()) == [spec]


def test_a_field_makes_a_client_and_a_proposal(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("codegen.write.tree.ROOT", tmp_path)
    spec = tmp_path / "newer.json"
    spec.write_text(json.dumps(newer(add_field)), encoding="utf-8")
    run_update(spec, tmp_path / "build" / "update")
    client = tmp_path / "build" / "update"
    assert "parking" in (client / "novapost_client" / "models" / "division.py").read_text()
    assert (client / "changelog.md").read_text(encoding="utf-8") == (
        "### Added\n- `GET /divisions`: answer 200 items[].parking added.\n"
    )
    said = capsys.readouterr()
    assert re.search(
        r"^build/update: written; \d+ files differ from generated/$", said.err, re.MULTILINE
    )
    assert "action" not in said.out + said.err  # No correction is new to this document.
    assert list((tmp_path / "build").iterdir()) == [client]


def test_the_proposal_begins_with_what_breaks_and_stays_short():
    many = [Change("compatible", "GET /b", f"query q{number}", "added") for number in range(20)]
    rest = Change("compatible", "GET /c", "body", "is no longer required")
    entry = changelog_entry([Change("breaking", "GET /a", "operation", "removed"), *many, rest])
    first, second, third, fourth, *last = entry.splitlines()
    assert last == ["### Changed, and breaks nothing", "- `GET /c`: body is no longer required."]
    assert (first, second) == ("### Changed, and breaks", "- `GET /a`: operation removed.")
    assert third == "### Added"
    assert fourth.startswith("- `GET /b`: query q0 added; query q1 added; ")
    assert fourth.endswith("; query q11 added, and 8 more.")
    assert (
        changelog_entry([])
        == "Nothing for the changelog: no program notices a change; types may be wider.\n"
    )
