"""Reading, writing and holding a page of 1,000 divisions."""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import msgspec
import orjson

from benchmarks import pages
from benchmarks.bodies import shipment
from benchmarks.equals import pydantic_model, struct
from benchmarks.figures import Bar, Figure
from benchmarks.turns import Times, take_turns
from novapost_auth._calls.body import encode
from novapost_client import model
from novapost_client.models import DivisionPage
from novapost_client.types import json_ready

SIZE = 1000
ROUNDS = 31
PAGE = f"bytes of a page of {SIZE:,} divisions → typed objects"


def figures() -> Iterator[Figure]:
    content = pages.page(SIZE)
    stock = import_module("stock_client.models").DivisionPage
    yield from _reading(content, stock)
    yield from _writing()
    yield from _memory(content, stock)


@contextmanager
def only_json() -> Iterator[None]:
    """Read without orjson meanwhile, as where ``novapost`` is installed without its extra."""
    installed, model.loads = model.loads, json.loads
    try:
        yield
    finally:
        model.loads = installed


def _reading(content: bytes, stock: Any) -> Iterator[Figure]:
    decoder = msgspec.json.Decoder(struct("DivisionPage"))
    pydantic = pydantic_model("DivisionPage")

    def ours() -> object:
        return model.read_object(DivisionPage, content)

    def ours_with_json() -> object:
        with only_json():
            return ours()

    times = take_turns(
        f"reading a page of {SIZE:,}",
        {
            "ours": ours,
            "ours, json": ours_with_json,
            "stock": lambda: stock.from_dict(json.loads(content)),
            "pydantic": lambda: pydantic.model_validate_json(content),
            "msgspec": lambda: decoder.decode(content),
        },
        rounds=ROUNDS,
    )
    for other, name, bar in (
        ("stock", "the stock client: `json` + `from_dict`", Bar("≥", 2)),
        ("pydantic", "pydantic, `model_validate_json`", Bar("≥", 1.3)),
    ):
        yield Figure(PAGE, name, times.ratio(other, "ours"), bar, _each(times, "ours", other))
        note = f"without orjson; {_each(times, 'ours, json', other)}"
        yield Figure(PAGE, name, times.ratio(other, "ours, json"), None, note)
    name, bar = "msgspec, `Decoder` of equal structs: the limit", Bar("≤", 3)
    yield Figure(PAGE, name, times.ratio("ours", "msgspec"), bar, _each(times, "ours", "msgspec"))


def _writing() -> Iterator[Figure]:
    ours = shipment()
    theirs = import_module("stock_client.models").ShipmentRequest.from_dict(ours.to_dict())

    def each(write: Callable[[], bytes]) -> Callable[[], None]:
        def work() -> None:
            for _ in range(SIZE):
                write()

        return work

    times = take_turns(
        f"writing {SIZE:,} shipment requests",
        {
            "ours": each(lambda: encode(json_ready(ours))),
            "orjson": each(lambda: orjson.dumps(json_ready(ours))),
            "stock": each(lambda: json.dumps(theirs.to_dict()).encode()),
        },
        rounds=ROUNDS,
    )
    what, against = "typed object → bytes", "the stock client: `to_dict` + `json.dumps`"
    for name, bar, how in (("ours", Bar("≥", 2), "as sent"), ("orjson", None, "by orjson")):
        note = f"{how}; {_each(times, name, 'stock')} a shipment request"
        yield Figure(what, against, times.ratio("stock", name), bar, note)


def _memory(content: bytes, stock: Any) -> Iterator[Figure]:
    plain = held(lambda: json.loads(content)) / SIZE
    ours = held(lambda: model.read_object(DivisionPage, content)) / SIZE
    theirs = held(lambda: stock.from_dict(json.loads(content))) / SIZE
    what, against = "memory of a division, source dropped", "a plain dict of the same JSON"
    note = f"{ours / 1000:.1f} kB beside {plain / 1000:.1f}"
    yield Figure(what, against, ours / plain, Bar("≤", 0.75), note)
    note = f"the stock client's: {theirs / 1000:.1f} kB beside {plain / 1000:.1f}"
    yield Figure(what, against, theirs / plain, None, note)


def held(make: Callable[[], object]) -> int:
    """Return the bytes that what ``make`` returns keeps."""
    make()
    gc.collect()
    tracemalloc.start()
    kept = make()
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return size


def _each(times: Times, *names: str) -> str:
    """Give the microseconds that one of ``SIZE`` things takes each."""
    return " and ".join(f"{times.median(name) / SIZE * 1e6:.1f}" for name in names) + " µs"
