# Two commands on a fresh machine: `make run` serves the demo, `make test` proves the rest.
# Each target is one script in scripts/, so that everything also runs without make.
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev fonts run test check bench demo-reset lock

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(firstword $(MAKEFILE_LIST)) | \
	  while IFS='|' read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done

setup: ## install what running needs (.venv, fonts for PDF)
	@scripts/bootstrap
	@scripts/fetch-fonts

setup-dev: ## install what checks and tests need as well
	@scripts/bootstrap dev

fonts: ## fetch the fonts for PDF again, after they could not be had
	@scripts/fetch-fonts --retry

run: setup ## serve the demo on SQLite (ARGS="…" goes to `zwgk serve`)
	@exec .venv/bin/zwgk serve $(ARGS)

test: setup-dev ## all checks and tests: SQLite, PostgreSQL, browser
	@scripts/system-packages
	@scripts/fetch-fonts --required
	@scripts/test

check: setup-dev ## the fast checks only: format, lint, layers, types
	@scripts/test check

bench: setup-dev ## the measurements in benchmarks/
	@scripts/fetch-fonts
	@scripts/bench

demo-reset: setup ## throw the demo's data away and make it anew
	@exec .venv/bin/zwgk demo --reset

lock: setup-dev ## resolve the dependencies of pyproject.toml anew into the lock files
	@scripts/lock
