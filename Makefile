# Two commands do everything on a fresh machine: make demo, make test.
SHELL := /bin/bash
PYTHON ?= python3
PY ?= .venv/bin/python
PLAN ?=
# Rooms that say how things are read and judged: their own tests must reach nine branches of ten.
PURE = tests/method tests/plandoc tests/reportdoc
# What is compiled is kept for the next process; tests start hundreds.
unexport PYTHONDONTWRITEBYTECODE
LOCKED = --generate-hashes --no-emit-index-url --no-annotate --no-header -q --python-version 3.11

.PHONY: dev demo demo-build check test test-rooms test-browser soak bench lock venv pictures messages references

venv: .venv/.installed

.venv/.installed: requirements.lock pyproject.toml
	@PYTHON="$(PYTHON)" bash tools/preflight.sh
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch .venv/.installed

dev: .venv/.dev

.venv/.dev: .venv/.installed requirements-dev.lock
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch .venv/.dev

demo: demo-build            ## build the demo county, then serve it on 127.0.0.1:8000
	HALFSKY_HOME=var/demo $(PY) -m halfsky serve

demo-build: venv            ## read the plan, run the year, write out/
	HALFSKY_HOME=var/demo $(PY) -m halfsky demo build --out out $(if $(PLAN),--plan "$(PLAN)")

check: dev                  ## style, types, import contracts, laws, fast tests: under a minute
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-cache
	$(PY) -m pytest -n 2 tests/laws tests/method tests/plandoc -m "not slow and not browser and not specimen"

test: dev                   ## everything; the browser beside the rest, so that both cores have work to the end
	@PYTHON="$(PYTHON)" bash tools/preflight.sh test
	@$(MAKE) --no-print-directory -j2 test-rooms test-browser

test-rooms:
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-cache
	$(PY) -m pytest -n 2 --dist worksteal --cov=halfsky.method --cov=halfsky.plandoc --cov=halfsky.reportdoc --cov-report=term --cov-fail-under=90 $(PURE) -m "not specimen"
	$(PY) -m pytest -n 2 --dist worksteal $(PURE:%=--ignore=%) -m "not specimen and not browser"

test-browser:               # in one process, and told when it is over, so that it does not mix with the rest
	@told=$$(mktemp); $(PY) -m pytest tests/browser -m "browser and not specimen" >$$told 2>&1; status=$$?; cat $$told; rm -f $$told; exit $$status

soak: dev                   ## as long as it takes, with the coverage of every room
	HALFSKY_SOAK=1 $(PY) -m pytest -n 2 --cov --cov-report=term -m "not specimen and not browser"
	HALFSKY_SOAK=1 $(PY) -m pytest -n 2 -m "browser and not specimen"

bench: dev                  ## ratios against named baselines, measured in this run
	$(PY) -m benchmarks

lock:                       ## pin every dependency with its hash; no address of a registry is written
	$(PY) -m uv pip compile pyproject.toml --extra build $(LOCKED) -o requirements.lock
	$(PY) -m uv pip compile pyproject.toml --extra dev -c requirements.lock $(LOCKED) -o requirements-dev.lock

messages:                   ## collect the pages' texts into the English catalogue and compile it
	$(PY) -m tools.messages

pictures:                   ## take the pictures of every page again (needs Chromium)
	HALFSKY_PICTURES=1 $(PY) -m pytest tests/browser/test_pictures.py
	PYTHONPATH=src $(PY) tools/reference.py

references: dev            ## write the generated pages of docs/reference again
	PYTHONPATH=src $(PY) tools/reference.py
	PYTHONPATH=src $(PY) tools/reference_indicators.py
