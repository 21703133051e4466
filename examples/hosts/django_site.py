"""Divisions in Django: the client is made at the first use, from the settings, once a process.

A whole site in one file; in yours, ``client`` is a module and the views are in an application.
``python examples/hosts/django_site.py runserver``, with NOVAPOST_API_KEY and NOVAPOST_SERVER set.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping, Sequence
from functools import cache

from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.utils.deprecation import MiddlewareMixin

from novapost_auth import (
    AsyncNovaPost,
    ConfigurationError,
    FileTokenStore,
    NovaPost,
    NovaPostError,
    Secret,
    ValidationError,
)

logger = logging.getLogger(__name__)

if not settings.configured:
    settings.configure(
        ALLOWED_HOSTS=["localhost", "127.0.0.1", "testserver"],
        MIDDLEWARE=[f"{__name__}.NovaPostErrors"],
        ROOT_URLCONF=__name__,
        SECRET_KEY=os.environ.get("DJANGO_SECRET_KEY", "for this example only"),
        # A Secret: the page of an error shows the settings, and this one as stars.
        NOVAPOST_API_KEY=Secret(os.environ["NOVAPOST_API_KEY"]),
        NOVAPOST_SERVER=os.environ.get("NOVAPOST_SERVER", "sandbox"),
    )


@cache
def client() -> NovaPost:
    """Return the client of this process."""
    return NovaPost(
        settings.NOVAPOST_API_KEY,
        server=settings.NOVAPOST_SERVER,
        token_store=FileTokenStore(),
        deadline=10.0,
    )


@cache
def async_client() -> AsyncNovaPost:
    """Return the client for asynchronous views, which may each have an event loop of their own."""
    return AsyncNovaPost(
        settings.NOVAPOST_API_KEY,
        server=settings.NOVAPOST_SERVER,
        token_store=FileTokenStore(),
        deadline=10.0,
    )


def divisions(request: HttpRequest) -> JsonResponse:
    """List divisions of a country."""
    country = request.GET.get("country")
    if not country:
        return refusal({"country": ["is missing"]})
    page = client().divisions.find(country_codes=[country], limit=20)
    return JsonResponse({"divisions": [found.name for found in page.items]})


async def tracking(_request: HttpRequest, number: str) -> JsonResponse:
    """Tell what has happened to a shipment."""
    tracked = await async_client().track_many([number])
    if error := tracked.failed.get(number):
        raise error
    if (found := tracked.found.get(number)) is None:
        return refusal({"number": ["is not known"]}, status=404)
    events = found.history_tracking or ()
    return JsonResponse({"events": [event.code_name for event in events]})


def refusal(errors: Mapping[str, Sequence[str]], status: int = 422) -> JsonResponse:
    """Return what a browser is told of its own mistakes."""
    return JsonResponse({"errors": errors}, status=status)


class NovaPostErrors(MiddlewareMixin):
    """Says for all views, of both kinds, what an error of Nova Post means to a browser."""

    def process_exception(self, _request: HttpRequest, error: Exception) -> JsonResponse | None:
        """Answer with the fields that Nova Post refuses; say of the rest that it did not do it."""
        if isinstance(error, ValidationError):
            return refusal(error.errors)
        if isinstance(error, ConfigurationError):  # It cannot be sent as it was asked for.
            return refusal({"": [str(error)]})
        if isinstance(error, NovaPostError):
            logger.warning("Nova Post: %s", error)
            return JsonResponse({"error": "Nova Post cannot be asked now."}, status=502)
        return None


urlpatterns = [path("divisions", divisions), path("tracking/<str:number>", tracking)]

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
