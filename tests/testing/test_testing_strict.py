"""The fake refuses what the service is known to refuse, and names what it does not know."""

import copy

import pytest

UKRAINIAN_LOCKER = 10061


def refused(answer):
    assert answer.status_code == 422, answer.text
    return list(answer.json()["errors"])


def changed(order, where, value):
    """Copy the order with a value put at a dotted place; ``...`` takes the field out."""
    result = copy.deepcopy(order)
    *way, last = where.split(".")
    node = result
    for step in way:
        node = node[int(step) if step.isdecimal() else step]
    if value is ...:
        node.pop(last, None)
    else:
        node[last] = value
    return result


@pytest.mark.parametrize(
    ("where", "value", "field"),
    [
        ("sender.name", "", "sender.name"),
        ("recipient.name", "  ", "recipient.name"),
        ("recipient.email", "oksana", "recipient.email"),
        ("sender.email", "jan@shop", "sender.email"),
        ("recipient.email", ..., "recipient.email"),
        ("sender.email", "", "sender.email"),
        ("sender.phone", "+48500100200", "sender.phone"),
        ("sender.phone", "0500100200", "sender.phone"),
        ("recipient.phone", "0048500100200", "recipient.phone"),
        ("recipient.phone", "380 67 123 45 67", "recipient.phone"),
        ("sender.divisionId", 4711, "sender.divisionId"),
        ("sender.divisionId", "4711", "sender.divisionId"),
        ("sender.divisionId", UKRAINIAN_LOCKER, "sender.divisionId"),
        ("recipient.settlementId", 4711, "recipient.settlementId"),
        ("recipient.settlementId", 1000, "recipient.settlementId"),
        ("recipient.settlementId", ..., "recipient.addressParts.city"),
        ("invoice", ..., "invoice"),
        ("invoice", None, "invoice"),
        ("invoice.items", [], "invoice.items"),
        ("parcels.0.actualWeight", 30_010, "parcels.0.actualWeight"),
        ("recipient.addressParts", {}, "recipient.addressParts"),
        ("recipient.addressParts", ..., "recipient.addressParts"),
        ("payerType", "ThirdPerson", "payerContractNumber"),
        ("parcels.0.cargoCategory", "documents", "parcels.0.cargoCategory"),
        ("invoice.incoterm", ..., "invoice.incoterm"),
        ("invoice.totalCostEur", ..., "invoice.totalCost"),
        ("invoice.items.0.hsCode", None, "invoice.items.0.hsCode"),
        ("invoice.items.0.hsCode", "4901.99", "invoice.items.0.hsCode"),
        ("invoice.items.0.measurementCode", "", "invoice.items.0.measurementCode"),
        ("invoice.items.0.costEur", ..., "invoice.items.0.cost"),
    ],
)
def test_a_shipment_to_ukraine_is_refused_for(http, order, where, value, field):
    assert refused(http.post("/shipments", json=changed(order, where, value))) == [field]
    assert http.get("/shipments").json()["total"] == 0


@pytest.mark.parametrize("grams", [30_000, 31_000])
@pytest.mark.parametrize("end", ["sender", "recipient"])
def test_a_locker_of_30_kg_takes_no_more(http, order, end, grams):
    lockers = {"sender": 10001, "recipient": UKRAINIAN_LOCKER}
    order["recipient"] |= {"divisionId": UKRAINIAN_LOCKER + 1}  # A cargo branch.
    order["sender"] |= {"divisionId": 10002}
    order[end]["divisionId"] = lockers[end]
    order["parcels"].append({**order["parcels"][0], "rowNumber": 2, "actualWeight": grams})

    answer = http.post("/shipments", json=order)

    if grams == 30_000:
        assert answer.status_code == 201, answer.text
    else:
        assert answer.json()["errors"] == {
            "parcels.1.actualWeight": f"validation.not_allowed.{end}"
        }


