# `make` lists the recipes. People, hooks and CI call the same ones.
.DEFAULT_GOAL := help
.PHONY: help run test check lint slow-tests servers servers-test fault-tests spark-tests bench bench-load profile format docs site dist hooks clean
PYTHON ?= python3
BIN := .venv/bin

help: ## list the recipes
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "kg_etl needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

.venv/installed-bench: .venv/installed-spark
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group bench
	@touch $@

.venv/installed-docs: .venv/installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group docs
	@touch $@

.venv/installed-spark: .venv/installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[spark]"
	@touch $@

run: .venv/installed ## set up, run the pipeline on seeds/, and answer a question
	@$(BIN)/kg-etl run
	@echo
	@$(BIN)/kg-etl query who-visited-whom

test: .venv/installed-dev ## set up what the tests need and pass them
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile -m "not slow and not spark" --doctest-modules kg_etl tests

slow-tests: .venv/installed-dev ## kill runs at random moments, load much, run everything twice
	$(BIN)/python -m pytest -m slow tests

servers: .venv/installed-dev ## fetch the SPARQL servers that servers-test and fault-tests start on loopback
	$(BIN)/python -m tools.servers

servers-test: servers ## the one contract of stores against Oxigraph, Fuseki and Virtuoso, started here and stopped
	$(BIN)/python -m pytest --servers oxigraph,fuseki,virtuoso tests/contracts/test_store.py

spark-tests: .venv/installed-spark ## the same articles with and without Spark (needs Java 17)
	$(BIN)/python -m pytest -m spark tests

fault-tests: servers ## what can befall a load, on every store; prints a table of what happened
	$(BIN)/python -m pytest --faults --servers oxigraph,fuseki,virtuoso tests/faults

bench-load: servers ## triples a second for each store and path, beside the store's own bulk loader
	$(BIN)/python -m tools.benchmarks.loading

bench: .venv/installed-bench ## measure everything in docs/scale.md (hours; BENCH="size --articles 100 200" for one run)
	set -e; if [ -n "$(BENCH)" ]; then $(BIN)/python -m tools.benchmarks.runs $(BENCH); else \
	  for one in chain\ whole chain\ stages shacl_engines bulk_loading runs\ workers runs\ nothing runs\ spark runs\ size; do \
	    $(BIN)/python -m tools.benchmarks.$$one; done; fi

profile: .venv/installed-bench ## a flame graph of a run: data/profile.svg
	rm -rf data/profile && mkdir -p data/profile
	$(BIN)/python -m tools.benchmarks.generate 100 --out data/profile/articles
	$(BIN)/py-spy record --rate 100 --subprocesses --output data/profile.svg -- \
	  $(BIN)/python -m kg_etl run data/profile/articles --data data/profile/data --store data/profile/store

check: lint ## formatting, lint, types, layers, tests, doctests, docs
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile -m "not slow and not spark" --doctest-modules --cov --cov-report=term:skip-covered kg_etl tests

lint: .venv/installed-dev ## the part of check that runs no test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/installed-dev ## format and mend what lint can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: .venv/installed-dev ## write the sessions in the README anew, from what the commands print now
	-KG_ETL_WRITE_README=1 $(BIN)/python -m pytest -q tests/end_to_end/test_readme.py
	$(BIN)/python -m pytest -q tests/end_to_end/test_readme.py

site: .venv/installed-docs ## the pages of docs/ as a website in data/site, with a check of every link
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet
	$(BIN)/python -m tools.site.links data/site

dist: .venv/installed-docs ## wheel and sdist in dist/, tried in fresh environments outside the checkout
	rm -rf dist
	$(BIN)/python -m build --outdir dist
	$(BIN)/python -m twine check --strict dist/*
	$(BIN)/python -m tools.try_dist dist

hooks: .venv/installed-docs ## let git call `make lint` before each commit and `make check` before each push
	$(BIN)/python -m pre_commit install --hook-type pre-commit --hook-type pre-push

clean: ## remove the virtual environment and all data made by runs
	rm -rf .venv data dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
