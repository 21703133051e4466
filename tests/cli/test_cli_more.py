"""``novapost create``, ``settlements``, ``label --type``, and a port that is taken."""

import json
import re
import socket
import subprocess
import sys

import pytest


@pytest.fixture
def write(tmp_path, order):
    """Write a shipment to a file; ``changes`` are made to it first."""

    def make(**changes):
        path = tmp_path / "shipment.json"
        path.write_text(json.dumps({**order, **changes}), encoding="utf-8")
        return path

    return make


def created(fake):
    return sum((call.method, call.path) == ("POST", "/shipments") for call in fake.calls)


def test_a_shipment_is_created_once_however_often_it_is_run(cli, fake, write):
    path, before = write(clientOrder="cli-1"), created(fake)
    first, second = cli("create", path), cli("create", path, "--json")
    assert (first.code, second.code) == (0, 0)
    number = second.json["number"]
    assert first.out == f"created {number}\n"
    assert second.json["created"] is False
    assert cli("create", path).out == f"there already: {number}\n"
    assert created(fake) == before + 1


def test_it_is_taken_from_the_standard_input_too(cli, order):
    body = json.dumps({**order, "clientOrder": "cli-2"}).encode()
    assert cli("create", "-", stdin=body).out.startswith("created SHPL")


@pytest.mark.parametrize("as_json", [False, True])
def test_a_dry_run_sends_nothing_and_prints_what_would_be_sent(cli, fake, server, write, as_json):
    path, before = write(clientOrder="cli-3"), len(fake.calls)
    ended = cli("create", path, "--dry-run", *(["--json"] if as_json else []))
    assert (ended.code, ended.err) == (0, "")
    body = json.loads(path.read_text(encoding="utf-8"))
    if as_json:
        assert ended.json == {"method": "POST", "url": f"{server}/shipments", "json": body}
    else:
        head, _, rest = ended.out.partition("\n")
        assert head == f"POST {server}/shipments"
        assert json.loads(rest) == body
    assert len(fake.calls) == before


def test_a_dry_run_names_what_nobody_knows(cli, write):
    path = write(clientOrder="cli-5", notte="x")
    ended = cli("create", path, "--dry-run", "--allow-unknown")
    assert (ended.code, ended.err) == (0, "not known to the published document: notte\n")
    assert json.loads(ended.out.partition("\n")[2])["notte"] == "x"


ABROAD = {"name": "Anna Nowak", "phone": "380600200300", "countryCode": "UA"}
AT_A_BRANCH, AT_A_DOOR = {"divisionId": 10060}, {"addressParts": {"city": "Lviv", "street": "x"}}
COD = {"serviceCode": "COD", "payerType": "Recipient", "amount": 1}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"servces": [COD]},
        {"client_order": "cli-9"},
        {"servces": [COD], "services": [COD]},  # Which it says first, it says of both.
        {"clientOrder": ""},
        {"services": [COD]},
        {"parcels": []},
        {"recipient": {**ABROAD, **AT_A_BRANCH}},  # without an invoice
        {"recipient": ABROAD},
        {"recipient": {**ABROAD, **AT_A_DOOR}},  # in Ukraine, without the id of a settlement
        {"recipient": {**ABROAD, "countryCode": "PL"}},
        {"sender": {**ABROAD, "countryCode": "PL", "email": "none", "divisionId": 10000}},
    ],
    ids=str,
)
def test_a_dry_run_ends_as_the_run_would(cli, write, changes):
    path = write(**{"clientOrder": f"cli-dry-{len(str(changes))}", **changes})
    dry, wet = cli("create", path, "--dry-run"), cli("create", path)
    assert dry.code == wet.code
    assert (dry.out == "") == (wet.code != 0)
    if wet.code == 2:
        assert dry.err == wet.err
    elif wet.code == 1:
        fields = re.findall(r"[\w.]+: ", dry.err.partition("refused: ")[2])
        assert fields
        assert all(field in wet.err for field in fields)


def test_what_nobody_knows_is_not_sent_unless_it_is_meant(cli, fake, write):
    path, before = write(clientOrder="cli-7", servises=[{"serviceName": "COD"}]), created(fake)
    ended = cli("create", path)
    told = "nothing was created: not known to the published document: servises; correct that"
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert created(fake) == before
    assert cli("create", path, "--allow-unknown").out.startswith("created ")


def test_a_dry_run_needs_no_key(cli, environ, write):
    environ.delenv("NOVAPOST_API_KEY")
    assert cli("create", write(clientOrder="cli-4"), "--dry-run").code == 0


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, "needs a clientOrder of its own"),
        ({"clientOrder": ""}, "needs a clientOrder of its own"),
        ({"clientOrder": "x" * 51}, "of 1 to 50 characters"),
        ({"client_order": "a"}, "the published name is `clientOrder`"),
        ({"clientOrder": "a", "ClientOrder": "b"}, "the published name is `clientOrder`"),
        ({"clientOrder": "a", "tariff_type": "x"}, "the published name is `tariffType`"),
    ],
)
def test_what_the_client_refuses_is_refused_in_one_line(cli, fake, write, changes, reason, dry):
    before = len(fake.calls)
    ended = cli("create", write(**changes), *dry)
    assert (ended.code, ended.out) == (2, "")
    assert reason in ended.err
    assert ended.err.count("\n") == 1
    assert len(fake.calls) == before


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("[]", "a list: a file holds one"),
        ("[{}]", "a list: a file holds one"),
        *((content, "a single value") for content in ("5", '"a"', "null")),
    ],
)
def test_what_is_no_object_is_no_shipment(cli, content, what):
    ended = cli("create", "-", stdin=content.encode())
    told = f"novapost: a shipment is a JSON object, {{...}}, not {what}\n"
    assert (ended.code, ended.err) == (2, told)


