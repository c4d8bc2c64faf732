# Every target works on a fresh machine: Python 3.11 or later, pip and network to the package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BUNDLE := src/presscheck/_rules.bundle

.PHONY: demo examples test test-browser lint types check fuzz docs accuracy clean

demo: $(VENV)/.installed  ## set up and check the example drafts
	@$(BIN)/presscheck check examples --fail-on never

examples: $(VENV)/.installed  ## write what is found in the example drafts
	@$(BIN)/presscheck check examples --format json --fail-on never > examples/expected.new
	@mv examples/expected.new examples/expected.json

test: lint types check  ## set up, then lint, types and tests

lint: $(VENV)/.installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev
	@$(BIN)/mypy

check: $(VENV)/.installed-dev $(BUNDLE)
	@$(BIN)/pytest

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "presscheck needs Python 3.11 or later: make PYTHON=python3.11")'
	@echo "Setting up $(VENV) (once)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $(VENV)/.installed $@

test-browser: $(VENV)/.installed-browser  ## drive the page in Chromium; as root on Debian this installs it
	@$(BIN)/pytest tests/browser -n 0 -rs

$(VENV)/.installed-browser: $(VENV)/.installed-dev bench/install_browser.sh
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group browser
	@sh bench/install_browser.sh
	@touch $@

INPUTS ?= 20000

fuzz: $(VENV)/.installed-fuzz $(BUNDLE)  ## give odd input to every part; before a release INPUTS=1000000
	@$(BIN)/python tests/fuzz/fuzz.py --inputs $(INPUTS)

# Where there is no wheel of the coverage-guided engine, hypothesis, which is there already, makes the inputs.
$(VENV)/.installed-fuzz: $(VENV)/.installed-dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --group fuzz \
		|| echo "No wheel of atheris for this Python: hypothesis makes the inputs"
	@touch $@

# Without a bundle as new as the rules every start reads them all again, which takes seconds.
$(BUNDLE): $(shell find rules -name '*.yaml') $(wildcard src/presscheck/match/*.py src/presscheck/match/anchors/*.py src/presscheck/rules/*.py) | $(VENV)/.installed-dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .

docs: $(VENV)/.installed  ## write the pages of the rules and the schema of a configuration
	@$(BIN)/python bench/rule_pages.py
	@$(BIN)/python bench/config_schema.py

accuracy: $(VENV)/.installed  ## measure what is found and what is wrongly reported
	@$(BIN)/python bench/accuracy.py

clean:  ## remove what the other targets made
	rm -rf $(VENV) .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist
