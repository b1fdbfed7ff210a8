# Two commands do everything on a fresh machine with Python 3.11+ and make:
#   make reports   set up, load the sample, write every report and the plan workbooks of its entidad
#   make test      set up, run every test
# From your own workbooks:            make reports CRUDOS=data/raw ENTIDAD=0001 VIGENCIA=2025
# From data that are loaded already:  make reports DATOS=data/tidy ENTIDAD=0001 VIGENCIA=2025

PYTHON   ?= python3
ENTIDAD  ?= 0001
VIGENCIA ?= 2025
CRUDOS   ?=
DATOS    ?= $(if $(CRUDOS),data/tidy,data/sample/tidy)
SALIDA   ?= outputs
SEGUNDOS ?= 120

BIN    := .venv/bin
READY  := .venv/.listo
SAMPLE := data/sample/tidy/cargue.json
export MIPG_DATOS := $(DATOS)
# Where it is set, every process compiles its libraries anew: two or three seconds each.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: reports load test check lab lock clean setup sample bench campaign fuzz

reports: $(READY) $(if $(CRUDOS),load,$(if $(filter data/sample/tidy,$(DATOS)),sample))
	$(BIN)/mipg plan --entidad $(ENTIDAD) --vigencia $(VIGENCIA) --salida $(SALIDA)
	$(BIN)/mipg lote --entidad $(ENTIDAD) --vigencia $(VIGENCIA) --salida $(SALIDA)

load: $(READY)
	$(BIN)/mipg cargar $(CRUDOS) --datos $(DATOS)

test: $(READY)
	$(BIN)/python -m pytest -n auto --dist loadscope --no-loadscope-reorder

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

lab: $(READY) $(if $(filter data/sample/tidy,$(DATOS)),sample)
	$(BIN)/mipg explorar

# Try to break it: hostile inputs, faults in the middle, load for hours; writes docs/reliability.md.
campaign: $(READY)
	$(BIN)/python -m pytest -n auto --dist loadscope --no-loadscope-reorder --larga
	$(BIN)/python tests/campaign/run.py

# Inputs that nobody thought of, led by what they reach; SEGUNDOS for each of the ten targets.
fuzz: $(READY)
	SEGUNDOS=$(SEGUNDOS) $(BIN)/python tests/campaign/fuzz.py

bench: $(READY)
	$(BIN)/python benchmarks/run_all.py

lock: $(READY)
	$(BIN)/uv lock
	$(BIN)/python docs/recetas/make_environment.py

sample: $(READY)
	@test -f $(SAMPLE) && MIPG_DATOS=data/sample/tidy $(BIN)/mipg diagnostico --silencioso \
	  || ($(BIN)/python data/sample/generar.py && $(BIN)/mipg cargar data/sample/raw --datos data/sample/tidy)

setup: $(READY)

# uv installs the lock in seconds; where it cannot be had, pip installs the same versions.
$(READY): pyproject.toml uv.lock requirements.lock
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Se necesita Python 3.11 o posterior: make PYTHON=python3.12 …')"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@($(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9' \
	  && $(BIN)/uv sync --quiet --frozen --all-extras --inexact) \
	  || ($(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1' \
	  && $(BIN)/python -m pip install --quiet -r requirements.lock -e . --group dev)
	@touch $(READY)

clean:
	rm -rf outputs/* data/sample/raw data/sample/tidy data/sample/tidy.anterior data/sample/plan .pytest_cache .mypy_cache .ruff_cache build *.egg-info
