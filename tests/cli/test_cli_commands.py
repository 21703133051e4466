"""What the commands answer, to people and to programs."""

import json
import os

import pytest


def test_token_tells_its_times_and_claims_and_keeps_itself_back(cli):
    ended = cli("token")
    assert ended.code == 0
    assert "valid until" in ended.out
    assert "claim cid" in ended.out
    assert "eyJ" not in ended.out + ended.err


def test_token_tells_the_same_to_programs(cli):
    told = cli("token", "--json").json
    assert told["claims"]["iss"] == "np"
    assert 3500 < told["seconds_left"] <= 3600
    assert told["expires_at"].endswith("Z")
    assert "token" not in told


def test_the_token_itself_is_revealed_on_request_alone_on_its_line(cli, fake):
    token = cli("token", "--reveal").out.strip()
    assert token.count(".") == 2
    assert fake.handle("GET", "/v.1.0/shipments", [("Authorization", token)], b"").status == 200
    assert cli("token", "--reveal", "--json").json["token"] == token


def test_runs_share_one_token(cli, fake):
    before = len(fake.calls)
    for _ in range(3):
        assert cli("call", "GET", "/shipments").code == 0
    asked = [call.path for call in fake.calls[before:]]
    assert asked == ["/clients/authorization", "/shipments", "/shipments", "/shipments"]


def test_without_the_token_cache_each_run_fetches_and_no_file_is_left(cli, fake, tmp_path):
    before = len(fake.calls)
    for _ in range(2):
        assert cli("token", "--no-token-cache").code == 0
    assert [call.path for call in fake.calls[before:]] == ["/clients/authorization"] * 2
    assert list(tmp_path.iterdir()) == []


def test_no_file_of_the_token_cache_holds_the_key(cli, fake, tmp_path):
    cli("token")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not any(fake.api_key.encode() in path.read_bytes() for path in files)


def test_divisions_are_listed_one_a_line(cli):
    ended = cli("divisions", "--country", "pl", "--category", "Postomat", "--limit", "2")
    assert [row.split()[:3] for row in ended.rows] == [
        ["ID", "Country", "Category"],
        ["10001", "PL", "Postomat"],
        ["10011", "PL", "Postomat"],
    ]
    assert ended.err == "only the first 2: there are more, see --limit\n"


def test_divisions_come_as_the_service_tells_them(cli):
    found = cli("divisions", "--country", "EE", "--country", "LV", "--json").json
    assert {one["countryCode"] for one in found} == {"EE", "LV"}
    assert len(found) == 8
    assert found[0]["settlement"]["name"] == "Tallinn"


def test_published_values_are_known_in_lower_case_too(cli):
    found = cli("divisions", "--country", "pl", "--category", "postomat", "--json").json
    assert {(one["countryCode"], one["divisionCategory"]) for one in found} == {("PL", "Postomat")}
    assert cli("price", "--from", "pl", "--to", "de", "--weight", "500", "--payer", "sender").out


def test_more_divisions_than_a_page_has(cli):
    ended = cli("divisions", "--limit", "1000", "--json")
    assert len(ended.json) > 60
    assert ended.err == ""


def test_divisions_near_a_point_tell_the_distance(cli):
    ended = cli("divisions", "--near", "40.4", "-3.7", "--limit", "1")
    assert ended.rows[0].endswith("Distance")
    assert "Madrid" in ended.rows[1]
    metres, unit = ended.rows[1].split()[-2:]
    assert (int(metres.replace(",", "")) > 0, unit) == (True, "m")


def test_divisions_that_do_not_exist(cli):
    ended = cli("divisions", "--status", "NotWorking")
    assert (ended.code, ended.out, ended.err) == (0, "", "no division is like that\n")
    assert cli("divisions", "--status", "NotWorking", "--json").json == []


def test_texts_come_in_the_language_asked_for(cli):
    assert "Варшава" in cli("divisions", "--limit", "1", "--language", "uk").out


PRICE = ("price", "--from", "pl", "--to", "UA", "--weight", "1500", "--value", "100")


def test_price_shows_alternatives_with_names_and_currency(cli):
    head, *rows = (row.split() for row in cli(*PRICE).rows)
    assert head == ["Delivery", "Price", "Discount", "Cost", "Currency"]
    assert [row[0] for row in rows] == ["standard", "economy", "express"]
    assert {row[-1] for row in rows} == {"PLN"}
    answer = cli(*PRICE, "--json").json["services"]
    assert [row[3] for row in rows] == [f"{one['cost']:.2f}" for one in answer]


def test_price_adds_up_where_the_answer_is_of_the_older_form(cli, fake, monkeypatch):
    monkeypatch.setattr(fake, "older_forms", True)
    head, *services, total = (row.split() for row in cli(*PRICE).rows)
    assert head == ["Service", "Price", "Discount", "Cost", "Currency"]
    assert [service[0] for service in services] == ["Delivery", "Insurance"]
    assert total == ["Total", f"{sum(float(service[3]) for service in services):.2f}", "PLN"]
    assert len(cli(*PRICE, "--json").json["services"]) == 2


