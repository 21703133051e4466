"""The options that all commands take, and the client they lead to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final, TypeAlias

from attrs import frozen
from cyclopts import Parameter

import novapost_auth
from novapost_auth.cli._arguments import SECONDS
from novapost_auth.cli._keys import find_key
from novapost_auth.cli._output import Output


def _servers(_: object) -> list[str]:
    return [name.lower().replace("_", "-") for name in novapost_auth.Server.__members__]


_SERVER: Final = (
    "production, production-ua, sandbox, sandbox-com or a URL;"
    " default: NOVAPOST_SERVER, or production."
)


@frozen(kw_only=True)
class Options:
    """What may stand anywhere on the command line."""

    server: Annotated[str | None, Parameter(completer=_servers, help=_SERVER)] = None
    key_file: Path | None = None
    """File with the API key; default: NOVAPOST_API_KEY, or a question at the terminal."""
    language: str | None = None
    """Language of the service's texts, such as uk."""
    timeout: Annotated[float, SECONDS] = 30.0
    """Seconds for which the service may be silent; default: 30."""
    no_token_cache: bool = False
    """Neither use nor leave a token in the user's cache directory."""
    json: bool = False
    """Print answers as JSON; messages still go to the standard error."""


@frozen
class Session:
    """One run of a command: its options, and where its output goes."""

    options: Options
    out: Output

    def connect(self) -> novapost_auth.NovaPost:
        """Return the client that the options describe.

        Tokens are shared with other runs, so that ten calls fetch one.
        """
        options = self.options
        return novapost_auth.NovaPost(
            find_key(options.key_file, self.out.complain),
            server=options.server,
            language=options.language,
            timeout=options.timeout,
            token_store=None if options.no_token_cache else novapost_auth.FileTokenStore(),
        )


Here: TypeAlias = Annotated[Session, Parameter(parse=False)]
"""The session, as commands ask for it: it is no argument of theirs."""
