PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python

$(VENV)/.ready: pyproject.toml
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --upgrade 'pip>=25.1'
	$(PY) -m pip install --quiet --editable . --group dev
	@touch $@
