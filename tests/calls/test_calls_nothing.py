"""Answers of nothing: enough where something was deleted or changed, too little elsewhere."""

import httpx
import pytest
from fault_server import jwt

import novapost_auth as np

CHANGES = {
    "delete": lambda api: api.shipments.delete(1),
    "delete in Ukraine": lambda api: api.shipments.delete("0f8fad5b-d9cb-469f-a165-70867728950e"),
    "update": lambda api: api.shipments.update(1, {}),
    "webhooks.delete": lambda api: api.webhooks.delete(1),
    "pickups.delete": lambda api: api.pickups.delete(1),
    "registers.rename": lambda api: api.registers.rename(1, {"name": "x"}),
    "registers.add_shipments": lambda api: api.registers.add_shipments(1, {"numbers": ["A"]}),
    "pickups.remove_shipments": lambda api: api.pickups.remove_shipments(1, {"numbers": ["A"]}),
}
OTHERS = {
    "create": lambda api: api.shipments.create({}),
    "registers.create": lambda api: api.registers.create({}),
    "find": lambda api: api.divisions.find(),
    "calculate": lambda api: api.shipments.calculate({}),
    "print": lambda api: api.shipments.print_documents(numbers=["A"], type_="marking"),
}


@pytest.fixture
def ask(drive):
    def make(call, answer):
        def service(request):
            if request.url.path.endswith("/clients/authorization"):
                return httpx.Response(200, json={"jwt": jwt(1)})
            return answer

        return drive(transport=httpx.MockTransport(service), retries=None).do(call)

    return make


@pytest.mark.parametrize("name", CHANGES)
def test_a_204_is_done_where_something_was_changed(name, ask):
    answer = ask(CHANGES[name], httpx.Response(204))
    assert answer is None or not answer.to_dict()


@pytest.mark.parametrize("name", OTHERS)
def test_elsewhere_an_answer_is_missing(name, ask):
    with pytest.raises(np.UnexpectedResponse):
        ask(OTHERS[name], httpx.Response(204))


@pytest.mark.parametrize(
    "name", sorted(CHANGES.keys() - {"webhooks.delete"})
)  # It answers with none.
@pytest.mark.parametrize("text", ["", "OK", "<html>", "[]"])
def test_any_other_success_still_has_to_be_read(name, text, ask):
    with pytest.raises(np.UnexpectedResponse):
        ask(CHANGES[name], httpx.Response(200, text=text))