@pytest.mark.parametrize(
    ("costs", "total"),
    [
        ([("10.50", "PLN"), (1, "PLN")], ["Total", "11.50", "PLN"]),
        ([("10.50", None), ("1", None)], ["Total", "11.50"]),
        ([(10.5, "PLN"), (1, "EUR")], None),
        ([(10.5, "PLN"), (None, "PLN")], None),
        ([(10.5, "PLN"), ("free", "PLN")], None),
        ([(10.5, "PLN"), ([1], "PLN")], None),
    ],
    ids=str,
)
def test_a_total_is_that_of_all_rows_or_not_told(cli, fake, costs, total):
    rows = [{"serviceName": "a", "cost": cost, "currencyCode": code} for cost, code in costs]
    fake.fail_next(200, body={"services": rows}, path="/shipments/calculations")
    ended = cli(*PRICE)
    *services, last = (row.split() for row in ended.rows[1:])
    assert (last == total) if total else (last[0] == "a" and len(services) == 1)
    assert (ended.code, ended.err) == ((0, "") if total else (1, NO_PRICE))


NO_PRICE = "novapost: no price: the answer does not tell what it costs\n"
STANDARD = {"deliveryTypeName": "standard", "currencyCode": "PLN"}


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"services": None},
        {"services": []},
        {"services": [None]},
        {"services": "none"},
        {"services": [STANDARD]},
        {"services": [{**STANDARD, "cost": "free"}]},
    ],
    ids=str,
)
def test_an_answer_without_a_price_is_told_as_none(cli, fake, answer, as_json):
    fake.fail_next(200, body=answer, path="/shipments/calculations")
    ended = cli(*PRICE, *(["--json"] if as_json else []))
    assert (ended.code, ended.err) == (1, NO_PRICE)
    assert "0.00" not in ended.out
    if as_json:
        assert ended.json == answer


def test_kinds_without_a_price_stand_beside_those_that_have_one(cli, fake):
    services = [STANDARD, {**STANDARD, "deliveryTypeName": "express", "cost": "77.03"}]
    fake.fail_next(200, body={"services": services}, path="/shipments/calculations")
    ended = cli(*PRICE)
    assert ended.code == 0
    assert [row.split() for row in ended.rows[1:]] == [
        ["standard", "PLN"],
        ["express", "77.03", "PLN"],
    ]


ODD = [None, 7, "x", {}, {"items": None}, {"items": None, "total": 0}, {"items": [None]}]
ODD += [{"items": [7, "x", []]}, {"items": [{}]}, {"items": {"a": {}}}, {"items": "x"}]
ODD += [{"items": [{"id": None, "number": None, "name": [1], "region": None, "cost": {}}]}]
ODD += [{"items": [{"number": "SHPL1", "sender": 1, "recipient": [], "parcels": [None], "id": 1}]}]


ASKED_BY_COMMANDS = ["GET /divisions", "GET /settlements", "GET /shipments"]
ASKED_BY_COMMANDS += ["GET /shipments/tracking/history", "DELETE /shipments/1"]
ASKED_BY_COMMANDS += ["POST /shipments/calculations"]


@pytest.mark.parametrize("answer", ODD, ids=str)
@pytest.mark.parametrize(
    "words",
    [
        PRICE,
        ("divisions", "--country", "PL"),
        ("settlements", "Warsaw"),
        ("track", "SHPL1", "--history"),
        ("shipment", "show", "SHPL1"),
        ("shipment", "delete", "SHPL1", "--yes"),
        ("create", "order.json"),
        ("call", "GET", "/shipments"),
    ],
    ids=" ".join,
)
def test_no_answer_ends_a_command_with_a_traceback(cli, fake, words, answer, order, tmp_path):
    (tmp_path / "order.json").write_text(json.dumps({**order, "clientOrder": "odd"}))
    for asked in ASKED_BY_COMMANDS:
        method, path = asked.split()
        fake.fail_next(200, body=answer, path=path, method=method, times=9)
    try:
        assert cli(*words).code in (0, 1)
        assert cli(*words, "--json").code in (0, 1)
    finally:
        fake._service.failures.clear()


def test_price_depends_on_the_size(cli):
    words = ("price", "--from", "PL", "--to", "PL", "--weight", "100")
    small, large = (cli(*words, "--size", size).rows[1] for size in ("1x1x1", "900X900X900"))
    assert float(small.split()[3]) < float(large.split()[3])
    for size in ("900\u0445900\u0445900", "900 \u00d7 900 \u00d7 900", "900*900*900"):
        assert cli(*words, "--size", size).rows[1] == large


def test_price_takes_divisions_of_both_kinds_of_ids(cli):
    known = cli(*PRICE, "--from-division", "10000", "--to-division", "10060", "--json")
    assert known.json["sender"]["divisionId"] == 10000
    unknown = cli(*PRICE, "--from-division", "0f8f64e5-7c1c-4f7e-a2c4-0d4f1f1b2c3d")
    assert (unknown.code, unknown.out) == (1, "")
    assert "--from-division: " in unknown.err


