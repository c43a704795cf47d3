# Every target does its own set-up; the second time that needs no network.
.DEFAULT_GOAL := help
.PHONY: help run demo test lint types contracts screenshots package bench lock clean ready
SET_UP := packaging/set_up
PY := .venv/bin/python
ON_SCREEN := packaging/with_screen packaging/with_keychain

help: ## This list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 14

run: ## Open the window (without a screen: the demo)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
	  $(SET_UP) run && $(PY) -m dunning_desktop; \
	else \
	  echo "There is no screen here, so the demo runs without a window."; \
	  $(MAKE) --no-print-directory demo; \
	fi

demo: ## Chase a demo book without a window: letters and e-mails in build/demo
	@$(SET_UP) demo
	@.venv/bin/dunning demo --out build/demo

ready:
	@$(SET_UP) test

test: lint types contracts ## Everything that is checked
	@$(ON_SCREEN) packaging/run_tests

lint: ready ## Style
	@.venv/bin/ruff check --quiet .

types: ready ## Types
	@$(PY) -m mypy --no-error-summary

contracts: ready ## Which room may import which
	@mkdir -p build
	@.venv/bin/lint-imports --no-logo >build/contracts.txt || { cat build/contracts.txt; exit 1; }

screenshots: ready ## One picture of each page in build/screens
	@$(ON_SCREEN) $(PY) packaging/screenshots.py build/screens

package: ## A folder that runs without Python: dist/dunning-desktop
	@$(SET_UP) package
	@.venv-package/bin/python -B packaging/build.py

bench: ready ## Timings, each against a floor measured in the same run
	@$(PY) -m tests.bench

lock: ## Resolve the dependencies again (needs uv)
	@packaging/lock

clean: ## Remove what was built; .venv stays
	@rm -rf build dist .venv-package .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
