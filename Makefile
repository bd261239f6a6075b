# `make run` plays the demo, `make test` runs all tests; both set up what they need inside .venv first.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# The first interpreter that is new enough; `make PYTHON=/path/to/python3 ...` names another.
PYTHON := $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$name; break; }; done)
PYTEST_OPTIONS := -n auto

.PHONY: run test check format clean

run: $(VENV)/.run
	rm -rf demo
	$(BIN)/tracker demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest $(PYTEST_OPTIONS)

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/zizmor --quiet --offline .github
	$(BIN)/python -m pytest $(PYTEST_OPTIONS)

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) demo dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Stamps: made once, and again when the dependencies change.
$(VENV)/.run: $(VENV)/.made pyproject.toml
	$(PIP) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.made pyproject.toml
	$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.run

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found; install it, or call make PYTHON=/path/to/python3" >&2; exit 2; }
	@"$(PYTHON)" -c 'import ensurepip' || { echo "Python's venv module is missing; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 2; }
	"$(PYTHON)" -m venv $(VENV)
	@touch $@
