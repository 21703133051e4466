"""The programs of examples/programs, run as people would: to their end, or to a sudden one."""

import importlib
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from io import StringIO

import pytest
from docs_pages import ROOT

from novapost_auth import NovaPost, NovaPostError
from novapost_auth.testing import FakeNovaPost
from novapost_client.models import Division

pytestmark = pytest.mark.examples
PROGRAMS = ROOT / "examples" / "programs"
PARCEL = {"rowNumber": 1, "cargoCategory": "parcel", "insuranceCost": 10, "actualWeight": 2000}
PARCEL |= {"width": 200, "length": 300, "height": 100, "parcelDescription": "Books"}
END = {"name": "Jan Kowalski", "phone": "48500100200", "countryCode": "PL", "divisionId": 10000}
BODY = {"payerType": "Sender", "sender": END, "recipient": END, "parcels": [PARCEL]}


@pytest.fixture
def fake(monkeypatch, tmp_path):
    fake = FakeNovaPost()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.syspath_prepend(PROGRAMS)
    with fake.serve() as served:
        monkeypatch.setenv("NOVAPOST_SERVER", served.url)
        monkeypatch.setenv("NOVAPOST_API_KEY", fake.api_key)
        yield fake


def created(fake):
    with NovaPost(fake.api_key, transport=fake.transport) as novapost:
        return list(novapost.shipments.find_all(limit=100))


def test_a_checkout_from_the_town_to_the_shipment(fake, caplog):
    testclient = pytest.importorskip("starlette.testclient")
    app = importlib.import_module("checkout").app
    with testclient.TestClient(app) as shop:
        (town,) = shop.get("/towns", params={"country": "DE", "typed": "berl"}).json()
        places = shop.get("/divisions", params={"town": town["id"], "grams": 25_000}).json()
        assert [one["kind"] for one in places] == ["PostBranch", "Postomat", "CargoBranch"]
        # The fake has none that is closed there, or hands nothing out.
        assert {("statuses[]", "Working"), ("prohibitedIssuance", "0")} <= {*fake.calls[-1].params}
        cart = {"grams": 1500, "value": 100}
        prices = shop.post("/prices", params={"country": "DE"}, json=cart).json()
        assert prices["economy"] == [42.07, "PLN"]
        assert shop.post("/prices", params={"country": "AQ"}, json=cart).json() == {}
        refused = shop.post("/prices", params={"country": "Poland"}, json=cart)
        assert (refused.status_code, "countryCode" in refused.text) == (422, True)
        fake.fail_next(422, body={"errors": {"settlementIds.0": "is none"}}, path="/divisions")
        refused = shop.get("/divisions", params={"town": "x", "grams": 1})
        assert (refused.status_code, "settlementIds.0" in refused.text) == (422, True)

        order = {"cart": cart, "name": "Lena Schmidt", "phone": "4915112345678", "country": "DE"}
        order["division"] = places[0]["id"]
        numbers = {shop.put("/orders/17/shipment", json=order).json()["number"] for _ in range(2)}
        assert [one.number for one in created(fake)] == list(numbers)
        wrong = shop.put("/orders/18/shipment", json={**order, "division": 1})
        assert (wrong.status_code, "recipient.divisionId" in wrong.text) == (422, True)
        for unfit in ({"division": "x" * 9, "name": "\ud800"}, {"cart": {**cart, "value": 1e999}}):
            body = json.dumps({**order, **unfit}).replace("Infinity", "1e999")
            refused = shop.put("/orders/19/shipment", content=body)
            assert refused.status_code == 422, refused.text
        for name in ("7" * 51, "%2018"):
            refused = shop.put(f"/orders/{name}/shipment", json=order)
            assert (refused.status_code, "client_order" in refused.text) == (422, True)
        refused = shop.get("/towns", params={"country": "DE", "typed": " "})
        assert (refused.status_code, "text_search" in refused.text) == (422, True)
        fake.older_forms = True
        prices = shop.post("/prices", params={"country": "DE"}, json=cart).json()
        assert prices == {"delivery": [52.06, "PLN"]}
        fake.older_forms = False
        fake.fail_next(200, body={"services": [{"deliveryTypeName": "standard"}]})
        assert shop.post("/prices", params={"country": "DE"}, json=cart).json() == {}
        assert {one.levelname for one in caplog.records} == {"WARNING"}
        fake.fail_next(503, times=9)
        assert shop.put("/orders/18/shipment", json=order).status_code == 503
        assert shop.get("/divisions", params={"town": 1010, "grams": 1}).status_code == 503
        assert {one.name for one in caplog.records if one.levelname == "ERROR"} == {"shop"}
        caplog.clear()  # Records hold the errors.


