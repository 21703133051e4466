"""What everyday work adds to the operations: shipments, tracking, files, webhooks.

Each module is one of these things; ``api`` and ``async_api`` put them on what the two clients
offer, and hand calls on to ``_calls``.
"""
