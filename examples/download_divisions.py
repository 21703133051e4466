"""Count the divisions of each country; no key is needed.

What was downloaded is kept in ``build/divisions``: the next time, only what is new is.
"""

import sys
from collections import Counter

from novapost_auth import NovaPostError, download_divisions


def show(done: int, total: int | None) -> None:
    """Show how far the download is."""
    of = f" of {total:,}" if total else ""
    print(f"\r{done:,}{of} bytes", end="", file=sys.stderr)


try:
    divisions = download_divisions(cache_dir="build/divisions", progress=show)
    counts = Counter(division.country_code for division in divisions)
except NovaPostError as error:
    sys.exit(f"\n{error}")
print(file=sys.stderr)
for country, count in counts.most_common():
    print(f"{country} {count:,}")
