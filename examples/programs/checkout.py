"""A checkout: where to fetch a parcel, what delivery costs, and the shipment of a paid order.

``uvicorn --app-dir examples/programs checkout:app``, with NOVAPOST_API_KEY and NOVAPOST_SERVER set.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from novapost_auth import (
    AsyncNovaPost,
    ConfigurationError,
    FileTokenStore,
    NovaPostError,
    ValidationError,
    delivery_costs,
)
from novapost_client.models import (
    CalculationParcel,
    CalculationRecipient,
    CalculationRequest,
    CalculationSender,
    Settlement,
    ShipmentParcel,
    ShipmentRecipient,
    ShipmentRequest,
    ShipmentSender,
)

logger = logging.getLogger("shop")

WAREHOUSE = 10000
"""The division that the shop sends from."""


class Cart(BaseModel):
    """What is in a parcel: its weight and size, and what it is worth."""

    grams: int = Field(gt=0)
    millimetres: tuple[int, int, int] = (300, 200, 100)
    value: float = Field(gt=1)  # As a creation wants it; a price is told for less, too.


class Order(BaseModel):
    """A paid order, and where it goes."""

    cart: Cart
    name: str
    phone: str = Field(pattern=r"^[1-9]\d{7,14}$")
    country: str
    division: int | str


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Hold a client for as long as the application runs."""
    async with AsyncNovaPost(token_store=FileTokenStore()) as novapost:
        app.state.novapost = novapost
        yield


app = FastAPI(lifespan=lifespan)


def client(request: Request) -> AsyncNovaPost:
    """Return the client, for a page that somebody waits for."""
    novapost: AsyncNovaPost = request.app.state.novapost
    return novapost.with_options(deadline=4.0)


def region(town: Settlement) -> str:
    """Name the region of a town; its own `region` is a district, and either may be left out."""
    found = town.region.parent if town.region else None
    return found.name if found else ""


Client = Annotated[AsyncNovaPost, Depends(client)]


@app.get("/towns")
async def towns(country: str, typed: str, novapost: Client) -> list[dict[str, object]]:
    """Offer the towns that fit what was typed."""
    page = await novapost.settlements.find(country_codes=[country], text_search=typed, limit=10)
    return [{"id": town.id, "name": town.name, "region": region(town)} for town in page.items]


@app.get("/divisions")
async def divisions(town: str, grams: int, novapost: Client) -> list[dict[str, object]]:
    """Offer the divisions of a town that are open, and hand out a parcel of this weight."""
    return [
        {"id": found.id, "kind": found.division_category, "address": found.address}
        async for found in novapost.divisions.find_all(
            settlement_ids=[town], statuses=["Working"], prohibited_issuance=False, limit=100
        )
        if not found.max_weight_place_recipient or found.max_weight_place_recipient >= grams
    ]


@app.post("/prices")
async def prices(cart: Cart, country: str, novapost: Client) -> dict[str, list[object]]:
    """Tell what each kind of delivery costs; nothing where no price can be had in time."""
    length, width, height = cart.millimetres
    request = CalculationRequest(
        payer_type="Sender",
        sender=CalculationSender(country_code="PL", division_id=WAREHOUSE),
        recipient=CalculationRecipient(country_code=country),
        parcels=[
            CalculationParcel(
                row_number=1,
                cargo_category="parcel",
                insurance_cost=cart.value,
                actual_weight=cart.grams,
                length=length,
                width=width,
                height=height,
            )
        ],
    )
    try:
        costs = delivery_costs(await novapost.shipments.calculate(request))
    except ConfigurationError:
        raise  # As a field that is wrong: the cart cannot be sent as it is.
    except NovaPostError as error:
        if isinstance(error, ValidationError) and not error.is_refusal:
            raise  # A field of the cart is wrong: there is no price to be had later, either.
        logger.warning("no price: %s", error)  # A wrong key is one, too.
        return {}
    return {one.kind or "delivery": [float(one.cost), one.currency] for one in costs}


@app.put("/orders/{number}/shipment")
async def ship(number: str, order: Order, request: Request) -> dict[str, str]:
    """Create the shipment of an order; it may be called again after anything.

    With several workers, lock the order's row in the shop's database around this: two processes
    that ask at the same moment do not know of each other.
    """
    novapost: AsyncNovaPost = request.app.state.novapost  # Without a deadline: nobody waits.
    length, width, height = order.cart.millimetres
    body = ShipmentRequest(
        client_order=number,
        payer_type="Sender",
        sender=ShipmentSender(
            name="Jan Kowalski", phone="48500100200", country_code="PL", division_id=WAREHOUSE
        ),
        recipient=ShipmentRecipient(
            name=order.name,
            phone=order.phone,
            country_code=order.country,
            division_id=order.division,
        ),
        parcels=[
            ShipmentParcel(
                row_number=1,
                cargo_category="parcel",
                parcel_description="Books",
                insurance_cost=order.cart.value,
                actual_weight=order.cart.grams,
                length=length,
                width=width,
                height=height,
            )
        ],
    )
    try:
        return {"number": (await novapost.shipments.create_once(body)).number}
    except ValidationError as error:  # The customer, or a person of the shop, can mend it.
        wrong = [str(place) for place in error.locate(body)] or list(error.codes)
        raise HTTPException(422, wrong) from error


@app.exception_handler(ValidationError)
async def refused(_request: Request, error: ValidationError) -> JSONResponse:
    """Say what is wrong with what was asked for, by the names of the fields."""
    return JSONResponse({"detail": error.errors}, status_code=422)


@app.exception_handler(ConfigurationError)
async def unfit(_request: Request, error: Exception) -> JSONResponse:
    """Say what cannot be sent, of what was asked for: asking again changes nothing."""
    return JSONResponse({"detail": str(error)}, status_code=422)


@app.exception_handler(NovaPostError)
async def no_answer(_request: Request, error: Exception) -> JSONResponse:
    """Say that Nova Post did not do it, and why in the log."""
    logger.error("Nova Post", exc_info=error)
    return JSONResponse({"detail": "Nova Post cannot be asked now; try again."}, status_code=503)
