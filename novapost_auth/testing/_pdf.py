"""Writes the smallest PDF that viewers take without a repair."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_POINTS_PER_MILLIMETRE = 72 / 25.4


def write(pages: Sequence[Sequence[str]], *, millimetres: tuple[int, int]) -> bytes:
    """Write a document: a page for each list of lines, all of one size.

    The text is uncompressed, so that a test can look for a number in it. Letters outside
    Latin-1 lose their accents, or become ``?``: the built-in fonts have no others.
    """
    width, height = (round(edge * _POINTS_PER_MILLIMETRE) for edge in millimetres)
    first = 4  # Objects 1 to 3 are the catalogue, the page tree and the font.
    kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index, lines in enumerate(pages):
        content = first + 2 * index + 1
        text = b" T* ".join(b"(" + _escaped(line) + b") Tj" for line in lines)
        stream = f"BT /F1 12 Tf 16 TL 18 {height - 30} Td ".encode() + text + b" ET"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {content} 0 R >>".encode(),
            b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        ]
    return _assembled(objects)


def _assembled(objects: Sequence[bytes]) -> bytes:
    """Give the objects numbers, and add the table of where each begins."""
    written = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    table = b"0000000000 65535 f \n"
    for number, item in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(written)
        written += b"%d 0 obj\n%b\nendobj\n" % (number, item)
    size, start = len(objects) + 1, len(written)
    written += b"xref\n0 %d\n%b" % (size, table)
    written += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(written)


def _escaped(line: str) -> bytes:
    try:
        raw = line.encode("latin-1")
    except UnicodeEncodeError:
        plain = unicodedata.normalize("NFKD", line.translate(str.maketrans("łŁ", "lL")))
        letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
        raw = letters.encode("latin-1", "replace")
    return (
        raw.translate(None, b"\r\n")
        .replace(b"\\", b"\\\\")
        .replace(b"(", b"\\(")
        .replace(b")", b"\\)")
    )
