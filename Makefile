# Every target does its own set-up: a virtual environment under .venv, made again when pyproject.toml changes.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# In an environment of its own, since it pins what others need in other versions.
CHECKOV := $(VENV)-checkov/bin/checkov
PEERS := $(VENV)-cdktf/.installed $(VENV)-kapitan/.installed

.PHONY: help render test proof lint format e2e emulator demo docs build smoke bench bench-peers schemas grammar replacements check-generated clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 18

render: $(VENV)/.installed ## Render the shipped environments, and the bucket of their state, into generated/ folders
	$(BIN)/tfgen render
	$(BIN)/tfgen --project bootstrap render

test: $(VENV)/.dev ## Run every test but the end-to-end ones; coverage must be 100 %
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --numprocesses auto --dist worksteal
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

proof: $(VENV)/.dev ## Try 24,000 values in all places, 500 valid specs and 4,000 broken modules; kill 300 renders
	TFGEN_HYPOTHESIS=long $(BIN)/pytest tests/render/test_structure.py tests/check/test_valid_specs.py tests/check/test_fuzz.py
	TFGEN_PROOF=long $(BIN)/pytest tests/output/test_interrupted.py tests/output/test_lock.py

lint: $(VENV)/.dev ## Check style, types, and which room imports which
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev ## Bring the Python code into its form
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

e2e: $(VENV)/.e2e $(CHECKOV) ## Apply and destroy the shipped system against an emulator, with the real Terraform
	CHECKOV=$(abspath $(CHECKOV)) $(BIN)/pytest tests/e2e

emulator: $(VENV)/.e2e ## Serve the AWS that the environment local points at, on port 5000, until Ctrl-C
	$(BIN)/python -m tests.emulator --port 5000 --bucket iot-sensor-terraform-state

demo: $(VENV)/.e2e ## Apply, change and destroy the environment local before your eyes, in about five minutes, with no AWS account
	@$(BIN)/python -m scripts.demo $(if $(PLUGIN_DIR),--plugin-dir=$(PLUGIN_DIR))

docs: $(VENV)/.dev ## Make the pages on architecture and spec anew, from the templates and their schema
	$(BIN)/python -m scripts.docs

build: $(VENV)/.dev ## Build the wheel and the source distribution into dist/
	rm -rf dist
	$(BIN)/python -m build --outdir dist .

smoke: build ## Install the wheel in a virtual environment of its own and use it outside the repository
	$(BIN)/python tests/smoke/run.py dist

bench: $(VENV)/.dev ## Measure how fast tfgen is: docs/benchmarks.md; takes half an hour, or less with SIZES=1,100
	$(BIN)/python benchmarks/format.py
	$(BIN)/python -m benchmarks.check
	$(BIN)/python -m benchmarks.scale $(if $(SIZES),--sizes $(SIZES))

bench-peers: $(VENV)/.dev $(PEERS) ## Measure tfgen beside CDKTF and kapitan, on one environment: docs/benchmarks.md; needs Node
	$(BIN)/python -m benchmarks.peers

schemas: $(VENV)/.dev ## Make the shipped provider schemas anew from the Terraform on this machine
	$(BIN)/python scripts/ship_schemas.py $(if $(PLUGIN_DIR),--plugin-dir=$(PLUGIN_DIR))

grammar: $(VENV)/.dev ## Make the shipped grammar anew from the python-hcl2 that is installed
	$(BIN)/python -m scripts.ship_grammar

replacements: $(VENV)/.dev ## Ask the AWS provider anew which arguments it answers with replacement; takes many minutes
	$(BIN)/python -m scripts.replacements $(if $(PLUGIN_DIR),--plugin-dir=$(PLUGIN_DIR)) $(TYPES)

check-generated: $(VENV)/.installed ## Fail when what is generated is not, to the byte, what the templates and specs render
	$(BIN)/tfgen schema | diff environments/.schema.json -
	$(BIN)/tfgen --project bootstrap schema | diff bootstrap/environments/.schema.json -
	$(BIN)/tfgen diff --text
	$(BIN)/tfgen --project bootstrap diff --text

clean: ## Remove what the targets made
	rm -rf $(VENV) $(VENV)-checkov $(VENV)-cdktf $(VENV)-kapitan dist .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tfgen needs Python 3.11 or newer; set PYTHON=python3.12, say.")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[strict]"
	touch $@

$(VENV)/.dev: pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ $(VENV)/.installed

$(CHECKOV): | $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)-checkov
	$(VENV)-checkov/bin/python -m pip install --quiet --disable-pip-version-check checkov==3.3.30

$(PEERS): $(VENV)-%/.installed: benchmarks/peers/%.txt
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	touch $@

$(VENV)/.e2e: pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,e2e]'
	touch $@ $(VENV)/.dev $(VENV)/.installed
