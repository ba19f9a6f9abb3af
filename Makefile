# Everything runs in .venv, which is made on first use. `make test` and `make demo` need nothing set up by hand.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
DEMO := $(VENV)/.ready-demo
DEV := $(VENV)/.ready-dev
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.13 --only-binary :all: --generate-hashes \
  --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock"
SUITE := -m pytest --numprocesses auto --dist loadscope --no-loadscope-reorder

.PHONY: demo test test-long test-oldest lint format bench pictures tables messages lock digests docs clean
.DEFAULT_GOAL := demo

demo: $(DEMO)  ## open the dashboard on the fictional sample network
	$(BIN)/partners demo

test: $(DEV)  ## lint, types, import contracts and the whole suite
	$(MAKE) --no-print-directory lint
	$(BIN)/python $(SUITE)

test-long: $(DEV)  ## the whole suite, every property on all of its examples
	$(BIN)/python $(SUITE) --hypothesis-profile long

test-oldest: $(DEV)  ## the suite on the lowest versions that pyproject.toml allows
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(VENV)/oldest
	$(BIN)/uv pip install --quiet --python $(VENV)/oldest --resolution lowest-direct --editable '.[dev]'
	$(VENV)/oldest/bin/python $(SUITE)

lint: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(DEV)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(DEV)  ## measure, side by side, and write docs/bench.md
	$(BIN)/python -m bench

pictures: $(DEV)  ## remake the screenshots in docs/pictures
	$(BIN)/python docs/pictures.py

tables: $(DEV)  ## write docs/accessibility.md, and the tables of docs/formats.md and docs/measures.md, from the code
	$(BIN)/python -m loaders.contract docs/formats.md
	$(BIN)/python docs/measures.py
	$(BIN)/python -m tests.browser.statement

messages: $(DEV)  ## collect the texts on screen in dashboard/locale/messages.pot
	mkdir -p dashboard/locale
	$(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --project partner-network-explorer --no-default-keywords \
	  --keywords 'text translated gettext_noop counted:1,2 numbered:1,2 ngettext_noop:1,2' --add-location file \
	  --omit-header --sort-output --width 120 --output-file dashboard/locale/messages.pot dashboard graph/clusters/names.py graph/sentences graph/words

lock: $(DEV)  ## pin what the image installs, with hashes: requirements.lock and requirements-build.lock (asks the index)
	$(LOCK) --output-file requirements.lock pyproject.toml
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' | \
	  $(LOCK) --output-file requirements-build.lock -

digests: $(DEV)  ## pin the images of Dockerfile and docker-compose.yml by digest (needs Docker, asks the registry)
	$(BIN)/python docs/digests.py Dockerfile docker-compose.yml

docs: $(DEV)  ## the documentation as a site in dist/site; a link or an anchor that leads nowhere is an error
	$(BIN)/zensical build --strict

clean:
	rm -rf $(VENV) dist

$(DEMO): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Python 3.11 or newer is needed: apt-get install python3  (or: make PYTHON=/path/to/python3.11)"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Python's venv is missing: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) --upgrade pip
	$(PIP) --editable .
	@touch $@

$(DEV): $(DEMO)
	$(PIP) --editable '.[dev]'
	@touch $@
