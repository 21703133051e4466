"""API keys and the tokens they are exchanged for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...resource import AsyncResource as _AsyncResource, Resource as _Resource

if TYPE_CHECKING:
    from ... import bodies as _bodies
    from ...models import ClientAuthorization, TestApiKeyRequest, TestApiKeyResponse


class Authorization(_Resource):
    """API keys and the tokens they are exchanged for."""

    def create_test_api_key(
        self, body: TestApiKeyRequest | _bodies.TestApiKeyRequestDict
    ) -> TestApiKeyResponse:
        """Create a test API key.

        Issues an API key for the sandbox, or prolongs the one the phone already has. Sandbox
        only: production has no such operation. One key a phone and one request a day. The phone
        must be registered in the client portal and must not be Ukrainian. In the API:
        ``POST /test-api-keys``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .post_test_api_keys import build_request

        return self._transport.send(build_request(body))

    def get_token(self, *, api_key: str) -> ClientAuthorization:
        """Get a token.

        Exchange the API key for the JWT that every other call carries, raw, in its Authorization
        header. A token lives for one hour; NovaPost fetches and renews them by itself. In the
        API: ``GET /clients/authorization``.

        Args:
            api_key: Personal API key of the account."""
        from .get_clients_authorization import build_request

        _request = build_request(api_key=api_key)
        api_key = ""  # no traceback shows it from here on
        return self._transport.send(_request)


class AsyncAuthorization(_AsyncResource):
    """As ``Authorization``, for coroutines."""

    async def create_test_api_key(
        self, body: TestApiKeyRequest | _bodies.TestApiKeyRequestDict
    ) -> TestApiKeyResponse:
        """Create a test API key.

        Issues an API key for the sandbox, or prolongs the one the phone already has. Sandbox
        only: production has no such operation. One key a phone and one request a day. The phone
        must be registered in the client portal and must not be Ukrainian. In the API:
        ``POST /test-api-keys``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .post_test_api_keys import build_request

        return await self._transport.send(build_request(body))

    async def get_token(self, *, api_key: str) -> ClientAuthorization:
        """Get a token.

        Exchange the API key for the JWT that every other call carries, raw, in its Authorization
        header. A token lives for one hour; NovaPost fetches and renews them by itself. In the
        API: ``GET /clients/authorization``.

        Args:
            api_key: Personal API key of the account."""
        from .get_clients_authorization import build_request

        _request = build_request(api_key=api_key)
        api_key = ""  # no traceback shows it from here on
        return await self._transport.send(_request)
