# Everything a newcomer needs: `make demo` and `make test`. Both set themselves up in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test lint types unit gate lock clean setup

setup: $(STAMP)

# Reinstalls only when the lock or the project's metadata change, so a second run starts in seconds.
$(STAMP): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "sitroom needs Python 3.11 or later; set PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "sitroom needs Python 3.11 or later; this is `$(PYTHON) --version`. Set PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing locked dependencies into $(VENV) (about a minute the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

demo: $(STAMP)
	@$(BIN)/python examples/demo.py

test: $(STAMP) lint types gate unit

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

gate: $(STAMP)
	$(BIN)/python -m evals.gate

# Last on purpose: CI reads pytest's closing line.
unit: $(STAMP)
	$(BIN)/python -m pytest

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --extra dev pyproject.toml --no-emit-package sitroom -o requirements.lock

clean:
	rm -rf demo .mypy_cache .ruff_cache .pytest_cache
