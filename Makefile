# make test: everything. make demo: the main job. Both build the virtual environment first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
JOBS ?= 3

.PHONY: test demo lint bench render docs oracle clean

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("tfgen needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; set PYTHON=") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

# Lint, types, imports and all tests; real Terraform and the real provider included.
test: lint
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Render and check the payments example, then really apply it against an emulated AWS.
demo: $(READY)
	$(BIN)/tfgen render examples/pci-payments
	$(BIN)/tfgen check examples/pci-payments
	$(BIN)/tfgen sandbox examples/pci-payments --env dev

# Whole-process times and peak memory, median of 5.
bench: $(READY)
	$(BIN)/python -m bench

# Rewrite what is rendered and committed: the library and the examples. Review the diff.
render: $(READY)
	$(BIN)/tfgen module render --out modules
	$(BIN)/tfgen render examples/minimal
	$(BIN)/tfgen render examples/pci-payments

# Rewrite docs/rules from the rules' own pages.
docs: $(READY)
	$(BIN)/python -m tfgen.explain.markdown docs/rules

# Real Terraform judges the agreement suite anew; says what changed. To store that: ... judge --write.
oracle: $(READY)
	$(BIN)/python -m tests.agreement judge

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
