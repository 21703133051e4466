"""Reading, writing and holding a page of 1,000 divisions."""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any
from unittest.mock import patch

import msgspec

from benchmarks import pages
from benchmarks.bodies import shipment
from benchmarks.equals import pydantic_model, struct
from benchmarks.figures import AS_INSTALLED, WITH_FAST, Bar, Figure
from benchmarks.turns import Times, take_turns
from novapost_auth._calls import body
from novapost_client import model
from novapost_client.models import DivisionPage
from novapost_client.pages import read_page
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
    """Read and write without orjson meanwhile, as where ``novapost`` is without its extra."""
    with patch.object(model, "loads", json.loads), patch.object(body, "orjson", None):
        yield


def _reading(content: bytes, stock: Any) -> Iterator[Figure]:
    decoder = msgspec.json.Decoder(struct("DivisionPage"))
    pydantic = pydantic_model("DivisionPage")

    def ours() -> object:
        return read_page(DivisionPage, content)

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
        for one, installed in (("ours", WITH_FAST), ("ours, json", AS_INSTALLED)):
            held_to = bar if one == "ours" else None
            note = _each(times, one, other)
            yield Figure(PAGE, name, times.ratio(other, one), held_to, note, installed)
    name, bar = "msgspec, `Decoder` of equal structs: the limit", Bar("≤", 3)
    note = _each(times, "ours", "msgspec")
    yield Figure(PAGE, name, times.ratio("ours", "msgspec"), bar, note, WITH_FAST)


def _writing() -> Iterator[Figure]:
    ours = shipment()
    theirs = import_module("stock_client.models").ShipmentRequest.from_dict(ours.to_dict())

    def each(write: Callable[[], bytes]) -> Callable[[], None]:
        def work() -> None:
            for _ in range(SIZE):
                write()

        return work

    def without_orjson() -> None:
        with only_json():
            each(lambda: body.encode(json_ready(ours)))()

    times = take_turns(
        f"writing {SIZE:,} shipment requests",
        {
            WITH_FAST: each(lambda: body.encode(json_ready(ours))),
            AS_INSTALLED: without_orjson,
            "stock": each(lambda: json.dumps(theirs.to_dict()).encode()),
        },
        rounds=ROUNDS,
    )
    what, against = "typed object → bytes", "the stock client: `to_dict` + `json.dumps`"
    for name, bar in ((WITH_FAST, Bar("≥", 2)), (AS_INSTALLED, None)):
        note = f"{_each(times, name, 'stock')} a shipment request"
        yield Figure(what, against, times.ratio("stock", name), bar, note, name)


def _memory(content: bytes, stock: Any) -> Iterator[Figure]:
    plain = held(lambda: json.loads(content)) / SIZE
    with only_json():
        ours = held(lambda: read_page(DivisionPage, content)) / SIZE
    theirs = held(lambda: stock.from_dict(json.loads(content))) / SIZE
    what, against = "memory of a division, source dropped", "a plain dict of the same JSON"
    note = f"{ours / 1000:.1f} kB beside {plain / 1000:.1f}"
    yield Figure(what, against, ours / plain, Bar("≤", 0.75), note)
    note = f"the stock client's: {theirs / 1000:.1f} kB beside {plain / 1000:.1f}"
    yield Figure(what, against, theirs / plain, None, note, "")


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
