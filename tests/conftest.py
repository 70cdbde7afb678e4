"""How widely hypothesis looks: the same examples every time in the gate, ever new ones on demand.

`HYPOTHESIS_PROFILE=fuzz pytest tests/properties` looks for minutes, and prints how to look again.
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "gate",
    derandomize=True,
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "fuzz",
    derandomize=False,
    max_examples=3000,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))
