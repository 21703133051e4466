"""The models in the hands of what builds on types: typing, pydantic, FastAPI, cattrs."""

import asyncio
import importlib.util
import sys
from typing import Annotated, get_type_hints

import attrs
import httpx
import pytest
from cattrs import Converter
from cattrs.strategies import use_class_methods
from fastapi import Body, FastAPI
from pydantic import BaseModel, TypeAdapter, ValidationError

from novapost_client import models
from novapost_client.codec import is_model
from novapost_client.models import Division, Shipment, ShipmentRequest

MODELS = [getattr(models, name) for name in models.__all__ if is_model(getattr(models, name))]
DATA = {
    "id": 1,
    "countryCode": "PL",
    "latitude": None,
    "settlement": {"id": "a", "name": "Krak\u00f3w", "region": {"id": 2, "unknown": [1]}},
    "workSchedule": [{"day": "Monday", "from": "8:00"}, "odd"],
    "unknown": {"a": 1},
}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_hints_of_a_model_are_its_fields(model):
    hints = get_type_hints(model)
    assert {field.name for field in attrs.fields(model)} <= hints.keys()
    assert not any(isinstance(hint, str) for hint in hints.values())


def test_pydantic_reads_and_writes_models():
    adapter = TypeAdapter(list[Division])
    (division,) = adapter.validate_python([DATA])
    assert division == Division.from_dict(DATA)
    assert adapter.validate_python([division])[0] is division
    assert adapter.dump_python([division]) == [DATA]
    assert adapter.validate_json(adapter.dump_json([division])) == [division]
    with pytest.raises(ValidationError, match="a JSON object is meant, not a string"):
        adapter.validate_python(["PL"])
    for mode in ("validation", "serialization"):
        schema = adapter.json_schema(mode=mode)["items"]
        assert (schema["title"], schema["type"]) == ("Division", "object")
        assert schema["properties"].keys() >= {"countryCode", "settlement"}


def test_models_are_fields_of_pydantics_own():
    class Seen(BaseModel):
        shipment: Shipment | None = None

    seen = Seen.model_validate({"shipment": {"id": "a-b", "number": "SHPL1", "neu": 1}})
    assert seen.shipment == Shipment.from_dict({"id": "a-b", "number": "SHPL1", "neu": 1})
    assert seen.model_dump(mode="json") == {"shipment": {"id": "a-b", "number": "SHPL1", "neu": 1}}


async def asked(app, method, path, **content):
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://shop") as client:
        return await client.request(method, path, **content)


def test_fastapi_takes_and_gives_models():
    app = FastAPI()

    @app.post("/shipments")
    async def create(body: Annotated[ShipmentRequest, Body()]) -> Shipment:
        return Shipment.from_dict({"id": 1, "number": "A", "sender": body.sender.to_dict()})

    @app.get("/divisions")
    async def divisions() -> list[Division]:
        return [Division.from_dict(DATA)]

    sender = {"countryCode": "PL", "name": "Jan", "neu": 1}
    answer = asyncio.run(asked(app, "POST", "/shipments", json={"sender": sender}))
    assert answer.json() == {"id": 1, "number": "A", "sender": sender}
    assert asyncio.run(asked(app, "GET", "/divisions")).json() == [DATA]
    assert asyncio.run(asked(app, "POST", "/shipments", json=[1])).status_code == 422
    assert asyncio.run(asked(app, "GET", "/openapi.json")).status_code == 200


def test_cattrs_reads_and_writes_models():
    converter = Converter()
    use_class_methods(converter, "from_dict", "to_dict")

    @attrs.define
    class Seen:
        divisions: list[Division]

    seen = converter.structure({"divisions": [DATA]}, Seen)
    assert seen.divisions == [Division.from_dict(DATA)]
    assert converter.unstructure(seen)["divisions"] == [DATA]


@pytest.mark.parametrize("later", ["class (", "'", "    x", "", "y = 1"])
def test_a_docstring_is_there_whatever_has_become_of_its_source(later, tmp_path):
    """As where a package is renewed under a program that runs."""
    lines = (
        "from novapost_client.told import Told",
        "class Model:",
        "    name: str",
        "    'What it is called.'",
        "Model.__doc__ = Told('A model.')",
    )
    source = tmp_path / f"told_{tmp_path.name}.py"
    source.write_text("\n".join(lines))
    spec = importlib.util.spec_from_file_location(source.stem, source)
    module = sys.modules[source.stem] = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        assert "name: What it is called." in module.Model.__doc__

        source.write_text(f"{later}\n" * 9)
        assert module.Model.__doc__ == "A model."
    finally:
        del sys.modules[source.stem]