def test_nothing_more_is_asked_for_within_the_union_and_within_a_country(http, order):
    for country, division in (("PL", 10010), ("DE", 10100), ("LT", 10170)):
        recipient = {"name": "A", "phone": "4915112345678", "countryCode": country}
        body = {**order, "recipient": {**recipient, "divisionId": division}, "invoice": None}
        body["sender"] = changed(order["sender"], "email", ...)
        assert http.post("/shipments", json=body).status_code == 201, country


@pytest.mark.parametrize(
    ("size", "grams", "status"),
    [
        ((350, 250, 20), 1000, 201),
        ((250, 350, 20), 1000, 201),
        ((350, 250, 21), 1000, 422),
        ((351, 250, 20), 1000, 422),
        ((350, 250, 20), 1001, 422),
    ],
)
def test_documents_are_small_and_light(http, order, size, grams, status):
    sides = dict(zip(("length", "width", "height"), size, strict=True))
    order["parcels"][0] |= {"cargoCategory": "documents", "actualWeight": grams, **sides}

    assert http.post("/shipments", json=order).status_code == status


def test_a_third_person_pays_by_contract_and_codes_for_moldova_are_long(http, order):
    order |= {"payerType": "ThirdPerson", "payerContractNumber": "CT-1"}
    assert http.post("/shipments", json=order).status_code == 201

    order["recipient"] = {**order["recipient"], "countryCode": "MD", "divisionId": 10190}
    assert refused(http.post("/shipments", json=order)) == ["invoice.items.0.hsCode"]
    order["invoice"]["items"][0]["hsCode"] = "4901 99 00 00"
    assert http.post("/shipments", json=order).status_code == 201


def test_a_recipient_must_be_somewhere(http, order):
    order["recipient"] = {"name": "A", "phone": "4915112345678", "countryCode": "DE"}

    assert refused(http.post("/shipments", json=order)) == ["recipient.addressParts"]


COD = {"serviceCode": "COD", "amount": 10, "payerType": "Recipient"}
ACCOUNT = {
    "amount": 10,
    "currencyCode": "PLN",
    "bankAccountId": "1234567890",
    "bankAccountName": "PL12345678901234567890123456",
    "commissionPayer": "Recipient",
}
PLACE = "services.0.additionalParameters.cod.bankAccount"


@pytest.mark.parametrize(
    ("parameters", "field"),
    [
        (None, PLACE),
        ({}, PLACE),
        ({"cod": {}}, PLACE),
        ({"cod": {"bankAccount": {}}}, PLACE),
        ({"cod": {"bankAccount": {**ACCOUNT, "bankAccountName": ""}}}, f"{PLACE}.bankAccountName"),
        ({"cod": {"bankAccount": changed(ACCOUNT, "amount", ...)}}, f"{PLACE}.amount"),
    ],
)
def test_cash_on_delivery_needs_an_account(http, order, parameters, field):
    service = COD if parameters is None else {**COD, "additionalParameters": parameters}

    assert refused(http.post("/shipments", json={**order, "services": [service]})) == [field]


@pytest.mark.parametrize(
    ("where", "value"), [("amount", ...), ("payerType", "Sender"), ("payerType", ...)]
)
def test_cash_on_delivery_by_its_code_is_paid_by_the_recipient(http, order, where, value):
    service = {**COD, "additionalParameters": {"cod": {"bankAccount": ACCOUNT}}}
    services = [changed(service, where, value)]

    asked = {**order, "services": services}
    assert refused(http.post("/shipments", json=asked)) == [f"services.0.{where}"]


def test_cash_on_delivery_with_an_account_is_taken(http, order):
    service = {**COD, "additionalParameters": {"cod": {"bankAccount": ACCOUNT}}}

    assert http.post("/shipments", json={**order, "services": [service]}).status_code == 201


def test_a_price_needs_to_know_where_the_sender_is(http, order):
    order["sender"] = {"countryCode": "PL"}

    assert refused(http.post("/shipments/calculations", json=order)) == ["sender.addressParts"]


# What is found


