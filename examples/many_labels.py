"""Print the labels of many shipments into one PDF, in the order in which they are given.

    python examples/many_labels.py labels.pdf SHPL0000000001 SHPL0000000002 ...

NOVAPOST_API_KEY and NOVAPOST_SERVER say with which key, and where. Needs ``pypdf``.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

from pypdf import PdfWriter

from novapost_auth import NovaPost, NovaPostError


def main(path: Path, numbers: list[str]) -> int:
    """Write the labels; return how many could not be had."""
    failed = 0
    merged = PdfWriter()
    with NovaPost() as novapost, ThreadPoolExecutor(4) as threads:

        def label(number: str) -> bytes | NovaPostError:
            try:
                return novapost.shipments.print_documents(numbers=[number], type_="marking")
            except NovaPostError as error:
                return error

        for number, printed in zip(numbers, threads.map(label, numbers), strict=True):
            if isinstance(printed, NovaPostError):
                failed += 1
                print(f"{number}: {printed}", file=sys.stderr)
            else:
                merged.append(BytesIO(printed))
    if failed < len(numbers):
        part = path.with_name(f"{path.name}.part")
        merged.write(part)
        part.replace(path)
        print(f"{path}: {len(merged.pages)} of {len(numbers)} labels")
    return failed


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(1 if main(Path(sys.argv[1]), sys.argv[2:]) else 0)
