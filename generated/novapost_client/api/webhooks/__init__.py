"""Subscribers that the service tells about tracking events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...resource import AsyncResource as _AsyncResource, Resource as _Resource

if TYPE_CHECKING:
    from ... import bodies as _bodies
    from ...models import (
        AddedNumbers,
        RemovedNumbers,
        SavedSubscriber,
        SubscriberNumbers,
        SubscriberPage,
        SubscriberRequest,
        SubscriberUpdate,
        Success,
        WebhookTestRequest,
    )


class Webhooks(_Resource):
    """Subscribers that the service tells about tracking events."""

    def find(self) -> SubscriberPage:
        """List webhook subscriptions.

        Lists the webhook subscriptions of the account, with the numbers each follows. The secret
        token is part of the answer. In the API: ``GET /tracking-push/subscribers``."""
        from .get_subscribers import build_request

        return self._transport.send(build_request())

    def create(self, body: SubscriberRequest | _bodies.SubscriberRequestDict) -> SavedSubscriber:
        """Create a webhook subscription.

        Subscribes a URL to tracking events: the service POSTs JSON to it, with secretToken in a
        header. The fields are published as query parameters, yet working clients send them as a
        JSON body, which also keeps the secret out of logs. In the API:
        ``POST /tracking-push/subscribers``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .create_subscriber import build_request

        return self._transport.send(build_request(body))

    def update(
        self, id: str, body: SubscriberUpdate | _bodies.SubscriberUpdateDict
    ) -> SavedSubscriber:
        """Update a webhook subscription.

        Changes a webhook subscription. url and isActive must be given even if they stay. In the
        API: ``PUT /tracking-push/subscribers/{id}``.

        Args:
            id: Id of the subscription.
            body: The model, or a mapping spelt as published."""
        from .update_subscriber import build_request

        return self._transport.send(build_request(id, body))

    def delete(self, id: str) -> None:
        """Delete a webhook subscription.

        Deletes a webhook subscription. No more events are sent for it. The answer has no body. In
        the API: ``DELETE /tracking-push/subscribers/{id}``.

        Args:
            id: Id of the subscription."""
        from .delete_subscriber import build_request

        return self._transport.send(build_request(id))

    def add_numbers(
        self, id: str, body: SubscriberNumbers | _bodies.SubscriberNumbersDict
    ) -> AddedNumbers:
        """Add numbers to a webhook subscription.

        Adds shipment numbers to a subscription of type numbers, and tells which were added and
        which not. In the API: ``POST /tracking-push/subscribers/{id}/numbers``.

        Args:
            id: Id of the subscription.
            body: The model, or a mapping spelt as published."""
        from .add_numbers_to_subscriber import build_request

        return self._transport.send(build_request(id, body))

    def remove_numbers(
        self, id: str, body: SubscriberNumbers | _bodies.SubscriberNumbersDict
    ) -> RemovedNumbers:
        """Remove numbers from a webhook subscription.

        Takes shipment numbers out of a subscription of type numbers. The body names them. In the
        API: ``DELETE /tracking-push/subscribers/{id}/numbers``.

        Args:
            id: Id of the subscription.
            body: The model, or a mapping spelt as published."""
        from .delete_numbers_to_subscriber import build_request

        return self._transport.send(build_request(id, body))

    def test(
        self, body: WebhookTestRequest | _bodies.WebhookTestRequestDict | None = None
    ) -> Success:
        """Send a test event to a webhook.

        Makes the service send a test event to the URL of a subscription. At least one
        subscription must be active. In the API: ``POST /tracking-push/subscribers/test-webhook``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .test_webhook import build_request

        return self._transport.send(build_request(body))


class AsyncWebhooks(_AsyncResource):
    """As ``Webhooks``, for coroutines."""

    async def find(self) -> SubscriberPage:
        """List webhook subscriptions.

        Lists the webhook subscriptions of the account, with the numbers each follows. The secret
        token is part of the answer. In the API: ``GET /tracking-push/subscribers``."""
        from .get_subscribers import build_request

        return await self._transport.send(build_request())

    async def create(
        self, body: SubscriberRequest | _bodies.SubscriberRequestDict
    ) -> SavedSubscriber:
        """Create a webhook subscription.

        Subscribes a URL to tracking events: the service POSTs JSON to it, with secretToken in a
        header. The fields are published as query parameters, yet working clients send them as a
        JSON body, which also keeps the secret out of logs. In the API:
        ``POST /tracking-push/subscribers``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .create_subscriber import build_request

        return await self._transport.send(build_request(body))

    async def update(
        self, id: str, body: SubscriberUpdate | _bodies.SubscriberUpdateDict
    ) -> SavedSubscriber:
        """Update a webhook subscription.

        Changes a webhook subscription. url and isActive must be given even if they stay. In the
        API: ``PUT /tracking-push/subscribers/{id}``.

        Args:
            id: Id of the subscription.
            body: The model, or a mapping spelt as published."""
        from .update_subscriber import build_request

        return await self._transport.send(build_request(id, body))

    async def delete(self, id: str) -> None:
        """Delete a webhook subscription.

        Deletes a webhook subscription. No more events are sent for it. The answer has no body. In
        the API: ``DELETE /tracking-push/subscribers/{id}``.

        Args:
            id: Id of the subscription."""
        from .delete_subscriber import build_request

        return await self._transport.send(build_request(id))

    async def add_numbers(
        self, id: str, body: SubscriberNumbers | _bodies.SubscriberNumbersDict
    ) -> AddedNumbers:
        """Add numbers to a webhook subscription.

        Adds shipment numbers to a subscription of type numbers, and tells which were added and
        which not. In the API: ``POST /tracking-push/subscribers/{id}/numbers``.

        Args:
            id: Id of the subscription.
            body: The model, or a mapping spelt as published."""
        from .add_numbers_to_subscriber import build_request

        return await self._transport.send(build_request(id, body))

    async def remove_numbers(
        self, id: str, body: SubscriberNumbers | _bodies.SubscriberNumbersDict
    ) -> RemovedNumbers:
        """Remove numbers from a webhook subscription.

        Takes shipment numbers out of a subscription of type numbers. The body names them. In the
        API: ``DELETE /tracking-push/subscribers/{id}/numbers``.

        Args:
            id: Id of the subscription.
            body: The model, or a mapping spelt as published."""
        from .delete_numbers_to_subscriber import build_request

        return await self._transport.send(build_request(id, body))

    async def test(
        self, body: WebhookTestRequest | _bodies.WebhookTestRequestDict | None = None
    ) -> Success:
        """Send a test event to a webhook.

        Makes the service send a test event to the URL of a subscription. At least one
        subscription must be active. In the API: ``POST /tracking-push/subscribers/test-webhook``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .test_webhook import build_request

        return await self._transport.send(build_request(body))
