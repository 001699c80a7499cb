# What a person does with kith's source; `make help` lists it. CI runs the same targets.

LOCKED := 3.11
PYTHON ?= $(firstword $(foreach name,python$(LOCKED) python3 python python3.12 python3.13,\
	$(shell $(name) -c 'import sys; sys.version_info >= (3, 11) and print("$(name)")' 2>/dev/null)))
VENV := .venv
BIN := $(VENV)/bin
CODE := graph queries importers web
# Two at a time, a file to each: a test file shares its server and browser.
PYTEST_ARGS ?= -n 2 --dist loadfile
# Universal: one lock for Linux, macOS and Windows, and for every Python from 3.11.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version $(LOCKED) --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE)
CHROMIUM ?= $(firstword $(foreach name,chromium chromium-browser google-chrome,$(shell command -v $(name) 2>/dev/null)))


.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup demo test lint types layers tests format lock audit sbom bandit \
	benchmarks prove faults neo4j-server screenshots words clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

## For everyone

setup: $(VENV)/.installed ## make .venv and install what the lock names; nothing else

$(VENV)/.installed: requirements-dev.lock pyproject.toml
	@test -n "$(PYTHON)" || { \
		echo "kith needs Python 3.11 or newer, and none was found. On Debian: apt-get install python3 python3-venv."; \
		echo "If it has another name: make setup PYTHON=/path/to/python3.11"; exit 1; } >&2
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "kith needs Python 3.11 or newer, and $(PYTHON) is older or does not run."; exit 1; } >&2
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "This Python cannot make environments. On Debian: apt-get install python3-venv"; exit 1; } >&2
	@echo "Setting up $(VENV): a minute or two the first time."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check \
		--require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check \
		--no-deps --no-build-isolation --editable .
	@touch $@

demo: setup ## load the worked children and serve the map at http://127.0.0.1:8000 (PORT=)
	@$(BIN)/kith demo --port $${PORT:-8000}

test: setup lint types layers tests ## run every check, the browser tests too

## The four checks

lint: setup ## ruff: lint and format
	@echo "ruff: lint and format"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "Run 'make format' to lay these files out." >&2; exit 1; }

types: setup ## mypy, strict
	@echo "mypy"
	@$(BIN)/mypy

layers: setup ## import-linter: which folder may import which
	@echo "import-linter"
	@$(BIN)/lint-imports --no-logo

# pytest's own closing line is the last thing printed. Its status 5 means that no test was found: a
# failure, unless there is no test file at all.
tests: setup
	@test -n "$(CHROMIUM)" || { \
		echo "No Chromium was found, so the browser tests are left out."; \
		echo "To run them too, on Debian: apt-get install chromium"; }
	@$(BIN)/python -m tests.neo4j.server --prepare
	@$(BIN)/python -m pytest $(PYTEST_ARGS) || { \
		status=$$?; \
		test $$status -eq 5 && ! find tests -name 'test_*.py' 2>/dev/null | grep -q . || exit $$status; }

## For those who change kith

format: setup ## lay out the code and mend what ruff can
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

lock: setup ## write both lock files again (UPGRADE=--upgrade for newer versions)
	@$(COMPILE) --extra oidc --extra print --output-file requirements.lock pyproject.toml
	@$(COMPILE) --all-extras --constraints requirements.lock --output-file requirements-dev.lock pyproject.toml
	@! grep -nE '://|--(index-url|extra-index-url|find-links|trusted-host)' requirements.lock requirements-dev.lock

bandit: setup ## look for known insecure habits in the code
	@$(BIN)/bandit --quiet --recursive --configfile pyproject.toml $(CODE)

audit: setup ## ask whether what is installed has known weaknesses
	@$(BIN)/python .ci/audit.py requirements.lock

# Of an environment that holds only what kith runs on: the lock knows neither licences nor who needs whom.
sbom: setup ## write build/kith.cdx.json, a CycloneDX list of what kith is made of
	@mkdir -p build && rm -rf build/runtime && $(BIN)/python -m venv --without-pip build/runtime
	@$(BIN)/uv pip install --quiet --python build/runtime/bin/python --require-hashes -r requirements.lock
	@$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --gather-license-texts --output-reproducible \
		--output-file build/kith.cdx.json build/runtime/bin/python
	@rm -rf build/runtime
	@echo "Written: build/kith.cdx.json"

benchmarks: setup ## measure against the budgets, and print the tables
	@set -e; for each in $(filter-out __init__ prove faults,$(basename $(notdir $(wildcard benchmarks/*.py)))); do \
		$(BIN)/python -m benchmarks.$$each; done

prove: setup ## the long proofs, by hand
	@$(BIN)/python -m benchmarks.prove

faults: setup ## cut the database's connection 500 times
	@$(BIN)/python -m benchmarks.faults

neo4j-server: setup ## run a Neo4j server for trying kith on it; it keeps nothing
	@$(BIN)/python -m tests.neo4j.server

words: setup ## write build/words: what there is to translate (LANGUAGE=es begins another)
	@$(BIN)/python .ci/words.py $(LANGUAGE)

screenshots: setup ## take the pictures of the documentation again
	@$(BIN)/python docs/screenshots.py

clean: ## remove the environment and every cache; no store is touched
	@rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
