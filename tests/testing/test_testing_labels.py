"""Labels: real PDFs, and the rules of printing."""

import re

import pytest


def print_documents(http, **params):
    return http.get("/shipments/print", params=params)


def objects_of(pdf):
    """Follow the cross-reference table, as a viewer does, to each object's bytes."""
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n\Z", pdf)[1])
    table = pdf[start:]
    size = int(re.match(rb"xref\n0 (\d+)\n", table)[1])
    entries = re.findall(rb"(\d{10}) \d{5} ([nf]) \n", table)
    assert len(entries) == size == int(re.search(rb"/Size (\d+)", table)[1])
    objects = {}
    for number, (offset, kind) in enumerate(entries):
        if kind == b"n":
            found = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj\n", re.DOTALL).match(pdf, int(offset))
            assert int(found[1]) == number
            objects[number] = found[2]
    return objects


def test_a_marking_is_a_pdf_with_the_number_on_it(http, shipment):
    answer = print_documents(http, **{"numbers[]": shipment["number"], "type": "marking"})

    objects = objects_of(answer.content)
    stream = next(one for one in objects.values() if b"stream" in one)
    length = int(re.search(rb"/Length (\d+)", stream)[1])
    text = re.search(rb"stream\n(.*)\nendstream", stream, re.DOTALL)[1]
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-1.4\n")
    assert objects[1] == b"<< /Type /Catalog /Pages 2 0 R >>"
    assert len(text) == length
    assert f"({shipment['number']}) Tj".encode() in text
    assert b"/MediaBox [0 0 283 283]" in answer.content  # 100 mm


def test_papers_are_printed_for_many_on_a4(http, order, shipment):
    other = http.post("/shipments", json=order).json()
    numbers = [shipment["number"], other["number"]]

    pdf = print_documents(http, **{"numbers[]": numbers, "type": "invoice"}).content

    assert b"/Count 2" in objects_of(pdf)[2]
    assert pdf.count(b"/MediaBox [0 0 595 842]") == 2


def test_text_that_the_font_does_not_have_breaks_nothing(http, order):
    order["sender"]["name"] = "Łukasz (Żak) \\ Оксана\n"
    number = http.post("/shipments", json=order).json()["number"]

    pdf = print_documents(http, **{"numbers[]": number, "type": "marking"}).content

    assert objects_of(pdf)
    assert rb"Lukasz \(Zak\) \\ ??????, Warszawa" in pdf


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"type": "marking", "numbers[]": 2}, "numbers"),
        ({"type": "marking", "printSizeType": "size_A4"}, "printSizeType"),
        ({"type": "invoice", "deliveryType": "Pickup"}, "deliveryType"),
        ({"type": "postcard"}, "type"),
    ],
)
def test_the_rules_of_printing(http, shipment, params, field):
    number = shipment["number"]
    numbers = [number] * params.pop("numbers[]", 1)

    answer = print_documents(http, **{"numbers[]": numbers, **params})

    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])


@pytest.mark.parametrize("extra", [{"printSizeType": "size_100_100"}, {"deliveryType": "Pickup"}])
def test_what_a_marking_may_have(http, shipment, extra):
    params = {"numbers[]": shipment["number"], "type": "marking", **extra}

    assert print_documents(http, **params).status_code == 200
