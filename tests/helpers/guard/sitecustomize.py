"""Python reads this as it starts, in whatever a test starts."""

import loopback  # noqa: F401 - it looks from then on
