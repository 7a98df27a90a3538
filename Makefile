# Heard. `make` alone lists what can be made.
.DEFAULT_GOAL := help
PY := .venv/bin/python
ROOMS := app pages reviews tracker feedback people forms language storage

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup:  ## everything installed into .venv, nothing started
	@bin/setup

browser: setup  ## the browser and fonts that the tests use
	@bin/browser

run: setup  ## running at http://localhost:8080 in demo mode
	@.venv/bin/heard serve --demo --data $${HEARD_DATA:-data/demo}

services: setup  ## the database server that the tests start for themselves
	@bin/services

test: browser services  ## everything set up and tested
	@$(PY) -m tests.storage.fetch_tinydb_suite
	@$(PY) -m pytest -m "not soak" -n 3 --dist loadfile --no-loadscope-reorder

check: setup  ## lint, types, import floors, catalogues, forms
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache
	@$(PY) -m language.messages check
	@.venv/bin/heard forms check forms/definitions/*.yaml

messages: setup  ## collect the messages and bring the catalogues up to date
	@$(PY) -m language.messages update

rules: setup  ## write docs/rules.md: each business rule with the tests that hold it
	@$(PY) -m tests.rules

reading-age: setup  ## write docs/reading-age.md: how hard the words are that families read
	@$(PY) -m tests.reading_age

bench: setup  ## the benchmarks, as ratios; rewrites benchmarks/RESULTS.md
	@$(PY) -m benchmarks

soak: browser services  ## what the tests sample, in full, and the long fault runs
	@$(PY) -m tests.storage.fetch_tinydb_suite
	@$(PY) -m pytest -m soak

lock:  ## write down what is installed now, with the hashes of its files (after: .venv/bin/pip install NAME)
	@$(PY) bin/lock.py

sbom: setup  ## write build/heard.cdx.json: what runs in Heard, as a bill of materials (CycloneDX)
	@$(PY) bin/sbom.py

audit: setup  ## ask the package index for known vulnerabilities of what the lock names
	@$(PY) bin/audit.py

clean:  ## take away what was built; data stays
	@rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info

.PHONY: help setup browser services run test check messages rules reading-age bench soak lock sbom audit clean
