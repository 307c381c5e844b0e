# Few verbs: run, test, check, bench, docs. Each sets up what it needs; CI runs the same.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check bench docs clean

$(VENV)/ready: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: $(VENV)/ready
	$(BIN)/binome simuler cas/reference/prorata_sur_le_meilleur_des_deux_taux.toml

test: $(VENV)/ready
	$(BIN)/python -m pytest

check: $(VENV)/ready
	$(BIN)/ruff format --check src tests bench
	$(BIN)/ruff check src tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/moteur tests/droit tests/contrats tests/cas tests/simulation tests/cli \
	  --cov=binome.moteur --cov=binome.droit --cov-branch --cov-fail-under=100 --cov-report=term-missing:skip-covered
	$(BIN)/python docs/generer.py --verifier

bench: $(VENV)/ready
	$(BIN)/python -m bench.cas_unique

docs: $(VENV)/ready
	$(BIN)/python docs/generer.py

clean:
	rm -rf $(VENV)
