# `make help` lists what there is. Everything sets itself up: only Python 3.11 and make are needed.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
DATA ?=
CHECK ?=
DATA_OPTION := $(if $(DATA),--data $(DATA),)
CHECK_OPTION := $(if $(CHECK),--check,)
CHROMIUM := $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

.PHONY: help install demo test lint e2e bench docs lock vendor screenshots clean

help: ## list the commands
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

install: $(BIN)/openmash ## make the environment (.venv/bin/openmash)

$(VENV)/ready: requirements/runtime.txt
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -y -qq python3-venv; \
	  else echo "Python's venv module is missing. Run: sudo apt-get install python3-venv"; exit 1; fi; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	@touch $@

$(BIN)/openmash: $(VENV)/ready pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/ready-to-build: $(BIN)/openmash requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(BIN)/openmash ## play with an invented partnership at http://127.0.0.1:8000 (PORT=, DATA=, CHECK=1)
	@$(BIN)/openmash demo --port $(PORT) $(DATA_OPTION) $(CHECK_OPTION)

.PHONY: browser
browser: $(VENV)/ready-to-build
ifeq ($(CHROMIUM),)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && apt-get install -y -qq chromium fonts-liberation; \
	else $(BIN)/playwright install chromium; fi
endif

# A browser's event loop and the database's tests do not share a process: three runs, one command.
BROWSER_TESTS := tests/rooms/design/test_in_a_browser.py
test: browser ## run every test
	@$(BIN)/python -m pytest -n 2 --dist loadfile --ignore tests/journeys --ignore $(BROWSER_TESTS)
	@$(BIN)/python -m pytest $(BROWSER_TESTS)
	@$(BIN)/python -m pytest -n 2 --dist loadfile tests/journeys

e2e: browser ## run the journeys in a browser only
	@$(BIN)/python -m pytest -n 2 --dist loadfile tests/journeys

lint: $(VENV)/ready-to-build ## style, types, and which room may import which
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy

bench: $(VENV)/ready-to-build ## measure, and print ratios against the limits
	@$(BIN)/python -m bench

docs: browser ## make the screenshots and tables of the documentation anew
	@$(BIN)/python -m pytest tests/journeys --screenshots=docs/pictures


lock: $(VENV)/ready-to-build ## lock the dependencies, with hashes and without hosts
	@$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-header requirements/runtime.in -o requirements/runtime.txt
	@$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-header requirements/dev.in -o requirements/dev.txt

vendor: $(VENV)/ready-to-build ## refresh the built front-end files (needs npm)
	@$(BIN)/python -m openmash.design.vendor

clean: ## forget the environment and the tests' data
	@rm -rf $(VENV) var .pytest_cache .mypy_cache .ruff_cache
