"""What holds for all tests."""

from hypothesis import HealthCheck, settings
from settled import OURS, settle
from wire_authority import trust_by_environment

settle()
trust_by_environment(OURS)

# No test depends on speed: neither ours nor the machine's.
settings.register_profile("novapost", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("novapost")

pytest_plugins = ["fault_fixtures", "sharing", "span_fixtures", "tidiness"]
