"""What a run has looked for, and where: what it did not look for may well be there still."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping

from presscheck.config.choose import choose
from presscheck.config.settings import Settings
from presscheck.match.duplicate import ACROSS
from presscheck.trouble import Trouble


class Looked:
    """The files of a run with their settings; called with a rule's id and a path it tells whether it looked there.

    A file that is gone counts as looked at where the run went through the folder it stood in.
    """

    def __init__(
        self, folders: Iterable[str], settings_of: Callable[[str], Settings], files: Mapping[str, Settings]
    ) -> None:
        self._folders = [os.path.join(os.path.abspath(folder), "") for folder in folders]
        self._settings_of = settings_of
        self._files = {os.path.abspath(path): settings for path, settings in files.items()}

    def __call__(self, rule: str, path: str) -> bool:
        """Tell whether what a rule finds in a file, or in an article of an export, would have been found."""
        settings = self._settings(os.path.abspath(path))
        if settings is None:
            return False
        return any(
            each.id == rule and each.severity >= settings.level and (settings.across or not _compares(each.spec))
            for each in choose(settings).rules
        )

    def _settings(self, path: str) -> Settings | None:
        export, _, _ = path.rpartition("#")
        known = self._files.get(path) or self._files.get(export)
        if known or os.path.lexists(path) or not path.startswith(tuple(self._folders)):
            return known
        try:
            return self._settings_of(path)
        except Trouble:
            return None


def _compares(spec: object) -> bool:
    return isinstance(spec, dict) and spec.get("of") in ACROSS
