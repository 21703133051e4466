"""``novapost label``."""

from __future__ import annotations

from pathlib import Path

from novapost_auth.cli._arguments import OutputFile
from novapost_auth.cli._exits import Stop
from novapost_auth.cli._files import save
from novapost_auth.cli._session import Here


def label(
    number: str,
    /,
    *,
    output: OutputFile | None = None,
    session: Here,
) -> None:
    """Save the label of a shipment, a PDF of 100 by 100 mm.

    Args:
        number: Number of the shipment.
        output: The file; default: NUMBER.pdf. - is the standard output.

    """
    if output is None:
        if not number.isalnum():
            raise Stop("this number makes no file name: name a file with -o")
        output = Path(f"{number}.pdf")
    with session.connect() as novapost:
        pdf = novapost.shipments.print_documents(numbers=[number], type_="marking")
    save(pdf, output, session.out)