def test_shipment_show(cli, shipment):
    ended = cli("shipment", "show", shipment.number)
    facts = dict(row.split("  ", 1) for row in ended.rows)
    assert facts["number"].strip() == shipment.number
    assert facts["to"].strip() == "Оксана Шевченко, UA"
    assert facts["parcels"].strip() == "books 2000 g"
    assert cli("shipment", "show", shipment.id, "--json").json["number"] == shipment.number


def test_a_shipment_is_found_however_its_number_was_pasted(cli, shipment):
    number = shipment.number
    for pasted in (number.lower(), f" {number[:4]} {number[4:]}", f"\u202a{number}\u202c"):
        assert cli("shipment", "show", pasted, "--json").json["number"] == number
    assert cli("shipment", "delete", number.lower(), "--yes").code == 0


def test_shipment_delete_and_its_second_time(cli, shipment):
    assert cli("shipment", "delete", shipment.number, "--yes").out == f"deleted {shipment.number}\n"
    again = cli("shipment", "delete", shipment.number, "--yes")
    assert (again.code, again.err) == (1, "novapost: 422 shipment_was_deleted\n")


def test_shipment_delete_for_programs(cli, shipment):
    assert cli("shipment", "delete", shipment.id, "--yes", "--json").json["success"] is True


def test_nothing_is_deleted_where_nobody_can_be_asked(cli, shipment):
    ended = cli("shipment", "delete", shipment.number)
    assert ended.code == 2
    assert "--yes" in ended.err
    assert cli("shipment", "show", shipment.number, "--json").json["deletedAt"] is None


def test_label_is_saved_under_its_number(cli, shipment, tmp_path):
    ended = cli("label", shipment.number)
    assert ended.out == ""
    assert ended.err.startswith(f"{shipment.number}.pdf: ")
    assert (tmp_path / f"{shipment.number}.pdf").read_bytes().startswith(b"%PDF-")


def test_label_goes_where_it_is_told_to(cli, shipment, tmp_path):
    told = cli("label", shipment.number, "-o", tmp_path / "a.pdf", "--json").json
    assert told == {
        "file": str(tmp_path / "a.pdf"),
        "bytes": (tmp_path / "a.pdf").stat().st_size,
    }
    ended = cli("label", shipment.number, "-o", "-")
    assert ended.out.startswith("%PDF-")
    assert ended.err == ""


def test_a_label_that_fails_leaves_the_old_file_alone(cli, tmp_path):
    (tmp_path / "a.pdf").write_text("old")
    assert cli("label", "NO0000000000", "-o", "a.pdf").code == 1
    assert (tmp_path / "a.pdf").read_text() == "old"
    assert cli("label", "../escape").code == 2


def test_a_label_into_a_place_that_is_no_file_leaves_that_place(cli, shipment, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert cli("label", shipment.number, "-o", "pipe").code == 0
    assert os.read(reader, 5) == b"%PDF-"
    os.close(reader)
    assert (tmp_path / "pipe").is_fifo()
    (tmp_path / "link.pdf").symlink_to("target.pdf")
    assert cli("label", shipment.number, "-o", "link.pdf").code == 0
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "target.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("way", ["argument", "stdin", "file"])
def test_call_sends_json_and_prints_json(cli, order, tmp_path, way):
    body = json.dumps(order)
    (tmp_path / "order.json").write_text(body)
    word = {"argument": body, "stdin": "-", "file": "@order.json"}[way]
    ended = cli("call", "post", "/shipments", word, stdin=body.encode())
    assert ended.code == 0
    assert ended.json["number"].startswith("SHPL")


def test_call_sends_the_query_as_it_is_given(cli):
    words = ("--query", "countryCodes[]=EE", "--query", "countryCodes[]=LV", "--query", "limit=5")
    answer = cli("call", "GET", "divisions", *words).json
    assert {one["countryCode"] for one in answer["items"]} == {"EE", "LV"}


def test_call_passes_on_what_is_no_json(cli, shipment, tmp_path):
    words = ("call", "GET", "/shipments/print", "--query", f"numbers[]={shipment.number}")
    words = (*words, "--query", "type=marking")
    assert cli(*words).out.startswith("%PDF-")
    assert cli(*words, "-o", "x.pdf", "--json").json["file"] == "x.pdf"
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")


def test_answers_cannot_steer_the_terminal(cli, fake):
    evil = {"items": [{"id": 1, "name": "\x1b]0;evil\x07\x9b2J[red]x[/]\nnext"}], "last_page": 1}
    for words in (("divisions",), ("divisions", "--json")):
        fake.fail_next(200, body=evil, path="/divisions")
        ended = cli(*words)
        assert ended.code == 0
        assert not set("\x1b\x07\x9b") & set(ended.out)
        assert "[red]x[/]" in ended.out


@pytest.mark.parametrize("words", [("divisions",), ("shipment", "show", "1"), ("track", "1")])
def test_answers_of_any_shape_are_told(cli, fake, words):
    for items in (None, "text", [None], [{"id": {}, "name": [1], "parcels": 7, "date": 1}]):
        fake.fail_next(200, body={"items": items, "last_page": "x"}, path="/[ds]*")
        ended = cli(*words)
        assert ended.code in (0, 1)
        assert "Traceback" not in ended.err
