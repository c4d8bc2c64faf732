"""Paths → settings: which configuration holds for a file, and what it comes to with the command line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from presscheck.config.find import find
from presscheck.config.layer import Given, Layer
from presscheck.config.merge import settings_of
from presscheck.config.settings import Settings
from presscheck.trouble import Trouble

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Configuration:
    """The configurations of a run, each read once, when the first file needs it.

    `given` is what the command line says, which wins over every file. `file` holds for all paths in place of the
    one that would be found; without `search` none is.
    """

    def __init__(self, given: Layer | None = None, *, file: str | None = None, search: bool = True) -> None:
        self._given = given or Layer()
        self._file = os.path.abspath(file) if file else None
        self._search = search
        self._found: dict[str, str | None] = {}
        self._layers: dict[str, tuple[Layer, ...] | Trouble] = {}
        self._specs: dict[tuple[Given, ...], GitIgnoreSpec] = {}
        self._settings: dict[tuple[str | None, tuple[bool, ...], bool], Settings] = {}

    def settings(self, path: str) -> Settings:
        """Return how a file is to be checked, which need not exist, or a folder, told by a slash at its end.

        Equal settings are one object.

        Raises Trouble where its configuration is broken, or where there are two.
        """
        file = self.file_for(path)
        if file is None:
            return self._once(None, (), excluded=False, layers=())
        layers = self._read(file)
        fits = tuple(not layer.paths or self._fits(path, layer, layer.paths, file) for layer in layers)
        excluded = any(
            self._fits(path, layer, layer.values["exclude"], file) for layer in layers if "exclude" in layer.values
        )
        return self._once(file, fits, excluded=excluded, layers=layers)

    def layers(self, path: str) -> list[Layer]:
        """Return what has a say in how a file is checked, the ones that win last. Raises Trouble as `settings`."""
        file = self.file_for(path)
        found = self._read(file) if file else ()
        return [
            *(layer for layer in found if file and (not layer.paths or self._fits(path, layer, layer.paths, file))),
            self._given,
        ]

    def file_for(self, path: str) -> str | None:
        """Return the configuration that holds for a file or folder. Raises Trouble where there are two."""
        if self._file or not self._search:
            return self._file
        folder = os.path.dirname(path)
        if folder not in self._found:
            self._found[folder] = find(os.path.abspath(folder or "."), self._found)
        return self._found[folder]

    def _read(self, file: str) -> tuple[Layer, ...]:
        if file not in self._layers:
            from presscheck.config.read import read_layers

            try:
                self._layers[file] = read_layers(file)
            except Trouble as trouble:
                self._layers[file] = trouble
        layers = self._layers[file]
        if isinstance(layers, Trouble):
            raise layers
        return layers

    def _once(
        self, file: str | None, fits: tuple[bool, ...], *, excluded: bool, layers: Sequence[Layer]
    ) -> Settings:
        key = file, fits, excluded
        if key not in self._settings:
            holding = [layer for layer, fit in zip(layers, fits, strict=True) if fit]
            self._settings[key] = settings_of([*holding, self._given], excluded=excluded)
        return self._settings[key]

    def _fits(self, path: str, layer: Layer, patterns: tuple[Given, ...], file: str) -> bool:
        """Tell whether a path fits patterns, which start from their file's folder.

        A draft outside of that folder is looked at from the configuration that extends it, and one that is not
        there either, as `--config` may bring about, from the working folder.
        """
        path = os.path.abspath(path) + ("/" if path.endswith("/") else "")
        starts = (layer.folder, os.path.dirname(file), os.getcwd())
        inside = next((found for start in starts if (found := _inside(path, start))), None)
        return inside is not None and self._spec(patterns).match_file(inside)

    def _spec(self, patterns: tuple[Given, ...]) -> GitIgnoreSpec:
        if patterns not in self._specs:
            from pathspec import GitIgnoreSpec

            self._specs[patterns] = GitIgnoreSpec.from_lines([given.value for given in patterns])
        return self._specs[patterns]


def as_folder(path: str) -> str:
    """Return a path with a slash at its end if it leads to a folder."""
    return os.path.join(path, "").replace(os.sep, "/") if os.path.isdir(path) else path


def _inside(path: str, folder: str) -> str | None:
    """Return what leads from a folder to an absolute path in it, with forward slashes; None where it is outside."""
    start = folder if folder.endswith(os.sep) else folder + os.sep
    return path[len(start) :].replace(os.sep, "/") if path.startswith(start) else None
