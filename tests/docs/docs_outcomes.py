"""What comes of each program that neither shows on its page what it prints nor asserts it.

They stand in the order of the page, each line a regular expression. `asks` are the calls that the
service gets, or the fake that a program has of its own; those for tokens aside.
"""

from attrs import frozen


@frozen
class Outcome:
    prints: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


DIVISIONS, SHIPMENTS = "GET /divisions", "GET /shipments"
BRANCH = r"\w+, (Branch|Parcel locker|Cargo branch|Pick-up point) \d"
ROW = rf"\d{{5}} {BRANCH} ul\. .+"
NUMBER = r"SHPL\d{10}"


README = [
    Outcome((*[ROW] * 5, "5 of 24"), (DIVISIONS,)),
    Outcome(("6 parcel lockers in Poland",), (DIVISIONS,)),
    Outcome(
        (r"\d+ bytes of PDF", NUMBER),
        (
            *(SHIPMENTS, SHIPMENTS, "POST /shipments", "GET /shipments/print"),
            "GET /shipments/tracking/history",
        ),
    ),
    Outcome(
        (f"{NUMBER} Created registered", "0 unknown, 0 to be asked for again", BRANCH),
        (
            *(SHIPMENTS, "GET /shipments/tracking/history", "GET /divisions/versions"),
            *("GET /divisions/files/delta.json.gz", "GET /divisions/files/base.json.gz"),
        ),
    ),
    Outcome(("24 4", BRANCH), (DIVISIONS, DIVISIONS, DIVISIONS)),
    Outcome(
        ("422 .*", r"parcels\.0\.width The parcels\.0\.width field must be .*", r"\(\)"),
        ("POST /shipments/calculations",),
    ),
    Outcome((r"NovaPost\(server='https://api-stage\.novapost\.pl/v\.1\.0'\)",)),
    Outcome(("200",), (DIVISIONS,)),
    Outcome(
        (
            *("24", "92"),
            r"\[\('/clients/authorization', 200\), \('/divisions', 503\), .*, 200\)\]",
        ),
        (DIVISIONS,) * 3,
    ),
]

README_UK = [
    Outcome(
        ("1006 Київ", *[r"1006\d \w+ вул\. Хрещатик \d, 01001 Київ"] * 4),
        ("GET /settlements", DIVISIONS),
    ),
    Outcome((r"поштоматів в Україні: \d+",), (DIVISIONS,)),
    Outcome(
        (r"PDF, байтів: \d+", f"{NUMBER} Створено"),
        (
            *(SHIPMENTS, SHIPMENTS, "POST /shipments", "GET /shipments/print"),
            "GET /shipments/tracking/history",
        ),
    ),
    Outcome(
        (f"{NUMBER} Створено registered", "невідомих: 0 — запитати ще раз: 0", r"\w+, \w+ №1"),
        (
            *(SHIPMENTS, "GET /shipments/tracking/history", "GET /divisions/versions"),
            *("GET /divisions/files/delta.json.gz", "GET /divisions/files/base.json.gz"),
        ),
    ),
    Outcome(
        ("Київ Львів", "вул. Хрещатик 1, 01001 Київ"),
        ("GET /settlements", "GET /settlements", DIVISIONS),
    ),
    Outcome(
        (r"parcels\.0\.width The parcels\.0\.width field must be .*",),
        ("POST /shipments/calculations",),
    ),
    Outcome((r"NovaPost\(server='https://api\.novaposhta\.ua/v\.1\.0'\)",)),
    Outcome(("200",), (DIVISIONS,)),
    Outcome(
        (
            *(r"\d+", r"\d+"),
            r"\[\('/clients/authorization', 200\), \('/divisions', 503\), .*, 200\)\]",
        ),
        (DIVISIONS,) * 3,
    ),
]

OUTCOMES = {
    "README.md": README,
    "README.uk.md": README_UK,
    "docs/async.md": [
        Outcome(("24", *[BRANCH] * 24), (DIVISIONS, DIVISIONS)),
        Outcome((r"\[24, 4, 4, 12\]",), (DIVISIONS,) * 4),
        Outcome(("92",), (DIVISIONS,)),
        Outcome(("24 4",), (DIVISIONS,) * 2),
    ],
    "docs/errors.md": [
        Outcome(("refused: 404 shipment_not_found",), ("DELETE /shipments/424242",)),
        Outcome(),
        Outcome(
            (r"parcels\[0\]\.width: The parcels\.0\.width field must be at least 1\.",),
            ("POST /shipments/calculations",),
        ),
    ],
    "docs/how-to/download-divisions.md": [
        Outcome(
            (f"10000 {BRANCH}",),
            (
                *("GET /divisions/versions", "GET /divisions/files/delta.json.gz"),
                "GET /divisions/files/base.json.gz",
            ),
        ),
        Outcome(asks=("GET /divisions/versions", "GET /divisions/files/delta.json.gz")),
    ],
    "docs/how-to/models.md": [Outcome()],
    "docs/how-to/print-label.md": [
        Outcome((".*invoice.*",), (SHIPMENTS, f"GET /shipments/{NUMBER}/attachments"))
    ],
    "docs/how-to/track-many.md": [
        Outcome(
            (f"{NUMBER} registered Created",),
            (SHIPMENTS, "GET /shipments/tracking/history"),
        ),
    ],
    "docs/how-to/walk-pages.md": [
        Outcome((BRANCH,) * 24, (DIVISIONS,)),
        Outcome((r"\['(\w+, Parcel locker 2(', ')?){3}'\]",), (DIVISIONS,)),
    ],
    "docs/how-to/webhooks.md": [
        Outcome(asks=("POST /tracking-push/subscribers",)),
        Outcome((r"SubscriberPage\(.*items=\[\].*\)",), ("GET /tracking-push/subscribers",)),
    ],
    "docs/index.md": [Outcome((ROW,) * 3, (DIVISIONS,))],
    "docs/settings.md": [
        Outcome(("Київ, Відділення №1", "Київ, Поштомат №2"), (DIVISIONS,)),
        Outcome(asks=(DIVISIONS,)),
        Outcome((r"getDivisions 200 None \d\.\d{3} s",), (DIVISIONS,)),
        *[Outcome(asks=(DIVISIONS,) * 2)] * 3,
    ],
    "docs/testing.md": [
        Outcome(
            (
                "24",
                r"\[\('GET', '/clients/authorization', 200\), \('GET', '/divisions', 200\)\]",
            ),
            (DIVISIONS,),
        ),
        Outcome((r"\[('/clients/authorization', '/divisions'(, )?){2}\]",), (DIVISIONS,) * 2),
    ],
    "docs/token-layer.md": [
        Outcome((r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+\+00:00",)),
        Outcome((r"fetch \S+ \S+ 1", r"reuse \S+ \S+ 0"), (DIVISIONS,)),
    ],
    "docs/tutorial.md": [Outcome(), Outcome(), Outcome()],
    "docs/uk/divisions.md": [
        Outcome(asks=("GET /divisions/versions", "GET /divisions/files/delta.json.gz"))
    ],
    "docs/uk/errors.md": [Outcome()],
    "docs/uk/everyday.md": [Outcome()],
    "docs/uk/testing.md": [
        Outcome(
            (r"зачекати, секунд: 5\.0",), (*[DIVISIONS] * 3, *[SHIPMENTS] * 3, *[DIVISIONS] * 2)
        ),
        Outcome((r"\[('/clients/authorization', '/divisions'(, )?){2}\]",), (DIVISIONS,) * 2),
    ],
    "docs/uk/tutorial.md": [Outcome(), Outcome()],
}
