# `make help` lists what there is. Whatever a target needs is installed into .venv first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SPEC ?= openapi.json
PARTIAL ?=
DRAFTS ?=
VERBOSE ?=
OUT ?= build/published.json

.DEFAULT_GOAL := help
.PHONY: help demo test generate check-generated fetch update diff lint typecheck mypy pyright unit bench bench-plots \
	soak peers prism test-lowest mutants release-check docs clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## regenerate, then a token and typed calls against the fake or the sandbox
	@echo 'This writes the client anew from openapi.json, then gets a token with it, finds divisions,'
	@echo 'and sends, labels and tracks a parcel: in a fake Nova Post on this machine. With'
	@echo 'NOVAPOST_API_KEY set it asks the server that NOVAPOST_SERVER names, or the sandbox, instead,'
	@echo 'and creates nothing there.'
	@$(MAKE) --silent --no-print-directory $(VENV)/.ready
	@report=$$($(BIN)/python -m codegen generate --spec '$(SPEC)') && echo "$$report" | tail -n 1
	@$(BIN)/python examples/demo.py

test: $(VENV)/.ready ## everything that has to pass before a commit
	@$(MAKE) --no-print-directory -j 2 lint typecheck check-generated
	@$(MAKE) --no-print-directory unit

generate: $(VENV)/.ready ## write generated/ from SPEC=openapi.json (a part, PARTIAL=1: build/partial/)
	@$(BIN)/python -m codegen generate --spec '$(SPEC)' $(if $(PARTIAL),--partial) $(if $(DRAFTS),--drafts) $(if $(VERBOSE),--verbose)

check-generated: $(VENV)/.ready ## tell whether generated/ is what `make generate` writes
	@$(BIN)/python -m codegen check

fetch: $(VENV)/.ready ## read the portal's pages (PORTAL=https://...) into OUT=build/published.json
	@$(BIN)/python -m codegen fetch $(if $(PORTAL),--portal '$(PORTAL)') --output '$(OUT)' $(if $(DRAFTS),--drafts)

update: fetch ## fetch, diff, try the client it makes, propose a changelog entry; stops at decisions
	@$(BIN)/python -m codegen update '$(OUT)'
	@cat build/update/changelog.md
	@PYTHONPATH="$(CURDIR)/build/update" $(MAKE) --no-print-directory unit

diff: $(VENV)/.ready ## tell what changed between OLD=path and NEW=path, breaking changes first
	@$(BIN)/python -m codegen diff '$(OLD)' '$(NEW)'

lint: $(VENV)/.ready ## style, which way imports point, and that halves written twice are equal
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/lint-imports --cache-dir .import_linter_cache > .import_linter_report || { cat .import_linter_report; exit 1; }
	@$(BIN)/python -m codegen.twins

typecheck: mypy pyright ## mypy --strict, basedpyright, and that every public name has a type

mypy: $(VENV)/.ready
	@$(BIN)/mypy

pyright: $(VENV)/.ready
	@$(BIN)/basedpyright --level error
	@for package in novapost_auth novapost_client; do \
		PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/basedpyright --ignoreexternal --verifytypes $$package \
			> .verifytypes_report || { cat .verifytypes_report; exit 1; }; \
	done

unit: $(VENV)/.ready ## the tests alone (ARGS='tests/tokens -k fork' for some of them)
	@$(BIN)/python -m pytest $(or $(ARGS),-n auto --dist loadfile --no-loadscope-reorder)

# The rooms of what is shipped: the pipeline's tools are pinned, and have no oldest version.
SHIPPED := aside calls cli client divisions errors everyday secrets settings stores testing tokens wire

test-lowest: $(VENV)-lowest/.ready ## the tests of what is shipped, on the oldest versions of all that is admitted
	@$(VENV)-lowest/bin/python -m pytest -p no:cacheprovider \
		--deselect tests/everyday/test_everyday_typing.py \
		$(or $(ARGS),-n auto --dist loadfile --no-loadscope-reorder $(SHIPPED:%=tests/%))

mutants: $(VENV)-mutants/.ready ## plant faults in the token layer, and print those that no test finds
	@$(VENV)-mutants/bin/python benchmarks/mutants.py $(ARGS)

bench: $(VENV)-bench/.ready ## speed, as ratios measured side by side
	@$(VENV)-bench/bin/python -m benchmarks

bench-plots: $(VENV)-bench/.ready ## how cost grows, drawn into docs/plots
	@$(VENV)-bench/bin/python -m benchmarks.plots

soak: $(VENV)/.ready ## chaos for the token layer, cancels and forks for the wire; prints its figures
	@$(BIN)/python benchmarks/soak.py
	@$(BIN)/python benchmarks/soak_wire.py

prism: $(VENV)/.ready ## every call, to a validating server that is not ours (needs Node)
	@$(BIN)/python -m benchmarks.prism

peers: $(VENV)-peers/.ready ## the token layer beside those of others, in the same contests
	@$(VENV)-peers/bin/python benchmarks/peers.py

release-check: $(VENV)-release/.ready ## build, install and try what would be released (TAG=v0.1.0: as that)
	@$(VENV)-release/bin/python -m release $(if $(TAG),--tag '$(TAG)')

docs: $(VENV)/.ready ## build the documentation into build/site, strictly
	@$(BIN)/python -m docs.website

clean: ## remove what was made, .venv included
	rm -rf $(VENV) $(VENV)-bench $(VENV)-peers $(VENV)-lowest $(VENV)-mutants $(VENV)-release build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .import_linter_report .verifytypes_report mutants
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Touched last: an installation that broke off is done again. So is one whose place another has taken
# since, such as that of `pip install .`: it holds a copy, which nothing done here would change.
$(VENV)/.ready: pyproject.toml $(wildcard $(VENV)/lib/python3.*/site-packages/novapost-*.dist-info/RECORD)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Python 3.11 or newer is needed; name one: make PYTHON=python3.12 ...' >&2; exit 2; }
	@echo 'setting up $(VENV), which takes some minutes the first time'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

$(VENV)-lowest/.ready: pyproject.toml tests/helpers/lowest.py $(VENV)/.ready
	@echo 'setting up $(VENV)-lowest (once)'
	@test -x $(VENV)-lowest/bin/python || $(PYTHON) -m venv $(VENV)-lowest
	@$(BIN)/python tests/helpers/lowest.py > $(VENV)-lowest/constraints.txt
	@$(VENV)-lowest/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	@$(VENV)-lowest/bin/python -m pip install --quiet --editable '.[cli,fast,redis]' --group suite \
		--constraint $(VENV)-lowest/constraints.txt
	@touch $@

# Those who are measured against have environments of their own: bench, peers.
$(VENV)-%/.ready: pyproject.toml $(VENV)/.ready
	@echo 'setting up $(VENV)-$* (once)'
	@test -x $(VENV)-$*/bin/python || $(PYTHON) -m venv $(VENV)-$*
	@$(VENV)-$*/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	@$(VENV)-$*/bin/python -m pip install --quiet --editable . --group $*
	@touch $@
