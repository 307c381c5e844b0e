# Few verbs: run, test, check, bench, docs. Each sets up what it needs; CI runs the same.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check bench docs clean

$(VENV)/ready: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable "."
	@touch $@

run: $(VENV)/ready
	$(BIN)/binome web

test: $(VENV)/ready
	$(BIN)/python -m pytest

check: $(VENV)/ready
	$(BIN)/ruff format --check src tests bench docs
	$(BIN)/ruff check src tests bench docs
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/moteur tests/droit tests/contrats tests/cas tests/simulation tests/cli \
	  --cov=binome.moteur --cov=binome.droit --cov-branch --cov-fail-under=100 --cov-report=term-missing:skip-covered
	$(BIN)/python docs/generer.py --verifier
	$(BIN)/python -m docs.traductions --verifier

bench: $(VENV)/ready
	$(BIN)/python -m bench.cas_unique
	$(BIN)/python -m bench.web

docs: $(VENV)/ready
	$(BIN)/python docs/generer.py
	$(BIN)/python -m docs.traductions
	$(BIN)/python -m whitenoise.compress --quiet src/binome/web/static

clean:
	rm -rf $(VENV)
