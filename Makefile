# make test: everything. make demo: the main job. Both build the virtual environment first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
JOBS ?= 3

.PHONY: help test test-fast demo lint bench render wheel docs docs-site oracle clean

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("tfgen needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; set PYTHON=") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

help: ## List the targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

test: lint ## Lint, types, imports and all tests; real Terraform and the real provider included.
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup

test-fast: $(READY) ## The quick tests: no Terraform, no sandbox, no campaigns; under 90 s on two cores.
	$(BIN)/python -m pytest -n 2 --dist loadgroup -q -m 'not terraform and not sandbox and not slow'

lint: $(READY) ## Lint, layout, types and imports only.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

demo: $(READY) ## Render and check the payments example, then really apply it against an emulated AWS.
	$(BIN)/tfgen render examples/pci-payments
	$(BIN)/tfgen check examples/pci-payments
	$(BIN)/tfgen sandbox examples/pci-payments --env dev

bench: $(READY) ## Whole-process times and peak memory, median of 5.
	$(BIN)/python -m bench

render: $(READY) ## Rewrite what is rendered and committed: the library and the examples. Review the diff.
	$(BIN)/tfgen module render --out modules
	$(BIN)/tfgen render examples/minimal
	$(BIN)/tfgen render examples/pci-payments

wheel: $(READY) ## Build the wheel into dist/, and the results of the built-in modules into it.
	rm -rf dist
	$(BIN)/python -m build --wheel --no-isolation
	$(BIN)/python -m tools.ship_results dist/*.whl

docs: $(READY) ## Rewrite docs/rules from the rules' own pages.
	$(BIN)/python -m tfgen.explain.markdown docs/rules

docs-site: $(READY) ## Build the documentation as a site into site/; a warning stops it.
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

# To store what changed: python -m tests.agreement judge --write.
oracle: $(READY) ## Real Terraform judges the agreement suite anew; says what changed.
	$(BIN)/python -m tests.agreement judge

clean: ## Remove the virtual environment, builds and caches.
	rm -rf $(VENV) build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis
