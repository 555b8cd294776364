"""What all tests share: Hypothesis profiles."""

import os

from hypothesis import HealthCheck, settings

# In CI the same examples come every time; a machine's slowness is no failure of a property.
settings.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")
