"""Settings all tests share."""

from hypothesis import settings

# The first example pays for imports and compiled patterns, and a busy machine for the rest.
settings.register_profile("presscheck", deadline=None)
settings.load_profile("presscheck")
