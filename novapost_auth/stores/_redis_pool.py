"""Connections to a Redis server, whose password is in no variable and no attribute."""

from typing import Any, cast

from redis import connection, credentials

from novapost_auth._secrets import Secret

_redis = cast("Any", connection)  # What is used of it here has no types.
_CREDENTIALS = ("username", "password")


class _Credentials(credentials.CredentialProvider):
    """User and password of a URL, read from it whenever a connection is made."""

    def __init__(self, url: Secret) -> None:
        self._url = url

    def get_credentials(self) -> Any:
        """Return what is sent with AUTH."""
        plain: Any = credentials.UsernamePasswordCredentialProvider
        return plain(*map(_redis.parse_url(self._url.reveal()).get, _CREDENTIALS)).get_credentials()


def new_pool(url: Secret, seconds: float) -> connection.ConnectionPool:
    """Return a pool for ``url``, of which nothing is open yet; each command may take so long."""
    # No option is a variable: one that redis-py does not know may be a password, misspelt.
    return connection.ConnectionPool(
        **{"socket_timeout": seconds, "socket_connect_timeout": seconds, **_options(url)}
    )


def passwords_of(url: Secret) -> tuple[Secret, ...]:
    """Return the password in ``url``, if there is one."""
    return tuple(map(Secret, filter(None, [_redis.parse_url(url.reveal()).get("password")])))


def _options(url: Secret) -> dict[str, Any]:
    """Return what the URL says, with who gives user and password in their place."""
    return {
        "credential_provider" if name in _CREDENTIALS else name: _Credentials(url)
        if name in _CREDENTIALS
        else value
        for name, value in _redis.parse_url(url.reveal()).items()
    }
