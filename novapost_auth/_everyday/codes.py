"""What the status codes of tracking mean: all that are published, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from novapost_client.model import OpenEnum

TrackingStage: TypeAlias = Literal[
    "registered",
    "moving",
    "to collect",
    "out for delivery",
    "delivered",
    "returning",
    "stored",
    "customs",
    "customs problem",
    "problem",
    "closed",
    "unknown",
]


class TrackingCode(OpenEnum):
    """The status codes of tracking that are published: each equals its text.

    ``TrackingCode("5")`` and ``TrackingCode(5)`` are the same member. A code that nobody has
    published is a member of its own, neither delivered nor final.
    """

    READY_TO_SHIP = "1"
    """Announced, ready to be handed over."""
    DELETED = "2"
    """The shipment was deleted."""
    ACCEPTED = "4"
    """Taken over from the sender."""
    LEFT_SENDER_DIVISION = "5"
    """Left the division of the sender."""
    IN_RECIPIENT_CITY = "6"
    """In the city of the recipient."""
    AT_DIVISION = "7"
    """Waits in the division."""
    IN_PARCEL_LOCKER = "8"
    """Waits in the parcel locker."""
    CLOSED = "9"
    """Handed over."""
    CLOSED_MONEY_SENT = "10"
    """Handed over; the money collected is on its way to the sender."""
    CLOSED_MONEY_RECEIVED = "11"
    """Handed over; the sender has the money collected."""
    AT_SORTING_CENTRE = "13"
    """Reached a sorting centre."""
    WITH_PARTNER = "16"
    """Given to a partner for delivery; by a newer reading, left the sorting centre on the way."""
    AT_TRANSIT_WAREHOUSE = "17"
    """Reached a warehouse on the way; not in use."""
    LEFT_TRANSIT_WAREHOUSE = "19"
    """Left a warehouse on the way; not in use."""
    AT_CUSTOMS_TERMINAL = "30"
    """Reached the customs terminal."""
    LEFT_CUSTOMS_TERMINAL = "31"
    """Left the customs terminal."""
    NOT_FOR_PARCEL_LOCKER = "99"
    """Cannot be put into the parcel locker: too large, or a technical reason."""
    WITH_COURIER = "101"
    """With the courier who delivers it."""
    RETURN_ORDERED = "102"
    """The sender ordered it back; it moves on, to the sender."""
    REFUSED = "103"
    """The recipient refused it; it moves on, to the sender."""
    REDIRECTED = "104"
    """Sent on to another place."""
    DISPOSAL = "105"
    """To be disposed of."""
    RECEIVED_RETURN_CREATED = "106"
    """Handed over, and a return shipment of documents was created."""
    IN_TEMPORARY_STORAGE = "110"
    """Moved into temporary storage."""
    DELIVERY_FAILED = "111"
    """The courier could not deliver it."""
    DELIVERY_POSTPONED = "112"
    """Delivery by the courier was put off to another day."""
    LOCKER_STORAGE_EXPIRED = "113"
    """The time in the parcel locker is over."""
    AWAITING_CLEARANCE = "114"
    """Waits for customs."""
    ARRIVED_AT_CUSTOMS = "115"
    """Reached the customs terminal."""
    BROKER_REFUSED = "116"
    """The customs broker refused it; that is being settled."""
    LOST_AT_CUSTOMS = "117"
    """Not found at customs, or lost there."""
    FORBIDDEN_CONTENT = "118"
    """Customs found what is forbidden: no delivery."""
    CLEARANCE_UNDER_WAY = "119"
    """Customs are at work on it."""
    CLEARED = "120"
    """Customs are done with it."""
    SENT_ON_AFTER_CUSTOMS = "121"
    """Sent on to the city of the recipient after customs."""
    BEING_PREPARED_FOR_CUSTOMS = "122"
    """Being prepared for customs."""
    AWAITING_RECIPIENT_INFORMATION = "123"
    """Information is awaited from the recipient."""
    CUSTOMS_VERIFICATION = "125"
    """Being prepared for customs; by a newer reading, verified."""
    CUSTOMS_PAPERS_PREPARED = "126"
    """Being prepared for customs; by a newer reading, its papers are."""
    DECLARATION_VERIFIED = "127"
    """The data of the declaration are being verified; by a newer reading, papers are prepared."""
    ACCOMPANYING_PAPERS_PREPARED = "128"
    """The accompanying papers are being prepared for customs."""
    IMPORT_FORBIDDEN = "130"
    """Customs forbid the import."""
    UNCLEARED_RETURN = "131"
    """Goes back, not cleared."""
    PREPARED_FOR_RETURN = "132"
    """Being prepared to go back."""
    CUSTOMS_REMARK = "133"
    """The client is contacted about a remark of customs."""
    WITH_CUSTOMS_BROKER = "134"
    """Given to the customs broker."""
    PUT_INTO_STORAGE = "135"
    """Put into the storage area."""
    WRONG_RECIPIENT_DATA = "138"
    """Delayed: the data of the recipient are wrong."""
    STORAGE_EXPIRED = "141"
    """The time in storage is over."""
    STORAGE_TIME_OVER = "144"
    """The time in storage is over, as with 141."""
    IN_STORAGE = "149"
    """In storage."""
    GIVEN_FOR_DISPOSAL = "155"
    """Given away to be disposed of."""
    CUSTOMS_PAPERS_PROCESSED = "197"
    """Customs work on the papers; by a newer reading, inspect it."""
    CUSTOMS_INSPECTION = "198"
    """Customs inspect it."""
    CLEARANCE_NEEDED = "199"
    """Has to go through customs."""
    UNDETERMINED = "999"
    """Not determined."""

    @classmethod
    def _missing_(cls, value: object) -> TrackingCode | None:
        if isinstance(value, int) and not isinstance(value, bool):
            return cls(str(value))
        return super()._missing_(value)

    @property
    def is_delivered(self) -> bool:
        """Whether the recipient has the shipment."""
        return self.value in _DELIVERED

    @property
    def is_final(self) -> bool:
        """Whether nothing will happen to the shipment any more.

        A return that was ordered, or a refusal, is not final: the shipment goes back. Nor is one
        that waits in a division or a parcel locker.
        """
        return self.value in _DELIVERED | _OVER

    @property
    def stage(self) -> TrackingStage:
        """Where that is on the way, in a word or two.

        One of: registered, moving, to collect, out for delivery, delivered, returning, stored,
        customs, customs problem, problem, closed, unknown.
        """
        return _STAGES.get(self.value, "unknown")


_DELIVERED: Final = frozenset({"9", "10", "11", "106"})
_OVER: Final = frozenset({"2", "105"})

_CODES: Final[Mapping[TrackingStage, str]] = {
    "registered": "1",
    "closed": "2",
    "moving": "4 5 6 13 16 17 19 104 112 121",
    "to collect": "7 8",
    "delivered": "9 10 11 106",
    "out for delivery": "101",
    "returning": "102 103 131 132",
    "stored": "110 135 149",
    "problem": "99 105 111 113 123 138 141 144 155",
    "customs": "30 31 114 115 119 120 122 125 126 127 128 134 197 198 199",
    "customs problem": "116 117 118 130 133",
}
_STAGES: Final[Mapping[str, TrackingStage]] = {
    code: stage for stage, codes in _CODES.items() for code in codes.split()
}
