"""What the service lets print, told before it is asked."""

from __future__ import annotations

from collections.abc import Iterable

from novapost_auth._errors import ConfigurationError
from novapost_client.api.shipments.get_shipments_print import build_request
from novapost_client.models import DeliveryType, PrintSize, PrintType
from novapost_client.shown import without_keys
from novapost_client.types import Request, texts


def print_request(
    numbers: Iterable[int | str],
    type_: PrintType | str,
    print_size_type: PrintSize | str | None,
    delivery_type: DeliveryType | str | None,
) -> Request[bytes]:
    """Make the request that prints documents.

    Raises:
        ConfigurationError: The service would refuse it, or ``numbers`` is no list.

    """
    numbers = texts(numbers, "numbers")
    if not numbers:
        raise ConfigurationError("numbers: there is no number to print documents of")
    if type_ == PrintType.MARKING:
        if len(numbers) > 1:
            raise ConfigurationError(
                f"a label (type marking) is printed for one number a call, not for {len(numbers)}:"
                " call once for each"
            )
        if print_size_type not in (None, PrintSize.SIZE_100_100):
            raise ConfigurationError(
                "a label (type marking) comes in size_100_100 alone, not in"
                f" {without_keys(str(print_size_type))}"
            )
    elif delivery_type is not None:
        raise ConfigurationError(
            "delivery_type goes with labels (type marking) alone, not with"
            f" {without_keys(str(type_))}"
        )
    return build_request(
        numbers=numbers,
        type_=type_,
        print_size_type=print_size_type,
        delivery_type=delivery_type,
    )
