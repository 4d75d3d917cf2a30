# Everything runs in .venv, which `make setup` makes.
BIN := .venv/bin
UV := $(or $(wildcard .venv/bin/uv),uv)
export TEXTUAL_ANIMATIONS := none
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup check format lint types contracts test torture bench builtin keys man screenshots snapshots requirements

help: ## List these targets
	@sed -nE 's/^([a-z]+):.*## (.*)$$/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

setup: ## Make .venv with the program and the developer's tools
	python3 -m venv .venv
	$(BIN)/pip install --quiet -e '.[dev]'

check: lint types contracts test ## Everything that must be green before a change lands

format: ## Format the code and sort its imports
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

lint:
	$(BIN)/ruff format --check
	$(BIN)/ruff check

types:
	$(BIN)/mypy

contracts:
	$(BIN)/lint-imports

test: ## Run the tests
	$(BIN)/pytest -q

torture: ## Run the long tests: processes killed, files damaged, properties tried at random
	$(BIN)/pytest -q -n 0 -m 'torture or hypothesis' --hypothesis-profile torture

bench: ## Measure start, keys, idle, saving, the figure, slow lines and what is heard against a minimal Textual app
	$(BIN)/python -m tests.benchmarks
	$(BIN)/python -m tests.benchmarks.figure
	$(BIN)/python -m tests.benchmarks.lines
	$(BIN)/python -m tests.benchmarks.themes
	$(BIN)/python -m tests.benchmarks.hearing

builtin: ## Make what the program reads of the built-in exercises and routines
	$(BIN)/python -m tests.builtin

keys: ## Write the README's table of keys
	$(BIN)/python -m tests.key_table

man: ## Make the pages of the manual, and what else is installed beside the program
	$(BIN)/python -m tests.installed

screenshots: ## Draw the pictures in screenshots/ anew, the sheet of poses too
	$(BIN)/python -m tests.screenshots

snapshots: ## Accept what the screens look like now
	$(BIN)/pytest -q -n 0 tests/tui/test_snapshots.py --snapshot-update

requirements: ## Lock the tested set of packages, with hashes and without hosts
	$(UV) pip compile pyproject.toml --extra dev --universal --generate-hashes \
		--no-header --no-annotate --upgrade --quiet -o requirements.txt
