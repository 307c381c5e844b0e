# Few verbs: run, test, check, bench, docs. Each sets up what it needs; CI runs the same.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check bench docs mutation clean

$(VENV)/ready: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable "."
	@touch $@

run: $(VENV)/ready
	$(BIN)/binome web

# One process a core, a file of tests to one process: what a module prepares is prepared once.
TESTS := $(BIN)/python -m pytest --numprocesses=auto --dist=loadfile --cov=binome.moteur --cov=binome.droit --cov-branch --cov-report=

test: $(VENV)/ready
	$(TESTS)

# The tests note which lines of engine and law they reach; they run again only when something has changed since.
.coverage: $(VENV)/ready $(shell find src tests cas -name '*.py' -o -name '*.toml')
	$(TESTS)

check: $(VENV)/ready .coverage
	$(BIN)/ruff format --check src tests bench docs
	$(BIN)/ruff check src tests bench docs
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry src
	$(BIN)/python -m coverage report --fail-under=100 --include='*/binome/moteur/*,*/binome/droit/*'
	$(BIN)/python docs/generer.py --verifier
	$(BIN)/python -m docs.traductions --verifier

bench: $(VENV)/ready .venv-pairs/ready
	$(BIN)/python -m bench.cas_unique
	$(BIN)/python -m bench.web
	$(BIN)/python -m bench.api
	$(BIN)/python -m bench.charge_web
	$(BIN)/python -m bench.verifier
	$(BIN)/python -m bench.porte
	PYTHONPATH=src .venv-pairs/bin/python -m bench.charge_w.mesurer
	$(BIN)/python -m bench.charge_w.page

# Engines to compare with: those that do not install are left out, and the measure says so.
.venv-pairs/ready: bench/charge_w/pairs.txt
	$(PYTHON) -m venv .venv-pairs
	for pair in $$(grep -v '^#' $<); do \
	  .venv-pairs/bin/python -m pip install --quiet --disable-pip-version-check $$pair || echo "$$pair : absent"; done
	@touch $@

docs: $(VENV)/ready
	$(BIN)/python docs/generer.py
	$(BIN)/python -m docs.traductions
	$(BIN)/python -m docs.preuves
	$(BIN)/python -m whitenoise.compress --quiet src/binome/web/static

# Hours: a fault at a time in engine, law, contracts and simulation; PIECES narrows it, as in PIECES=droit/versement.
mutation: $(VENV)/ready
	$(BIN)/python -m tests.mutations $(PIECES)

clean:
	rm -rf $(VENV) .venv-pairs
