"""Every example is run by some test, and again on what is to be released."""

import json
import re
import runpy
import shutil
import subprocess
import sys

import pytest
from docs_pages import ROOT

from novapost_auth import NovaPost
from novapost_auth.testing import FakeNovaPost

EXAMPLES = sorted((ROOT / "examples").rglob("*.py"))
TESTS = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
# Those that `make release-check` runs, or has a look at.
MARKED = "".join(text for text in TESTS if "pytest.mark.examples" in text)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_run_by_a_test(example):
    name = "shop" if example.parent.name == "shop" else example.stem
    assert re.search(rf"\b{name}\b", MARKED)


@pytest.mark.examples
def test_the_tests_of_the_shop_pass(tmp_path):
    shutil.copytree(ROOT / "examples" / "shop", tmp_path, dirs_exist_ok=True)
    tested = subprocess.run(
        [sys.executable, "-W", "error", "-m", "pytest", "-q"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert tested.returncode == 0, tested.stdout
    assert re.search(r"\b8 passed", tested.stdout)


@pytest.mark.examples
def test_many_labels_are_one_pdf_without_those_that_cannot_be_had(tmp_path, monkeypatch, capsys):
    pypdf = pytest.importorskip("pypdf")
    main = runpy.run_path(str(ROOT / "examples" / "many_labels.py"))["main"]
    fake, path = FakeNovaPost(), tmp_path / "labels.pdf"
    end = {"name": "Jan Kowalski", "phone": "48500100200", "countryCode": "PL", "divisionId": 10000}
    parcel = {"rowNumber": 1, "cargoCategory": "parcel", "insuranceCost": 10, "actualWeight": 2000}
    parcel |= {"width": 200, "length": 300, "height": 100, "parcelDescription": "Books"}
    body = {"payerType": "Sender", "sender": end, "recipient": end, "parcels": [parcel]}
    with fake.serve() as served:
        monkeypatch.setenv("NOVAPOST_SERVER", served.url)
        monkeypatch.setenv("NOVAPOST_API_KEY", fake.api_key)
        with NovaPost() as novapost:
            numbers = [novapost.shipments.create(body).number for _ in range(5)]
        assert main(path, [*numbers[:2], "SHPL0000000000", *numbers[2:]]) == 1
        told = [page.extract_text() for page in pypdf.PdfReader(path).pages]
        assert [number for text in told for number in numbers if number in text] == numbers
        assert "SHPL0000000000: 404" in capsys.readouterr().err

        assert main(tmp_path / "none.pdf", ["SHPL0000000000"]) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["labels.pdf"]


@pytest.mark.examples
def test_two_processes_at_one_order_at_the_same_moment_make_one_shipment(tmp_path, monkeypatch):
    program = ROOT / "examples" / "one_shipment_for_two_processes.py"
    end = {"name": "Jan Kowalski", "phone": "48500100200", "countryCode": "PL", "divisionId": 10000}
    parcel = {"rowNumber": 1, "cargoCategory": "parcel", "insuranceCost": 10, "actualWeight": 2000}
    parcel |= {"width": 200, "length": 300, "height": 100, "parcelDescription": "Books"}
    body = {"clientOrder": "order-1", "payerType": "Sender", "sender": end, "recipient": end}
    (tmp_path / "shipment.json").write_text(json.dumps({**body, "parcels": [parcel]}))
    fake = FakeNovaPost()
    fake.latency = 0.3  # Both have searched before either has created, if nothing holds one back.
    with fake.serve() as served:
        monkeypatch.setenv("NOVAPOST_SERVER", served.url)
        monkeypatch.setenv("NOVAPOST_API_KEY", fake.api_key)
        command = [sys.executable, str(program), "shipment.json"]
        running = [
            subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True)
            for _ in range(3)
        ]
        told = [one.communicate(timeout=60)[0] for one in running]
    assert told == ["SHPL1000001001\n"] * 3
    made = [call for call in fake.calls if (call.method, call.path) == ("POST", "/shipments")]
    assert len(made) == 1
