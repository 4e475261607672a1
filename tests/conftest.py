"""Settings that all tests share."""

from hypothesis import settings

# A busy machine is no fault of the code; tests of speed measure for themselves.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")
