# The commands a person needs. Each makes the environment first, in .venv, when it is missing or old.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
BENCH := build/bench-venv
NOTEBOOKS := $(sort $(wildcard notebooks/*.ipynb))
NOTEBOOK_TESTS := tests/test_notebooks.py tests/test_report.py tests/test_project.py
TIMED := stays_linear or no_faster or grows

export MPLBACKEND := agg
export MPLCONFIGDIR := $(CURDIR)/$(VENV)/matplotlib
export IPYTHONDIR := $(CURDIR)/$(VENV)/ipython
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1
export COVERAGE_FILE := $(CURDIR)/build/coverage/data
export JUPYTER_PREFER_ENV_PATH := 1

.DEFAULT_GOAL := help
.PHONY: help report test test-code test-time test-notebooks lint lab notebooks bench clean
.DELETE_ON_ERROR:

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null || \
	 sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1  \2/p' $(MAKEFILE_LIST)

report: $(READY)  ## run the notebooks and write build/report/index.html
	@$(BIN)/prisoner-diplomacy report $(ARTICLE)

test: $(READY)  ## check style, types, code, notebooks and figures
	@rm -rf build/coverage && mkdir -p build/coverage
	@$(MAKE) --no-print-directory -k -j2 -Otarget lint test-notebooks test-code test-time
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report --skip-covered

test-code: $(READY)
	$(BIN)/coverage run -m pytest tests $(NOTEBOOK_TESTS:%=--ignore=%) -k "not ($(TIMED))"

# Measuring coverage would slow these several times and tell nothing new.
test-time: $(READY)
	$(BIN)/python -m pytest tests $(NOTEBOOK_TESTS:%=--ignore=%) -k "$(TIMED)"

test-notebooks: $(READY)
	$(BIN)/coverage run -m pytest --nbval notebooks $(NOTEBOOK_TESTS)

lint: $(READY)  ## check style and types
	$(BIN)/ruff check .
	$(BIN)/mypy

lab: $(READY)  ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

notebooks: $(READY)  ## run every notebook again and store its outputs; tie the README
	$(BIN)/python tools/run_notebooks.py $(NOTEBOOKS)
	$(BIN)/python tools/tie_readme.py

bench: $(BENCH)/.ready  ## measure speed beside spaCy and dateparser
	$(BENCH)/bin/python benchmarks/compare.py

clean:  ## remove everything that can be made again
	rm -rf build .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage src/*.egg-info
	find . -name __pycache__ -prune -exec rm -rf {} +

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	 { echo "Python 3.11 or newer is needed; say where it is: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(BENCH)/.ready: requirements.lock pyproject.toml
	@mkdir -p build
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet -e '.[bench]'
	@touch $@
