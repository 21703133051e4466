"""The table."""

from __future__ import annotations

from datetime import datetime

from django.db import models


class Division(models.Model):
    """A division as a checkout needs it."""

    # A number in Europe, a UUID in Ukraine.
    id: models.CharField[str, str] = models.CharField(primary_key=True, max_length=40)
    country: models.CharField[str, str] = models.CharField(max_length=2, db_index=True)
    town: models.CharField[str, str] = models.CharField(max_length=255, db_index=True)
    category: models.CharField[str, str] = models.CharField(max_length=40)
    name: models.CharField[str, str] = models.CharField(max_length=255)
    address: models.CharField[str, str] = models.CharField(max_length=255)
    # Of the heaviest parcel that is handed out.
    grams: models.PositiveIntegerField[int | None, int | None] = models.PositiveIntegerField(
        null=True
    )
    is_open: models.BooleanField[bool, bool] = models.BooleanField(default=True)
    seen: models.DateTimeField[datetime, datetime] = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        """Return its name."""
        return self.name
