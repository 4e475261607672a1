# The commands a person needs. Each makes the environment first, in .venv, when it is missing or old.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
BENCH := build/bench-venv
COMPILED := build/compiled
FUZZ := build/fuzz-venv
MINUTES := 10
EXCHANGE := build/exchange-venv
AUDIT := build/audit-venv
LOCKER := build/lock-venv
PACKAGES := $(VENV)/.packages
READY := $(VENV)/.ready
TESTS := $(VENV)/.test
LAB := $(VENV)/.lab
INSTALL := $(BIN)/python -m pip install --quiet --no-deps
NOTEBOOKS := $(sort $(wildcard notebooks/*.ipynb))
NOTEBOOK_TESTS := tests/test_notebooks.py tests/test_report.py tests/test_project.py
# What `make test` is made of: two at a time, each a target below.
PARTS := lint test-notebooks test-code test-browser
RUN := $(BIN)/python

export MPLBACKEND := agg
export MPLCONFIGDIR := $(CURDIR)/$(VENV)/matplotlib
export IPYTHONDIR := $(CURDIR)/$(VENV)/ipython
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1
export COVERAGE_FILE := $(CURDIR)/build/coverage/data
export JUPYTER_PREFER_ENV_PATH := 1

.DEFAULT_GOAL := help
.PHONY: help report data test test-code test-browser test-notebooks test-all test-slow lint lab notebooks mutate test-exchange test-stacks bench compiled fuzz audit lock clean
.DELETE_ON_ERROR:

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null || \
	 sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1  \2/p' $(MAKEFILE_LIST)

report: $(READY)  ## run the notebooks and write build/report/index.html
	@$(BIN)/prisoner-diplomacy report $(ARTICLE) $(if $(PUBLISHED),--published $(PUBLISHED))

data: $(READY)  ## write the data for others into build/data: CSV, Parquet, SQLite
	@$(BIN)/prisoner-diplomacy context publish

test: $(TESTS)  ## check style, types, code, notebooks and figures
	@$(MAKE) --no-print-directory -k -j2 -Otarget $(PARTS)

test-code: $(TESTS)
	$(RUN) -m pytest tests $(NOTEBOOK_TESTS:%=--ignore=%) --ignore=tests/browser

# Skipped, and said so, where there is no chromium; with REQUIRE_BROWSER=1 that is a failure.
test-browser: $(TESTS)
	$(RUN) -m pytest -rs tests/browser

test-notebooks: $(TESTS)
	$(RUN) -m pytest --nbval notebooks $(NOTEBOOK_TESTS)

test-all: $(TESTS)  ## make test, then what is slow; say which share of the code ran
	@rm -rf build/coverage && mkdir -p build/coverage
	@$(MAKE) --no-print-directory test test-slow RUN='$(BIN)/coverage run'
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report --skip-covered

test-slow: $(TESTS) $(LAB)
	$(RUN) -m pytest -m slow tests

lint: $(TESTS)  ## check style and types
	$(BIN)/ruff check .
	$(BIN)/mypy

lab: $(LAB)  ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

notebooks: $(READY)  ## run every notebook again and store its outputs; tie the README
	$(BIN)/python tools/run_notebooks.py $(NOTEBOOKS)
	$(BIN)/python tools/tie_readme.py

bench: $(BENCH)/.ready  ## measure speed beside spaCy and dateparser, growth, and a run of many articles
	-$(MAKE) --no-print-directory compiled
	$(BENCH)/bin/python benchmarks/compare.py
	$(BENCH)/bin/python benchmarks/doubling.py
	$(BENCH)/bin/python benchmarks/corpus.py

# From a copy, so that nothing compiled is left beside the sources, where it would hide them.
compiled: $(READY)  ## build a wheel that reads nearly twice as fast into build/compiled (needs a C compiler)
	@rm -rf $(COMPILED) && mkdir -p $(COMPILED)/source
	@cp -r pyproject.toml README.md LICENSE LICENSE-DATA src data $(COMPILED)/source
	HATCH_BUILD_HOOKS_ENABLE=1 $(BIN)/python -m pip wheel --quiet --no-deps -w $(COMPILED) $(COMPILED)/source
	@rm -r $(COMPILED)/source
	$(INSTALL) --target $(COMPILED)/site $(COMPILED)/*.whl

fuzz: $(FUZZ)/.ready  ## search ten minutes for inputs that break it, then run 20,000 generated ones
	$(FUZZ)/bin/python tests/fuzz/fuzzer.py --minutes $(MINUTES)
	$(FUZZ)/bin/python tests/fuzz/fuzzer.py --inputs 20000

mutate: $(TESTS)  ## change the program a little, 300 times, and count how often a test notices
	$(BIN)/python tools/mutate.py

test-stacks: $(LOCKER)/.ready  ## the suite and every table on the pinned, an older and the newest stack
	PATH=$(CURDIR)/$(LOCKER)/bin:$$PATH $(LOCKER)/bin/python tools/compare_stacks.py $(STACKS)

test-exchange: $(EXCHANGE)/.ready  ## have spaCy, FollowTheMoney and a reader of brat read what is written for them
	REQUIRE_TOOLS=1 $(EXCHANGE)/bin/python -m pytest tests/exchange

audit: $(AUDIT)/.ready  ## check the locked versions against published advisories (asks the network)
	@$(AUDIT)/bin/python tools/audit.py

lock: $(LOCKER)/.ready  ## write the locks again from pyproject.toml; newest versions: make lock UPGRADE=--upgrade
	PATH=$(CURDIR)/$(LOCKER)/bin:$$PATH $(LOCKER)/bin/python tools/write_locks.py $(UPGRADE)

clean:  ## remove everything that can be made again
	rm -rf build .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage src/*.egg-info
	find . -name __pycache__ -prune -exec rm -rf {} +

# A lock is complete: installed without resolving, it cannot be broken by a later release.
$(PACKAGES): $(wildcard requirements*.lock)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	 { echo "Python 3.11 or newer is needed; say where it is: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(INSTALL) --require-hashes -r requirements.lock
	@touch $@

$(READY): $(PACKAGES) pyproject.toml
	$(INSTALL) --no-build-isolation -e .
	@$(BIN)/python -m pip check
	@touch $@

$(TESTS) $(LAB): $(VENV)/.%: requirements-%.lock $(READY)
	$(INSTALL) --require-hashes -r $<
	@$(BIN)/python -m pip check
	@touch $@

$(BENCH)/.ready: requirements.lock pyproject.toml
	@mkdir -p build
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet -e '.[bench]'
	@touch $@

$(FUZZ)/.ready: pyproject.toml
	@mkdir -p build
	$(PYTHON) -m venv $(FUZZ)
	$(FUZZ)/bin/python -m pip install --quiet -e '.[fuzz]'
	@touch $@

$(EXCHANGE)/.ready: pyproject.toml
	@mkdir -p build
	$(PYTHON) -m venv $(EXCHANGE)
	$(EXCHANGE)/bin/python -m pip install --quiet -e '.[exchange]' followthemoney hypothesis jsonschema pybrat pytest
	@touch $@

$(AUDIT)/.ready:
	@mkdir -p build
	$(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip install --quiet pip-audit
	@touch $@

$(LOCKER)/.ready:
	$(PYTHON) -m venv $(LOCKER)
	$(LOCKER)/bin/python -m pip install --quiet uv
	@touch $@
