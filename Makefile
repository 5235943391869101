# make run: the site with its worker and demo data. make test: the gate. Everything else is in README.md.
SHELL := /bin/sh
PORT ?= 8000
VENV := .venv
PYTHON := $(VENV)/bin/python
READY := $(VENV)/.ready
BENCH := .venv-bench
# What is counted by WARTA_SOAK without a mark: walks, races, random sheets.
COUNTED := tests/submissions/test_walks.py $(wildcard tests/*/test_*races.py tests/*/*/test_races.py tests/printing/layout/test_random_*.py)

.PHONY: setup run test check soak bench lock translations

setup: $(READY)

$(READY): requirements.txt requirements-dev.txt scripts/find_python.sh
	@sh scripts/find_python.sh $(VENV)
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt -r requirements-dev.txt
	@touch $(READY)

translations: setup
	@$(PYTHON) -m scripts.compile_translations

run: translations
	@$(PYTHON) -m scripts.run "--port=$(PORT)"

test: translations
	@$(PYTHON) -m pytest -n 3 --dist loadfile --no-loadscope-reorder -m "not soak" $(ARGS)

check: translations
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/lint-imports --no-cache
	@$(PYTHON) manage.py makemigrations --check --dry-run
	@sh scripts/check_deploy.sh
	@$(PYTHON) -m scripts.check_translations

soak: translations
	@WARTA_SOAK=20 $(PYTHON) -m pytest -m "soak or chaos" $(ARGS)
	@WARTA_SOAK=20 $(PYTHON) -m pytest $(COUNTED) $(ARGS)
	@$(PYTHON) -m scripts.mutate

$(BENCH)/.ready: requirements.txt requirements-bench.txt scripts/find_python.sh
	@sh scripts/find_python.sh $(BENCH)
	@$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt -r requirements-bench.txt
	@touch $@

bench: translations $(BENCH)/.ready
	@$(BENCH)/bin/python -m benchmarks $(ARGS)

lock: setup
	@$(PYTHON) -m pip install --quiet uv
	@$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links requirements.in -o requirements.txt
	@$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links requirements-dev.in -o requirements-dev.txt
	@$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links requirements-bench.in -o requirements-bench.txt
