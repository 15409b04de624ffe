# What a newcomer types. `make help` lists it.
PYTHON ?= python3
BIN := .venv/bin
# Set CI=1 for plain output.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.PHONY: help setup dev demo test lint check coverage compiled serve lock format clean

help: ## this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.ready ## make .venv with .venv/bin/dateline in it

dev: .venv/.ready-dev ## the same, with what tests and checks need

demo: setup ## run the main job on the bundled sample newsroom
	@$(BIN)/dateline demo

test: dev ## run the tests
	@$(BIN)/python -m pytest -n 2 --dist worksteal

lint: dev ## what can be checked without running the tests: formatting, lint, types, imports, contracts, generated files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m dateline.contracts --check
	$(BIN)/python -m dateline.reference --check
	@for contract in schemas/*.odcs.yaml; do $(BIN)/datacontract lint $$contract >/tmp/dateline-lint.$$$$ 2>&1 || { cat /tmp/dateline-lint.$$$$; exit 1; }; done; echo "contracts: valid"

check: lint test ## lint, then the tests

coverage: dev ## which lines the tests run; watching them takes half as long again
	@$(BIN)/python -m pytest -n 2 --dist worksteal --cov --cov-report=term:skip-covered

compiled: dev ## build a wheel in dist/ whose rules of figures and times are compiled to C, and test them
	@command -v "$${CC:-cc}" >/dev/null || { echo "Compiling needs a C compiler. On Debian: apt-get install gcc; elsewhere name it with: make CC=/path/to/compiler compiled"; exit 1; }
	@rm -rf build dist
	@echo "Compiling (some minutes) …"
	@$(BIN)/python -m hatchling build --target sdist --directory build >/dev/null
	@$(BIN)/python -m tarfile --extract build/*.tar.gz build/source
	@cd build/source/dateline-* && HATCH_BUILD_HOOK_ENABLE_MYPYC=1 $(CURDIR)/$(BIN)/python -m hatchling build --target wheel --directory $(CURDIR)/dist >$(CURDIR)/build/log 2>&1 || { cat $(CURDIR)/build/log; exit 1; }
	@$(BIN)/python -m zipfile --extract dist/*.whl build/compiled
	@PYTHONPATH=build/compiled $(BIN)/python -c 'from dateline.facts import quantities; print(quantities.__file__); assert not quantities.__file__.endswith(".py")'
	@PYTHONPATH=build/compiled $(BIN)/python -m pytest -n 2 --dist worksteal tests/facts/test_document.py tests/facts/test_times*.py tests/facts/test_quantities*.py tests/facts/test_stream.py tests/facts/test_pool.py
	@ls dist/*.whl

serve: setup ## start a Prefect server, a worker and the deployments on this machine; Ctrl-C stops them
	@$(BIN)/dateline serve

lock: dev ## pin the requirements anew, with hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group dev pyproject.toml -o requirements-dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group build pyproject.toml -c requirements-dev.txt -o requirements.txt

format: dev ## format and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## remove the environment and caches; the data folder stays
	rm -rf .venv .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis .coverage build dist

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dateline needs Python 3.11 or newer; say which one with: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python could not make a virtual environment. On Debian: apt-get install python3-venv"; rm -rf .venv; exit 1; }

.venv/.ready: .venv/bin/python requirements.txt pyproject.toml
	@echo "Setting up .venv (a minute or two the first time) …"
	@$(PIP) --require-hashes --no-deps -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

.venv/.ready-dev: .venv/.ready requirements-dev.txt
	@echo "Adding the developers' tools …"
	@$(PIP) --require-hashes --no-deps -r requirements-dev.txt
	@touch $@