def test_a_batch_of_twenty_thousand_is_gone_on_with(fake, tmp_path, monkeypatch, capsys):
    nightly = importlib.import_module("nightly")
    with NovaPost(fake.api_key, transport=fake.transport) as novapost:
        known = [novapost.shipments.create(BODY).number for _ in range(20)]
    numbers, states = tmp_path / "numbers.txt", tmp_path / "states.jsonl"
    wanted = [*known, *(f"SHPL{number:010}" for number in range(19_980))]
    numbers.write_text("\ufeff" + "\n".join([*wanted, *wanted[-3:]]), encoding="utf-8")
    # As it is after a cut: some lines, and a half.
    states.write_text(
        "".join(f'{{"number": "{one}", "code": "1"}}\n' for one in known[:5]) + '{"nu'
    )
    written, asked = nightly.line, []

    def line(number, shipment):
        asked.append(number)
        if len(asked) == 7_000:
            raise KeyboardInterrupt
        return written(number, shipment)

    monkeypatch.setattr(nightly, "line", line)
    with pytest.raises(KeyboardInterrupt):
        nightly.main(numbers, states)
    assert len(states.read_text().splitlines()) == 5 + 6_999
    assert nightly.main(numbers, states) == 0
    assert len(asked) == 19_995 + 1  # What was cut off came again, and no more.
    lines = [json.loads(line) for line in states.read_text().splitlines()]
    assert sorted(one["number"] for one in lines if one["code"]) == sorted(known)
    assert sorted(one["number"] for one in lines) == sorted(wanted)
    assert capsys.readouterr().out == "12996 of 12996 written\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of files there")
def test_the_batch_loses_nothing_that_is_written_on_a_full_disk(tmp_path):
    states = tmp_path / "states.jsonl"
    content = "".join(f'{{"number": "{one}", "code": "1"}}\n' for one in range(100))
    states.write_text(content + '{"nu')
    begin = (
        "import resource, sys; from pathlib import Path; import nightly;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0));"
        "print(len(set(nightly.known(Path(sys.argv[1])))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", begin, str(states)],
        cwd=PROGRAMS,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("100\n", "")
    assert states.read_text() == content


@contextmanager
def django(database):
    """Set Django up for the application, whatever another test has set; yield its commands."""
    conf, apps = (importlib.import_module(f"django.{name}") for name in ("conf", "apps"))
    holder = conf.UserSettingsHolder(importlib.import_module("django.conf.global_settings"))
    holder.INSTALLED_APPS, holder.USE_TZ = ["django_divisions"], True
    holder.DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(database)}}
    before, conf.settings._wrapped = conf.settings._wrapped, holder
    apps.apps.populate(holder.INSTALLED_APPS)
    connections = importlib.import_module("django.db").connections
    vars(connections).pop("settings", None)
    connections._settings = None  # They are read again.
    if hasattr(connections._connections, "default"):
        connections["default"].close()
        del connections["default"]
    try:
        management = importlib.import_module("django.core.management")
        management.call_command("migrate", run_syncdb=True, verbosity=0)
        yield management.call_command
    finally:
        connections.close_all()
        conf.settings._wrapped = before


@pytest.mark.usefixtures("fake")
def test_a_table_of_divisions_is_brought_up_to_date(tmp_path, monkeypatch):
    pytest.importorskip("django")
    said = StringIO()
    with django(tmp_path / "db.sqlite3") as command:
        command("sync_divisions", stdout=said)
        table = importlib.import_module("django_divisions.models").Division
        assert table.objects.filter(country="PL", is_open=True).count() == 24
        assert [one.id for one in table.objects.filter(is_open=False)] == ["10083"]
        module = importlib.import_module("django_divisions.management.commands.sync_divisions")

        def later(**_):
            for number in (10000, 20000):
                yield Division.from_dict({"id": number, "name": "new", "status": "Working"})

        monkeypatch.setattr(module, "download_divisions", later)
        command("sync_divisions", stdout=said)
        assert said.getvalue() == "92 divisions, 0 closed\n2 divisions, 90 closed\n"
        assert {one.id for one in table.objects.filter(is_open=True)} == {"10000", "20000"}
        assert table.objects.get(id="10000").name == "new"

        def broken(**_):
            yield Division.from_dict({"id": 30000, "status": "Working"})
            raise NovaPostError("cut off")

        monkeypatch.setattr(module, "download_divisions", broken)
        with pytest.raises(Exception, match="cut off"):
            command("sync_divisions", stdout=said)
        assert table.objects.count() == 93


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_label_station_survives_sudden_deaths(fake, tmp_path):
    orders, labels = tmp_path / "orders", tmp_path / "labels"
    orders.mkdir()
    for number in range(6):
        (orders / f"order-{number}.json").write_text(json.dumps(BODY))
    command = [sys.executable, str(PROGRAMS / "label_station.py"), str(orders), str(labels)]
    for further in (4, 6):  # After so many calls it is killed, each time at another place.
        until = len(fake.calls) + further
        station = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        end = time.monotonic() + 40
        while len(fake.calls) < until and station.poll() is None:
            assert time.monotonic() < end
            time.sleep(0.001)
        os.kill(station.pid, signal.SIGKILL)
        station.wait()
        assert all(one.read_bytes().endswith(b"%%EOF\n") for one in labels.glob("*.pdf"))
    for name, wrong in (("a", "{"), ("b", "[{}]"), ("c", '"x"'), ("d", "[" * 9**5), ("e", "{}")):
        (orders / f"{name}.json").write_text(wrong)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = [line[:7] for line in done.stderr.splitlines()]
    assert (done.returncode, told) == (1, [f"{name}.json:" for name in "abcde"])
    assert sorted(one.stem for one in labels.glob("*.pdf")) == [f"order-{n}" for n in range(6)]
    assert len(created(fake)) == 6  # None was made twice.
