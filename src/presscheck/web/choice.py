"""How a draft is checked: what the command line and the request say, over the configuration of the folder."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from presscheck.config.choose import choose
from presscheck.config.configuration import Configuration
from presscheck.config.options import layer_of
from presscheck.config.settings import Settings
from presscheck.rules import RuleSet
from presscheck.trouble import Trouble

Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Plain values, which go to a worker with each job.

    `options` are named as on the command line (`select`, `level`), `config` is the configuration for every draft if
    one was named, without `search` none is looked for, and `folder` is where that starts for a draft that was sent.
    """

    options: tuple[tuple[str, Value], ...] = ()
    config: str | None = None
    search: bool = True
    folder: str = os.curdir

    def asking(self, **options: Value) -> Choice:
        """Return the choice with options of a request in place of the same ones of the command line."""
        return replace(self, options=tuple({**dict(self.options), **options}.items()))

    def configuration(self) -> Configuration:
        """Return the configuration, its files not yet read. Raises Trouble for an option with a wrong value."""
        options: dict[str, Any] = {key: _listed(value) for key, value in self.options}
        return Configuration(layer_of(options, "{}"), file=self.config, search=self.search)

    def settings(self, name: str) -> Settings:
        """Return how a draft that was sent is checked. Raises Trouble where the configuration is broken."""
        return _configuration(self).settings(os.path.join(self.folder, name))

    def rules(self, name: str = "draft.txt") -> RuleSet:
        """Return the rules for a draft that was sent. Raises Trouble where something is wrong with their choice."""
        chosen = choose(self.settings(name))
        if chosen.troubles:
            raise Trouble(chosen.troubles[0])
        return chosen.rules


def _listed(value: Value) -> str | list[str]:
    return value if isinstance(value, str) else list(value)


@lru_cache(maxsize=16)
def _configuration(choice: Choice) -> Configuration:
    return choice.configuration()
