"""What the build does beyond copying: check every rule by its own examples and bundle the rules."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BundleRules(BuildHookInterface[Any]):
    """Refuses to build where a rule's own example fails; else writes the bundle into the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the bundle before the files are gathered."""
        sys.path.insert(0, str(Path(self.root, "src")))
        from presscheck.match.judge import builtin_weighing
        from presscheck.match.prefilter import readied
        from presscheck.match.stock import builtin_site_talk
        from presscheck.rules import read_builtin
        from presscheck.rules.bundle import write_bundle
        from presscheck.rules.lexicon import builtin_lexicon
        from presscheck.rules.selftest import check_rule
        from presscheck.rules.topics import builtin_words

        rules = read_builtin()
        failures = [failure for rule in rules for failure in check_rule(rule)]
        if failures and version != "editable":
            raise RuntimeError("rules fail their own examples:\n" + "\n".join(failures))
        tables = [builtin_lexicon(), builtin_weighing(), builtin_words(), builtin_site_talk()]
        write_bundle(tuple(rules), readied(rules), tables)
        build_data["artifacts"].append("src/presscheck/_rules.bundle")
