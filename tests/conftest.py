"""What holds for all tests."""

from hypothesis import HealthCheck, settings
from settled import OURS, settle
from wire_authority import trust_by_environment

settle()
trust_by_environment(OURS)

# No test depends on speed: neither ours nor the machine's. Each run draws other examples.
settings.register_profile(
    "novapost", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("novapost")

pytest_plugins = ["corrections", "fault_fixtures", "sharing", "span_fixtures", "tidiness"]
