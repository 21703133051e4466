"""Print the label of a shipment to a file.

    python examples/print_label.py SHPL0000000001 label.pdf

NOVAPOST_API_KEY and NOVAPOST_SERVER say with which key, and where.
"""

import sys

from novapost_auth import NovaPost, NovaPostError


def main() -> None:
    """Save the label; the file is there as a whole or not at all."""
    number, path = sys.argv[1:]
    with NovaPost() as novapost:
        label = novapost.shipments.print_documents(
            numbers=[number], type_="marking", print_size_type="size_100_100", save_to=path
        )
    print(f"{path}: {len(label):,} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        main()
    except NovaPostError as error:
        sys.exit(f"no label: {error}")
