# Everything a stranger needs: `make demo` shows the main job, `make test` proves it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check bench format clean

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	touch $(READY)

demo: $(READY)
	@echo '$$ echo "Can I take ibuprofen before my Botox shots?" | triage ask'
	@echo "Can I take ibuprofen before my Botox shots?" | $(BIN)/triage ask
	@echo
	@echo '$$ triage batch examples/thread.txt --staff "Dr. Rivera" --format table --drafts out/drafts'
	@$(BIN)/triage batch examples/thread.txt --staff "Dr. Rivera" --format table --drafts out/drafts --force
	@ls out/drafts

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff format --check src tests bench hatch_build.py
	$(BIN)/ruff check src tests bench hatch_build.py
	$(BIN)/mypy
	$(BIN)/triage faq check --quiet

bench: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check ".[bench]"
	$(BIN)/python bench/run.py

format: $(READY)
	$(BIN)/ruff format src tests bench hatch_build.py
	$(BIN)/ruff check --fix src tests bench hatch_build.py

clean:
	rm -rf $(VENV) build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis
