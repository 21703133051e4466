"""Divisions in Django: the client is made at the first use, from the settings, once a process.

A whole site in one file; in yours, ``client`` is a module and the views are in an application.
``python examples/hosts/django_site.py runserver``, with NOVAPOST_API_KEY and NOVAPOST_SERVER set.
"""

from __future__ import annotations

import os
import sys
from functools import cache

from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import HttpRequest, JsonResponse
from django.urls import path

from novapost_auth import AsyncNovaPost, FileTokenStore, NovaPost, Secret

if not settings.configured:
    settings.configure(
        ALLOWED_HOSTS=["localhost", "127.0.0.1", "testserver"],
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
    page = client().divisions.find(country_codes=[request.GET["country"]], limit=20)
    return JsonResponse({"divisions": [found.name for found in page.items]})


async def tracking(_request: HttpRequest, number: str) -> JsonResponse:
    """Tell what has happened to a shipment."""
    found = (await async_client().track_many([number])).found.get(number)
    events = found.history_tracking or () if found else ()
    return JsonResponse({"events": [event.code_name for event in events]})


urlpatterns = [path("divisions", divisions), path("tracking/<str:number>", tracking)]

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
