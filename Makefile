# Two commands for people: `make demo` and `make test`. Everything is installed into .venv.
# `make test TESTS=--every-township` drafts every township of the corpus, not only some.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: demo test lint notebooks bench clean

$(VENV)/.core: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.core
	$(PIP) --editable '.[dev,notebooks,ocr,web]'
	touch $@

demo: $(VENV)/.core
	mkdir -p demo
	$(BIN)/huibao brief corpus/samples -o demo/briefing.docx --force
	@echo "Word file: $(CURDIR)/demo/briefing.docx"

test: $(VENV)/.dev lint
	$(BIN)/huibao compile --check
	$(BIN)/python -m pytest -n 2 --dist worksteal $(TESTS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Run the notebooks anew and store what they show.
notebooks: $(VENV)/.dev
	$(BIN)/python notebooks/execute.py

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/speed.py

clean:
	rm -rf $(VENV) demo build dist
