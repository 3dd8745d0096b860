# The one door. `make` alone lists what can be done; only Python 3.11+ and make are needed.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

# The first Python that is new enough; PYTHON=/path/to/python3.12 chooses another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --no-input
LOCKS := requirements/base.txt requirements/build.txt requirements/node.txt
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

.PHONY: help setup dev clients demo test check quick proofs bench fmt lock clean

help: ## List what make can do
	@printf '小铺 Xiaopu\n\n'
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.linked ## Make .venv with everything a running mall needs: .venv/bin/xiaopu

clients: setup ## Build the console and the shopper client (H5 and WeChat mini program)
	@$(BIN)/python -m tools.clients

demo: setup clients ## Start a filled demo shop with its own WeChat; Ctrl-C stops it
	@exec $(BIN)/xiaopu demo

test: dev ## Prove the whole project: every stage, timed; fails if one fails (what CI runs)
	@$(BIN)/python -m tools.stages $(if $(STAGE),--only $(STAGE))

check: test ## The same as test, under the name others expect

quick: dev ## The stages that read code without running it: before each commit, in a minute
	@$(BIN)/python -m tools.stages --only lint types contracts lints

proofs: dev ## The long reliability runs: a line of figures for each
	@$(BIN)/python -m proofs

bench: dev ## Measure the hot paths beside their anchors
	@$(BIN)/python -m benchmarks

fmt: dev ## Format and sort the Python code
	@$(BIN)/ruff check --quiet --select I --fix .
	@$(BIN)/ruff format .

lock: dev ## Resolve requirements/*.in anew into hash-locked requirements/*.txt
	@for name in base node build dev; do \
		echo "requirements/$$name.txt"; \
		$(COMPILE) $(UPGRADE) requirements/$$name.in -o requirements/$$name.txt; \
	done

dev: .venv/.proving ## setup, and the tools that prove the project

clean: ## Remove what was built (.venv and var stay)
	@rm -rf clients/*/dist clients/*/node_modules var/stamps var/cache

# Each stamp is newer than what it was made from, so a second run does nothing.
.venv/.made:
	@[ -n '$(PYTHON)' ] || { echo 'Python 3.11 or newer is needed, and none was found. Debian: apt-get install python3 python3-venv'; exit 1; }
	@echo 'Making .venv with $(shell $(PYTHON) --version 2>&1) …'
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.running: .venv/.made $(LOCKS)
	@echo 'Installing what a running mall needs, locked by hash …'
	@$(PIP) install --require-hashes $(addprefix -r ,$(LOCKS))
	@touch $@

.venv/.linked: .venv/.running pyproject.toml
	@$(PIP) install --quiet --no-build-isolation --no-deps --editable .
	@touch $@
	@echo '.venv/bin/xiaopu is ready.'

.venv/.proving: .venv/.linked requirements/dev.txt
	@echo 'Installing the tools that prove the project, locked by hash …'
	@$(PIP) install --require-hashes -r requirements/dev.txt -r requirements/node.txt
	@touch $@