@pytest.mark.parametrize("content", [b"", b" \n", b"\r\n"])
def test_an_empty_file_is_called_empty(cli, content):
    for words in (("create", "-"), ("call", "POST", "/shipments", "-")):
        ended = cli(*words, stdin=content)
        told = "novapost: the standard input holds no JSON: it is empty\n"
        assert (ended.code, ended.err) == (2, told)


@pytest.mark.parametrize("phone", ["0501112233", "+380501112233", "38 050 111 22 33"])
def test_a_dry_run_knows_what_no_phone_number_is(cli, write, order, phone):
    recipient = {**order["recipient"], "phone": phone}
    ended = cli("create", write(clientOrder="cli-6", recipient=recipient), "--dry-run")
    assert (ended.code, ended.out) == (1, "")
    assert "recipient.phone: " in ended.err


def test_a_dry_run_checks_by_the_published_document(cli, write, order):
    parcel = {**order["parcels"][0], "actualWeight": "heavy"}
    del parcel["rowNumber"]
    ended = cli("create", write(clientOrder="cli-5", parcels=[parcel]), "--dry-run")
    assert ended.code == 1  # As it would be without --dry-run.
    assert ended.err.startswith("novapost: it would be refused: ")
    assert "parcels.0.actualWeight" in ended.err
    assert ended.err.count("\n") == 1


def test_what_the_service_refuses_is_told_as_by_other_commands(cli, write):
    ended = cli("create", write(clientOrder="cli-6", parcels=[]))
    assert ended.code == 1
    assert ended.err.startswith("novapost: 422 ")


def test_settlements_are_found_by_name_and_country(cli):
    ended = cli("settlements", "Warsaw", "--country", "pl")
    assert ended.rows[0].split() == ["ID", "Name", "Region"]
    assert ended.rows[1].split() == ["1000", "Warsaw", "Mazowieckie"]
    found = cli("settlements", "--country", "PL", "--limit", "2", "--json")
    assert len(found.json) == 2
    assert found.err == "only the first 2: there are more, see --limit\n"
    there = cli("divisions", "--settlement", "1000", "--limit", "1", "--json")
    assert json.loads(there.out)[0]["settlement"]["name"] == "Warsaw"
    uuid = "e71f8842-4b33-11e4-ab6d-005056801329"  # Such are the ids of Ukraine.
    assert cli("divisions", "--settlement", uuid).err == "no division is like that\n"

    nothing = cli("settlements", "Nowhere-at-all")
    assert (nothing.code, nothing.out) == (0, "")
    assert nothing.err == "no settlement is called that\n"
    nowhere = cli("settlements", "Warszawa", "--country", "УА")  # In Cyrillic letters.
    assert nowhere.err == "no settlement is called that, and УА is no country that is published\n"


def test_another_document_than_the_label_has_its_own_name(cli, shipment, tmp_path):
    assert cli("label", shipment.number, "--type", "invoice").code == 0
    assert (tmp_path / f"{shipment.number}-invoice.pdf").read_bytes().startswith(b"%PDF")
    assert cli("label", shipment.number, "--type", "marking").code == 0
    assert (tmp_path / f"{shipment.number}.pdf").exists()


def test_a_port_that_is_taken_is_named(cli):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = cli("serve-fake", "--port", port)
        assert (ended.code, ended.out) == (2, "")
        reason = f"cannot listen on port {port}: Address already in use; without --port"
        assert ended.err.startswith(f"novapost: {reason}")
        done = subprocess.run(
            [sys.executable, "-m", "novapost_auth.testing", "--port", str(port)],
            capture_output=True,
            text=True,
            check=False,
            timeout=50,
        )
    assert done.returncode == 2
    assert reason in done.stderr


def test_a_number_in_the_groups_of_a_label_is_one(cli):
    pasted = cli("track", "20 4500 1234 5678", "20", "4500", "1234", "5679", "20 4500 1234")
    assert pasted.err.endswith(": 20450012345678, 20450012345679, 20, 4500, 1234\n")


@pytest.mark.parametrize("on_terminal", [False, True])
def test_a_bar_tells_how_far_tracking_is_and_only_on_a_terminal(
    cli, environ, shipment, on_terminal
):
    if on_terminal:
        environ.setenv("FORCE_COLOR", "1")
    ended = cli("track", shipment.number, "--json")
    assert ended.code == 0
    assert ("shipments" in ended.err) is on_terminal
    assert "shipments" not in ended.out
    assert ended.json[0]["number"] == shipment.number
