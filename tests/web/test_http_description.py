"""Whatever the description allows and whatever it forbids is answered as the description says."""

from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS

from presscheck.web.api import description

schema = schemathesis.openapi.from_dict(description())


@schema.parametrize()
@settings(
    max_examples=40,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_api_keeps_to_its_description(case: Any, server: str) -> None:
    # Whether a file is a sound document, and a word a rule, no schema can tell.
    case.call_and_validate(base_url=server, excluded_checks=[CHECKS.get_one("positive_data_acceptance")])
