# Every target works on a fresh machine: Python 3.11 or later, pip and network to the package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BUNDLE := src/presscheck/_rules.bundle

.PHONY: demo examples test test-browser test-wheel test-lowest test-newest lock lint types check fuzz docs site accuracy bench clean

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

# What the lock holds, to the byte: a release of somebody else's cannot break or replace what is worked with.
$(VENV)/.installed-dev: pyproject.toml requirements-dev.lock | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(VENV)/.installed $@

lock: | $(VENV)/bin/python  ## lock the newest releases of all that is worked with
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9,<1"
	@$(BIN)/uv pip compile --quiet pyproject.toml --universal --python-version 3.11 --all-extras --group dev --upgrade \
		--generate-hashes --no-annotate --custom-compile-command "make lock" --output-file requirements-dev.lock

test-newest: .venv-newest/.installed  ## the tests with the newest releases that pyproject.toml allows
	@.venv-newest/bin/pytest

test-lowest: .venv-lowest/.installed  ## the tests with the oldest ones
	@.venv-lowest/bin/pytest

.venv-newest/.installed: pyproject.toml
	@$(PYTHON) -m venv .venv-newest
	@.venv-newest/bin/python -m pip install --quiet "pip>=25.1"
	@.venv-newest/bin/python -m pip install --quiet --upgrade --editable '.[archive,watch,web]' --group dev
	@touch $@

# Only what presscheck needs is old. The test client of an old starlette asks with httpx, and a newer check-jsonschema
# wants a newer click.
.venv-lowest/.installed: pyproject.toml
	@$(PYTHON) -m venv .venv-lowest
	@.venv-lowest/bin/python -m pip install --quiet "pip>=25.1" "uv>=0.9,<1"
	@.venv-lowest/bin/uv pip compile --quiet pyproject.toml --all-extras --resolution lowest-direct --no-header \
		--python .venv-lowest/bin/python --output-file .venv-lowest/lowest.txt
	@.venv-lowest/bin/python -m pip install --quiet --editable '.[archive,watch,web]' --group dev httpx "check-jsonschema<0.38" \
		--constraint .venv-lowest/lowest.txt
	@touch $@

test-browser: $(VENV)/.installed-browser  ## drive the page in Chromium; as root on Debian this installs it
	@$(BIN)/pytest tests/browser -n 0 -rs

test-wheel: $(VENV)/.installed-dev  ## build the wheel twice, which takes a minute, and compare
	@$(BIN)/pytest tests/wheel -n 0

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

docs: $(VENV)/.installed  ## write the parts of docs/ that are made from the rules and the program
	@$(BIN)/python bench/rule_pages.py
	@$(BIN)/python bench/config_schema.py
	@$(BIN)/python bench/options_page.py
	@$(BIN)/python bench/guide_parts.py

site: $(VENV)/.installed-docs  ## build the pages of docs/ into site/; a browser opens site/index.html as a file
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet
	@echo "site/index.html"

$(VENV)/.installed-docs: pyproject.toml | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group docs
	@touch $(VENV)/.installed $@

accuracy: $(VENV)/.installed  ## measure what is found and what is wrongly reported
	@$(BIN)/python bench/accuracy.py

bench: $(VENV)/.installed  ## compare the speed with that of other programs, on the folder CORPUS if it is given
	@sh bench/install_peers.sh $(BIN)/python
	@$(BIN)/python bench/speed.py $(if $(CORPUS),--corpus $(CORPUS))

clean:  ## remove what the other targets made
	rm -rf $(VENV) .venv-lowest .venv-newest .fuzz bench/.peers .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist site
