"""Divisions in FastAPI: a client for as long as the application runs.

``uvicorn --app-dir examples/hosts fastapi_app:app``, with NOVAPOST_API_KEY and NOVAPOST_SERVER set.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, Query, Request
from fastapi.responses import JSONResponse

from novapost_auth import (
    AsyncNovaPost,
    ConfigurationError,
    FileTokenStore,
    NovaPostError,
    ValidationError,
)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Make the client when the application starts, and close it when it ends."""
    async with AsyncNovaPost(token_store=FileTokenStore(), deadline=10.0) as novapost:
        app.state.novapost = novapost
        yield


app = FastAPI(lifespan=lifespan)


def client(request: Request) -> AsyncNovaPost:
    """Give the client to whoever depends on it; tests put another in its place."""
    novapost: AsyncNovaPost = request.app.state.novapost
    return novapost


@app.get("/divisions")
async def divisions(
    country: Annotated[str, Query(min_length=2, max_length=2)],
    novapost: Annotated[AsyncNovaPost, Depends(client)],
) -> list[dict[str, object]]:
    """List divisions of a country."""
    page = await novapost.divisions.find(country_codes=[country], limit=20)
    return [{"id": found.id, "name": found.name} for found in page.items]


@app.exception_handler(ValidationError)
async def refused(_request: Request, error: ValidationError) -> JSONResponse:
    """Say what is wrong with what was asked for, by the names of the fields."""
    return JSONResponse({"errors": error.errors}, status_code=422)


@app.exception_handler(ConfigurationError)
async def unfit(_request: Request, error: Exception) -> JSONResponse:
    """Say what cannot be sent, of what was asked for."""
    return JSONResponse({"errors": {"": [str(error)]}}, status_code=422)


@app.exception_handler(NovaPostError)
async def no_answer(_request: Request, error: Exception) -> JSONResponse:
    """Say that Nova Post did not do it, and why in the log."""
    logging.getLogger(__name__).error("Nova Post", exc_info=error)
    return JSONResponse({"error": "Nova Post cannot be asked now."}, status_code=502)
