"""A survey → the files to start with: a configuration, a hook for pre-commit, a job for the CI service."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping

from presscheck.config.survey import Survey
from presscheck.keep.habit import is_habit
from presscheck.read import FORMATS

CONFIGURATION = "presscheck.toml"
HOOK = ".pre-commit-config.yaml"
JOBS = {"github": ".github/workflows/presscheck.yml", "gitlab": ".gitlab-ci.yml"}

WHEEL = "tools/presscheck-*.whl"
"""Where a CI job takes presscheck from: a wheel that is kept in the repository."""


def files(survey: Survey, within: str = "") -> Mapping[str, str]:
    """Return the content of each file to start with, by its path from the top of the repository.

    `within` is the folder of the project there, which gets the configuration.
    """
    folders = [f"{within}/{folder}" if within else folder for folder in survey.drafts] or [within or "."]
    made = {f"{within}/{CONFIGURATION}" if within else CONFIGURATION: configuration(survey)}
    made[HOOK] = hook(folders)
    for service in survey.services:
        made[JOBS[service]] = {"github": github, "gitlab": gitlab}[service](folders)
    return made


def configuration(survey: Survey) -> str:
    """Return a configuration with what is known set, and the rest as comments to take up."""
    return f"""\
# How presscheck checks the drafts in this folder and below.
# `presscheck config` shows what holds for a draft, and which line says so.

# Report findings of this severity or above: "error", "warning" or "advice".
# level = "warning"

# Exit with 1 on findings of this severity or above, or "never".
# fail-on = "warning"

{_title_in_body(survey)}

{_site(survey)}

# The rules to do without: ids, families or names, as `presscheck rules list` shows them.
# ignore = ["hope-this-helps"]

# Files that are never checked, even if they are named; patterns as in .gitignore.
# exclude = ["templates/"]

# Paragraphs that stand on purpose, as readers see them, and slots that do.
# house-text = ["Ann Lee has covered the harbour for the Quay Post since 2009."]
# allowed-slots = ["[Name on file]"]

# The severity of rules.
# [severity]
# metadata = "advice"

# What is different for some drafts.
# [[overrides]]
# paths = ["archive/"]
# level = "error"
"""


def hook(folders: list[str]) -> str:
    """Return the configuration of pre-commit that checks what a commit adds to the drafts."""
    within = "" if folders == ["."] else f"^(?:{'|'.join(re.escape(folder) for folder in folders)})/.*"
    return f"""\
# Set up once with `pre-commit install`; then each commit is checked.
repos:
  - repo: local
    hooks:
      - id: presscheck
        name: presscheck
        entry: presscheck check --staged
        language: system
        files: {_single("(?i)" + within + suffixes())}
        require_serial: true
"""


def github(folders: list[str]) -> str:
    """Return a workflow of GitHub Actions: of a pull request only what it adds is checked."""
    return f"""\
name: presscheck
on:
  push:
    branches: [main, master]
  pull_request:
permissions:
  contents: read
jobs:
  presscheck:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install {WHEEL}
      - if: github.event_name == 'pull_request'
        run: {_command("presscheck check --changed", folders)}
      - if: github.event_name != 'pull_request'
        run: {_command("presscheck check --preset ci", folders)}
"""


def gitlab(folders: list[str]) -> str:
    """Return a pipeline of GitLab CI: of a merge request only what it adds is checked."""
    return f"""\
presscheck:
  image: python:3.12
  variables:
    GIT_DEPTH: 0
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
      variables:
        PRESSCHECK_OPTIONS: --changed
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
      variables:
        PRESSCHECK_OPTIONS: --preset ci
  script:
    - pip install --quiet {WHEEL}
    - {_command("presscheck check $PRESSCHECK_OPTIONS --output gitlab:presscheck.json", folders)}
  artifacts:
    when: always
    reports:
      codequality: presscheck.json
"""


def suffixes() -> str:
    """Return the pattern of the file names that are drafts, as pre-commit wants it."""
    return rf"\.({'|'.join(suffix[1:] for suffix in FORMATS)})$"


def _title_in_body(survey: Survey) -> str:
    about = "# A title repeated in the text: "
    if is_habit(survey.repeating, survey.titled):
        return (
            f"{about}{survey.repeating} of the {survey.titled} posts that were looked into do so.\n"
            'title-in-body = "allow"'
        )
    return f'{about}"auto" (fine if most posts of the folder do it), "allow" or "forbid".\n# title-in-body = "auto"'


def _site(survey: Survey) -> str:
    found = f" Found: {', '.join(survey.generators)}." if survey.generators else ""
    return f'# What renders the drafts, told from the project\'s files.{found}\n# site = "auto"'


def _command(start: str, folders: list[str]) -> str:
    """Return a command of the shell as YAML."""
    command = " ".join([start, *map(shlex.quote, folders)])
    return _single(command) if "'" in command else command


def _single(text: str) -> str:
    """Return a text as YAML in single quotes, in which nothing but themselves is special."""
    return "'" + text.replace("'", "''") + "'"
