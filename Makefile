# Two commands do everything: `make site` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: site test lint browser eval worth bench clean
.DELETE_ON_ERROR:

site: $(VENV)/.installed
	$(BIN)/briefing build

# In the order of the folders, the long files of browser and integration first: none is left for the end.
test: $(VENV)/.dev browser
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/actionlint
	$(BIN)/zizmor --offline --quiet --persona auditor .github/workflows

# How well the extractors do on our own gold cases; EVALUATION.md explains the table.
eval: $(VENV)/.dev
	@$(BIN)/python -m tests.eval.run

# What each rule is worth on texts with golds: make worth TEXTS=news.jsonl GOLDS=folder [PACKAGE=figures]
PACKAGES := actors figures quotes terms whats_next events
worth: $(VENV)/.dev
	@for package in $(or $(PACKAGE),$(PACKAGES)); do $(BIN)/python scripts/worth.py $$package $(TEXTS) $(GOLDS); done

# What a corpus costs stage by stage, measured beside goal: make bench [SIZES="500 2000 10000"]
SIZES := 500 2000
bench: $(VENV)/.dev
	@$(BIN)/python -m tests.benchmarks.scale $(SIZES)

# The browser tests drive Debian's Chromium; where it is not installed and cannot be, they say so and are skipped.
browser:
	@command -v chromium >/dev/null 2>&1 || sh scripts/install-chromium.sh

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[add]'
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build site
