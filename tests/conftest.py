"""Settings all tests share."""

import os

from hypothesis import settings

# The default format is that of the CI service a run stands in; what tests start shall not depend on ours.
for name in ("GITHUB_ACTIONS", "GITLAB_CI"):
    os.environ.pop(name, None)

# The first example pays for imports and compiled patterns, and a busy machine for the rest.
settings.register_profile("presscheck", deadline=None)
settings.load_profile("presscheck")
