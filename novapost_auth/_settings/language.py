"""The language that texts in answers are asked for in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from novapost_auth._errors import ConfigurationError, check_type
from novapost_client.shown import shown

_RANGE: Final = r"(?:\*|[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)(?: *; *q=[01](?:\.\d{1,3})?)?"
_RANGES: Final = rf"{_RANGE}(?: *, *{_RANGE})*"  # Compiled by those who pass one.
# Names of countries, which are no languages, and what is meant.
_MEANT: Final[Mapping[str, str]] = {
    "at": "de",
    "cz": "cs",
    "gb": "en",
    "md": "ro",
    "ua": "uk",
    "us": "en",
}


def checked_language(language: str) -> str:
    """Return ``language`` as it is sent, or say what is wrong with it.

    Raises:
        ConfigurationError: It is no language, or the name of a country.

    """
    check_type(language, "the language must be text, such as 'uk'", str)
    if not re.fullmatch(_RANGES, language):
        raise ConfigurationError(f"{shown(language)} is no language; Ukrainian is 'uk'")
    first = re.split(r"[-;, ]", language.lower())[0]
    if first in _MEANT:
        raise ConfigurationError(
            f"{shown(language)} is a country; its language is '{_MEANT[first]}'"
        )
    return language
