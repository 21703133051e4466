"""``novapost label``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

from cyclopts import Parameter

from novapost_auth.cli._arguments import OutputFile, names
from novapost_auth.cli._exits import Stop
from novapost_auth.cli._files import save
from novapost_auth.cli._session import Here
from novapost_client.models import PrintType
from novapost_client.shown import shown

_LABEL: Final = PrintType.MARKING.value


def label(
    number: str,
    /,
    *,
    type_: Annotated[str, names(PrintType), Parameter(name="--type")] = _LABEL,
    output: OutputFile | None = None,
    session: Here,
) -> None:
    """Save the label of a shipment, a PDF of 100 by 100 mm, or another document of it.

    Args:
        number: Number of the shipment.
        type_: marking (the label), international (the customs declaration) or invoice; default:
            marking.
        output: The file; default: NUMBER.pdf, or NUMBER-TYPE.pdf. - is the standard output.

    """
    if type_ not in [kind.value for kind in PrintType]:
        kinds = ", ".join(kind.value for kind in PrintType)
        raise Stop(f"--type must be one of {kinds}, not {shown(type_)}")
    if output is None:
        if not number.isalnum():
            raise Stop("this number makes no file name: name a file with -o")
        output = Path(f"{number}.pdf" if type_ == _LABEL else f"{number}-{type_}.pdf")

    def fetch() -> bytes:
        with session.connect() as novapost:
            return novapost.shipments.print_documents(numbers=[number], type_=type_)

    save(fetch, output, session.out)
