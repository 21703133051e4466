"""Codes that the published document names in its texts alone."""

from __future__ import annotations

from novapost_client.model import OpenEnum


class TrackingCode(OpenEnum):
    """The status codes of tracking that are published: each equals its text.

    The service has more, which are published nowhere: ``TrackingCode("5")`` is one as well.
    """

    READY_TO_SHIP = "1"
    ACCEPTED = "4"
    AT_DIVISION = "7"
    IN_PARCEL_LOCKER = "8"
    CLOSED = "9"
