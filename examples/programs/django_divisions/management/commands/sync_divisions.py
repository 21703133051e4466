"""Bring the table of divisions up to date."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from django_divisions.models import Division
from novapost_auth import NovaPostError, download_divisions
from novapost_client.models import Division as Published

CHANGING = ["country", "town", "category", "name", "address", "grams", "is_open", "seen"]


class Command(BaseCommand):
    """Download all divisions; what is no longer among them is closed, not deleted."""

    help = "Bring the table of divisions up to date."

    def add_arguments(self, parser: Any) -> None:
        """Take where downloads are kept, so that the next one is short."""
        parser.add_argument("--cache", default=None)

    def handle(self, *_args: Any, cache: str | None = None, **_options: Any) -> None:
        """Write in one transaction: a download that breaks off leaves the table as it was."""
        now, count = timezone.now(), 0
        try:
            with transaction.atomic(), closing(download_divisions(cache_dir=cache)) as divisions:
                while some := [row(found, now) for found in islice(divisions, 2_000)]:
                    Division.objects.bulk_create(
                        some, update_conflicts=True, update_fields=CHANGING, unique_fields=["id"]
                    )
                    count += len(some)
                gone = Division.objects.filter(seen__lt=now, is_open=True).update(is_open=False)
        except NovaPostError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} divisions, {gone} closed")


def row(found: Published, now: datetime) -> Division:
    """Make a row of a division; the service leaves out what it likes."""
    return Division(
        id=str(found.id),
        country=found.country_code or "",
        town=found.settlement.name if found.settlement else "",
        category=found.division_category or "",
        name=found.name or "",
        address=found.address or "",
        grams=found.max_weight_place_recipient or None,
        is_open=found.status == "Working",
        seen=now,
    )
