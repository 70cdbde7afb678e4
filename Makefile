# Everything a person or a build server does here. Needs only make and Python 3.11 or newer.

PYTHON       ?= python3
VENV         ?= .venv
SCENARIO     ?= scenarios/nagorno-karabakh-2020.yaml
REPLICATIONS ?= 100
# Options of pytest for make test: PYTEST='-n auto --dist loadfile' uses all cores.
PYTEST       ?=

BIN := $(VENV)/bin

PIP_COMPILE = CUSTOM_COMPILE_COMMAND="make lock" build/lock/bin/pip-compile --quiet --no-config \
    --generate-hashes --allow-unsafe --strip-extras $(if $(UPGRADE),--upgrade) \
    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

# pip's own notice about newer releases of itself is noise under pinned requirements.
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test browser format bench docs images notebooks lock clean

help: ## show this list
	@echo "usage: make <target> [PYTHON=python3.12] [SCENARIO=file] [REPLICATIONS=n]"
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 12

run: $(VENV)/run.stamp ## simulate the main case on all cores, draw its charts, write its report
	@$(BIN)/withdrawal-sim run $(SCENARIO) -r $(REPLICATIONS) --workers 0 --report

test: $(VENV)/test.stamp ## run every check: format, lint, types, imports, tests
	@echo "== ruff format (make format mends it)"; $(BIN)/ruff format --check .
	@echo "== ruff check";   $(BIN)/ruff check .
	@echo "== mypy";         $(BIN)/mypy
	@echo "== lint-imports"; $(BIN)/lint-imports --no-logo
	@echo "== pytest";       $(BIN)/pytest $(PYTEST)

browser: ## install Debian's Chromium for the browser tests, where there is no browser (as root)
	@for name in chromium chromium-browser google-chrome; do \
	    command -v $$name >/dev/null && exit 0; done; \
	command -v apt-get >/dev/null || { echo "Install Chromium for the browser tests" >&2; exit 1; }; \
	echo "Installing Chromium"; apt-get update -qq && \
	DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends chromium >/dev/null

format: $(VENV)/test.stamp ## rewrite the code in the house style
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format .

bench: $(VENV)/test.stamp ## measure speed and memory (benchmarks/growth.py has the hundredfold)
	@$(BIN)/python benchmarks/main_case.py
	@echo; $(BIN)/python benchmarks/yardstick.py
	@echo; $(BIN)/python benchmarks/growth.py --factors 1 10
	@echo; $(BIN)/python benchmarks/store.py --cluster
	@echo; $(BIN)/python benchmarks/million.py --points 4000
	@echo; $(BIN)/python benchmarks/report.py

docs: $(VENV)/run.stamp ## regenerate the references that are written from the code
	@$(BIN)/python -m sim.cli.references
	@$(BIN)/python -m sim.scenario.schema
	@$(BIN)/python -m sim.scenario.studies.schema

images: $(VENV)/run.stamp ## renew the pictures of the documentation (needs a browser)
	@$(BIN)/python docs/images/renew.py $(REPLICATIONS)

notebooks: $(VENV)/test.stamp ## run the notebooks and keep what they show (some minutes)
	@$(BIN)/python notebooks/renew.py

# Locking with the oldest Python picks versions that all supported ones can install. Addresses and
# paths of the machine that locks are kept out, because pip on another machine has its own.
lock: build/lock/bin/pip-compile ## pin anew what pyproject.toml asks for (UPGRADE=1: newest versions)
	@$(PIP_COMPILE) --extra build --output-file requirements/run.txt pyproject.toml
	@$(PIP_COMPILE) --extra build --extra cluster --extra test --constraint requirements/run.txt \
	    --output-file requirements/test.txt pyproject.toml

build/lock/bin/pip-compile:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { \
	    echo "Locking needs the oldest supported Python: make lock PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/pip install -qq pip-tools

clean: ## remove the environment and everything that can be made again
	@rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache \
	    .hypothesis .benchmarks .coverage htmlcov
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is younger than what it was installed from; a second call installs nothing.
# pip alone is no proof of an environment: Debian's python without ensurepip makes half of one.
$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	    echo "Python 3.11 or newer is needed; name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3.12" >&2; exit 1; }
	@echo "Creating $(VENV)"
	@$(PYTHON) -m venv $(VENV)

# Two calls, because pip refuses an editable package where hashes are demanded. Both files hold what
# a run needs, so either installation serves one.
$(VENV)/%.stamp: requirements/%.txt pyproject.toml sim/version.py | $(BIN)/pip
	@echo "Installing $< into $(VENV)"
	@$(BIN)/pip install -qq --require-hashes -r $<
	@$(BIN)/pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/run.stamp
