# Two commands: `make run` to use the hub, `make test` to check it. Needs Python 3.11 or newer, and make.

.DEFAULT_GOAL := help
SHELL := /bin/sh

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
HOST ?= 127.0.0.1
PORT ?= 8000
DEMO ?= 1
PAGES ?= 100000
BIN := .venv/bin
PACKAGES := home hub members reports resources safety search taxonomy translation

unexport PYTHONDONTWRITEBYTECODE # where it is set, each process of the tests would compile every module anew

.PHONY: help run test test-postgres lint check sbom bench bench-search bench-search-http bench-faults bench-load observatory soak messages elasticsearch python environment

help: ## Show this list
	@echo "make targets:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: python ## Start the hub on http://localhost:8000 (PORT=8000 HOST=127.0.0.1, DEMO=0: no demo content)
	@HOST='$(HOST)' PORT='$(PORT)' DEMO='$(DEMO)' exec $(PYTHON) -m tools.run

test: environment ## Everything that must hold: lint, migrations, deploy checks, all tests
	@$(MAKE) --no-print-directory --jobs=2 lint check
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

test-postgres: environment ## The tests that can depend on the database, on PostgreSQL (Debian: apt install postgresql)
	$(BIN)/python -m tools.postgres $(BIN)/pytest -n 3 @tests/postgresql.txt

lint: environment ## Style, templates, types, layers, known mistakes
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djlint . --lint --quiet
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --recursive $(PACKAGES) manage.py

sbom: environment ## What a real site is made of: sbom.json (CycloneDX), from the pinned packages
	$(BIN)/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --output-reproducible --output-file sbom.json

check: environment ## Catalogues, migrations, checks for a real site
	$(BIN)/python -m tools.compile_messages
	$(BIN)/python -m tools.towns
	$(BIN)/python -m tools.check
	$(BIN)/python -m tests.migrated # a database for the tests to copy

bench: environment ## Times: the most used pages, beside a stock Wagtail project and on a slow line too; the index of ten thousand documents
	$(BIN)/python -m bench.pages
	-$(BIN)/python -m bench.against_stock
	$(BIN)/python -m bench.slow_line
	$(BIN)/python -m bench.search_speed 10000

bench-search: environment ## Quality of the search (nDCG@10) on the real data that HUB_SHARED names and on judged searches, on both engines
	$(BIN)/python -m bench.search_quality
	$(BIN)/python -m bench.judged_quality
	$(BIN)/python -m bench.engines --every 4

bench-search-http: environment ## Times of the search with PAGES=100000 pages beside a stock Wagtail project (many minutes; PAGES=5000: a few)
	$(BIN)/python -m bench.search_http $(PAGES)

bench-faults: environment ## What readers and editors notice while Elasticsearch fails (needs what `make elasticsearch` needs)
	$(BIN)/python -m bench.faults

bench-load: environment ## Readers and editors at once: two servers, PostgreSQL, Elasticsearch, no error allowed (BENCH_SECONDS=30)
	$(BIN)/python -m bench.load

observatory: environment ## Grades of Mozilla's HTTP Observatory for every kind of answer, reckoned here (needs Node)
	$(BIN)/python -m bench.observatory

soak: environment ## The long tests: many editors and readers at once, and all tests on PostgreSQL
	$(BIN)/pytest -m soak
	$(BIN)/python -m tools.postgres $(BIN)/pytest -n 3
	$(BIN)/python -m tools.postgres $(BIN)/pytest -m soak

elasticsearch: python ## A real Elasticsearch on this machine (PORT=9200), for development: needs Maven and a JDK 17
	@exec $(PYTHON) -m tools.elasticsearch

messages: environment ## Gather the texts of the interface into the catalogues of all languages (needs gettext)
	$(BIN)/python -m tools.messages

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "The hub needs Python 3.11 or newer, and found none. Debian 12, Ubuntu 24.04 or newer: apt install python3 python3-venv."; \
		echo "Is it installed elsewhere? Say where: make PYTHON=/path/to/python3.11 ..."; exit 1; } >&2

environment: python
	@$(PYTHON) -m tools.environment --dev
