"""What holds for all tests: drawn examples are the same in every run, and no clock judges them."""

from hypothesis import HealthCheck, settings

settings.register_profile("lossbot", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lossbot")
