# The commands of the README. Each works on a fresh clone with Python 3.11 or newer and make.
PYTHON ?= python3
PY := .venv/bin/python
export NO_MKDOCS_2_WARNING = 1
export DISABLE_MKDOCS_2_WARNING = true

.PHONY: serve test check site links review previews paper upgrade benchmark fuzz screenshots requirements

serve: .venv/site
	GOLDENTHREAD_HISTORY="$$HISTORY" $(PY) -m mkdocs serve --livereload

test: .venv/test
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m pytest -n auto

check: .venv/site
	$(PY) -m goldenthread check

site: .venv/site
	$(PY) -m mkdocs build --strict --site-dir build/site
	$(PY) -m goldenthread publish build/site site

# What somebody else may have named, such as a branch, reaches a command as it is: neither make nor a shell reads it.
BASE ?= origin/main
override BASE := $(value BASE)
override FROM := $(value FROM)
override REF := $(value REF)
override HISTORY := $(value HISTORY)
SECONDS ?= 60
FUZZ_SECONDS := $(value SECONDS)
export BASE FROM REF HISTORY FUZZ_SECONDS

# Of a pull request: what is wrong and what it does; its pages as they would be; a paper for the meeting.
review: .venv/site
	$(PY) -m goldenthread review --base "$$BASE"

previews: site
	$(PY) -m goldenthread previews --base "$$BASE"

paper: .venv/site
	$(PY) -m goldenthread paper --base "$$BASE"

links: .venv/site
	$(PY) -m goldenthread links --report build/links.md

# A newer engine, theme and tests: FROM= is the folder or Git address of the template, REF= a branch or version.
upgrade:
	$(PYTHON) -m goldenthread.site.upgrading "$$FROM" "$$REF"

benchmark: .venv/test
	$(PY) -m tests.benchmark

# Damages pages for as long as SECONDS= says; what it finds has a seed and a number, to run it again.
fuzz: .venv/test
	$(PY) -m tests.fuzz --seconds "$$FUZZ_SECONDS"

screenshots: .venv/test
	$(PY) -m tests.screenshots

# Needs uv. Universal, so that one file serves Linux, macOS and Windows; names no index.
requirements:
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes \
	  --custom-compile-command "make requirements" pyproject.toml -o requirements.txt
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes \
	  --custom-compile-command "make requirements" --group test pyproject.toml -c requirements.txt -o tests/requirements.txt

.venv/site: requirements.txt
	$(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

.venv/test: tests/requirements.txt .venv/site
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.txt
	touch $@
