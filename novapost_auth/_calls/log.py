"""The ``novapost`` logger: one line a try at DEBUG, and bodies only when they are asked for.

``novapost.bodies`` logs bodies once its own level is DEBUG; a level set on ``novapost`` does
not reach it. Names, phones, e-mails, addresses and secrets are masked in them.
"""

from __future__ import annotations

import json
import logging
import re
from typing import Any, Final

from novapost_auth._aside import HEARD, LOGGER, log
from novapost_auth._errors import UNREADABLE, read_json
from novapost_auth._secrets import MASK, Secret, Variables, scrub

VARIABLE: Final = "NOVAPOST_LOG"

BODIES: Final = logging.getLogger("novapost.bodies")
BODIES.setLevel(logging.WARNING)

# Words of the names of fields that hold, or may hold, something personal or secret. It is compiled,
# as the others are, by those who log bodies.
_PERSONAL: Final = (
    r"(?:account|address(?:es)?|apartment|block|building|city|comment|company|contact|description"
    r"|district|edrpou|email|eori|executor|file|flat|house|iban|invoice|ioss|jwt|key|keyword"
    r"|latitude|longitude|mail|name|note|parts|passport|person|phone|place|post|region|secret"
    r"|settlement|street|tin|token|url|user|zip|zipcode)s?"
)
_WORDS: Final = r"[A-Z]?[a-z]+|[A-Z]+"
_IN_TEXT: Final = r"[\w.+-]+@[\w-]+\.[\w.-]+|\+\d[\d ()-]{7,}\d|\b\d{10,13}\b"
_LONGEST: Final = 2_000
_LOOKED_AT: Final = 16 * _LONGEST  # Characters: a list of megabytes takes seconds.


def switch_on(environ: Variables) -> None:
    """Let our logger alone speak as ``NOVAPOST_LOG`` says.

    It holds the name of a level, or ``bodies`` for DEBUG with bodies. Where the program has set
    up logging, its handlers are used; else lines go to the standard error.
    """
    wanted = environ.get(VARIABLE, "").strip().upper()
    level = logging.getLevelName("DEBUG" if wanted == "BODIES" else wanted)
    if not isinstance(level, int):
        if wanted:
            text = "%s takes debug, bodies or another level of logging, and holds none of them"
            log(LOGGER, logging.WARNING, text, VARIABLE).wait(HEARD)
        return
    LOGGER.setLevel(level)
    if wanted == "BODIES":
        BODIES.setLevel(logging.DEBUG)
    if not LOGGER.hasHandlers():
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
        LOGGER.addHandler(handler)


def presentable(content: bytes, *secrets: Secret) -> str:
    """Return a body as one bounded line, masked; for what is no JSON only its size."""
    data = read_json(content)
    if data is UNREADABLE:
        return f"{len(content)} bytes" if content else "nothing"
    try:
        text = json.dumps(_masked(data), ensure_ascii=False)
    except RecursionError:
        return f"{len(content)} bytes"
    # What is cut in two here is far behind what is shown.
    shown, is_whole = scrub(text[:_LOOKED_AT], *secrets), len(text) <= _LOOKED_AT
    if is_whole and len(shown) <= _LONGEST:
        return shown
    return f"{shown[:_LONGEST]}… ({len(content)} bytes)"


def _masked(data: Any, *, personal: bool = False) -> Any:
    if isinstance(data, dict):
        return {
            key: _masked(value, personal=personal or _is_personal(key))
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [_masked(item, personal=personal) for item in data]
    if personal and data is not None:
        return MASK
    return re.sub(_IN_TEXT, MASK, data) if isinstance(data, str) else data


def _is_personal(name: str) -> bool:
    return any(re.fullmatch(_PERSONAL, word.lower()) for word in re.findall(_WORDS, name))