@pytest.mark.parametrize(
    ("params", "names"),
    [
        ({"textSearch": "lodz"}, {"Lodz"}),
        ({"textSearch": "ŁÓDŹ"}, {"Lodz"}),
        ({"textSearch": "Берлін"}, {"Berlin"}),
        ({"textSearch": "nowhere"}, set()),
        ({"name": "Wr*"}, {"Wroclaw"}),
        ({"name": "*law"}, {"Wroclaw"}),
        ({"name": "law"}, set()),
        ({"name": "L*v", "countryCodes[]": "UA"}, {"Lviv"}),
        ({"countryCodes[]": ["PL"], "textSearch": "warsz"}, {"Warsaw"}),
    ],
)
def test_settlements_are_searched_for(http, params, names):
    answer = http.get("/settlements", params=params).json()

    assert {one["name"] for one in answer["items"]} == names


@pytest.mark.parametrize(
    ("params", "ids"),
    [
        ({"ids[]": [10000, 10100]}, {10000, 10100}),
        ({"textSearch": "berlin locker"}, {10101}),
        ({"textSearch": "friedrichstrasse"}, {10100, 10101, 10102, 10103}),
        ({"textSearch": "Berlin Warsaw"}, set()),
        ({"name": "*Krakow*locker*"}, {10011}),
        ({"name": "Krakow"}, set()),
    ],
)
def test_divisions_are_searched_for(http, params, ids):
    items = http.get("/divisions", params={**params, "limit": 100}).json()["items"]

    assert {one["id"] for one in items} == ids


def test_shipments_are_found_by_order_and_division(http, order, shipment):
    other = http.post("/shipments", json={**order, "clientOrder": "shop-2"}).json()

    def found(**params):
        return [one["number"] for one in http.get("/shipments", params=params).json()["items"]]

    assert found(clientOrder="shop-2") == [other["number"]]
    assert found(clientOrder="nobody's") == []
    assert found(divisionId=10000) == [shipment["number"], other["number"]]
    assert found(divisionId=10001) == []


# How lists may come, and what is said of the unknown


@pytest.mark.parametrize("form", ["numbers[]={0}&numbers[]={1}", "numbers[0]={0}&numbers[1]={1}"])
@pytest.mark.parametrize(
    "path", ["/shipments", "/shipments/", "/shipments/tracking/history", "/shipments/tracking/"]
)
def test_lists_come_as_this_library_and_as_php_write_them(http, order, shipment, form, path):
    other = http.post("/shipments", json=order).json()
    query = form.format(shipment["number"], other["number"])

    assert len(http.get(f"{path}?{query}").json()["items"]) == 2


def test_what_is_not_known_is_named_in_the_log(fake, http, order, caplog):
    http.get("/shipments", params={"clientOrdr": "secret-value", "numbers[]": "A"})
    http.post("/shipments", json=changed(order, "sender.nmae", "secret-value"))

    assert [call.unknown for call in fake.calls[-2:]] == [("clientOrdr",), ("sender.nmae",)]
    assert "GET /shipments: not known: clientOrdr" in caplog.text
    assert "POST /shipments: not known: sender.nmae" in caplog.text
    assert "secret-value" not in caplog.text


def test_what_is_known_is_not_named(fake, http, shipment):
    http.get(f"/shipments/?numbers[0]={shipment['number']}&page=1")

    assert [call.unknown for call in fake.calls] == [()] * len(fake.calls)


# Goods


def test_goods_are_changed_and_told_back(http):
    path = "/fulfillment/pl/goods/0f8f64e5-7c1c-4f7e-a2c4-0d4f1f1b2c3d"

    answer = http.patch(path, json={"price": 2.5, "inventExpireDays": None})

    assert (answer.status_code, answer.json()) == (201, {"price": 2.5, "inventExpireDays": None})
    assert refused(http.patch(path, json={})) == [""]
    assert refused(http.patch(path, json={"price": 0})) == ["price"]
    assert refused(http.patch(path, json={"goodsUnitName": "x"})) == ["goodsUnitName"]
