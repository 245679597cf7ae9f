# Two commands: `make demo` sets up and does the main job, `make test` sets up and runs the tests.
# Needs Python 3.11 or newer and nothing else; everything goes into .venv.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test check format bench clean

demo: .venv/.installed
	$(BIN)/negotiation demo -o demo

test: .venv/.developing
	$(BIN)/python -m pytest -n 2 -q

check: .venv/.developing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/.developing
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/python -m tests.published
	$(BIN)/python -m tests.notebooks

bench: .venv/.developing
	$(BIN)/python benchmarks/engine.py
	$(BIN)/python benchmarks/growth.py
	$(BIN)/python benchmarks/features.py
	$(BIN)/python benchmarks/figures.py
	$(BIN)/python benchmarks/ensembles.py

clean:
	rm -rf .venv demo dist

.venv/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(PIP) install --constraint constraints.txt --upgrade pip
	$(PIP) install --constraint constraints.txt --editable ".[all]"
	touch $@

.venv/.developing: .venv/.installed
	$(PIP) install --constraint constraints.txt --group dev
	touch $@
