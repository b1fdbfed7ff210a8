"""House rules of the reference tables: sorted, sourced, plain text, and no year in the code."""

import ast
import csv
import re
import tomllib
from pathlib import Path

import pytest

import mipg_helpers
from mipg_helpers.analysis import profile
from mipg_helpers.reference import load_catalog

PACKAGE = Path(mipg_helpers.__file__).parent
FOLDER = PACKAGE / "reference"
TABLES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.csv"))
SETTINGS = sorted(path.name for path in FOLDER.glob("*.toml"))
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
# Years of the model, past and to come; 2000 and 2007 are a limit and an Office version.
YEAR = re.compile(r"(?<![\du])20[1-4]\d(?!\d)")
#: The year of a norm is part of its name; that of a vigencia is data.
NORM = re.compile(r"(?:Ley|Decreto|Resolución|Circular|Acuerdo) [\d-]+ de \d{4}")

# Key of each table; the rows stand in its order.
KEYS = {
    "alias_dimensiones.csv": ["alias"],
    "alias_politicas.csv": ["alias"],
    "bandas_autodiagnostico.csv": ["nivel"],
    "calendario.csv": ["clave", "desde", "hasta"],
    "campos.csv": ["tabla", "orden"],
    "consulta_columnas.csv": ["columna"],
    "consulta_tablas.csv": ["orden"],
    "dimensiones.csv": ["vigencia", "dimension"],
    "evidencia_campos.csv": ["orden"],
    "evidencia_listas.csv": ["lista", "orden"],
    "indices.csv": ["vigencia", "indice"],
    "modelos.csv": ["modelo"],
    "normas.csv": ["politica", "norma"],
    "numeraciones.csv": ["lista", "numero", "politica"],
    "opciones_clases.csv": ["orden"],
    "plan_alias.csv": ["lista", "alias"],
    "plan_campos.csv": ["orden"],
    "plan_estados.csv": ["orden"],
    "plan_listas.csv": ["lista", "orden"],
    "planes_612.csv": ["numero"],
    "politicas.csv": ["politica"],
    "politicas_vigencia.csv": ["vigencia", "politica"],
    "productos.csv": ["raiz"],
    "quiebres.csv": ["desde", "hasta", "indice"],
    "siglas.csv": ["sigla"],
    "tramos.csv": ["tramo"],
    "vigencias.csv": ["vigencia"],
}
LAYOUT_KEY = ["campo", "encabezado"]


def rows(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def sort_key(name, row):
    cells = (row[column] for column in KEYS.get(name, LAYOUT_KEY))
    return [(int(cell), "") if cell.isdecimal() else (-1, cell) for cell in cells]


@pytest.mark.parametrize("name", TABLES)
def test_table_has_a_declared_key_and_is_sorted_by_it(name):
    assert name in KEYS or name.startswith("layouts/")
    keys = [sort_key(name, row) for row in rows(name)]
    assert keys == sorted(keys)


@pytest.mark.parametrize("name", TABLES)
def test_key_of_the_table_is_unique(name):
    keys = [tuple(sort_key(name, row)) for row in rows(name)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", TABLES)
def test_every_row_names_its_source(name):
    assert [row for row in rows(name) if not row["fuente"].strip()] == []


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_name_their_source(name):
    assert tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["fuente"]


@pytest.mark.parametrize("name", [*TABLES, *SETTINGS])
def test_file_is_utf8_with_plain_line_ends(name):
    content = (FOLDER / name).read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert content.decode("utf-8")


@pytest.mark.parametrize("name", TABLES)
def test_cells_have_no_stray_spaces(name):
    cells = [cell for row in rows(name) for cell in row.values()]
    assert [cell for cell in cells if cell != " ".join(cell.split())] == []


@pytest.mark.parametrize("name", TABLES)
def test_confidence_is_a_letter(name):
    assert {row["confianza"] for row in rows(name) if "confianza" in row} <= {"A", "B", "C"}


@pytest.mark.parametrize("name", [*TABLES, *SETTINGS])
def test_bands_are_never_called_quintiles(name):
    text = (FOLDER / name).read_text(encoding="utf-8").lower()
    allowed = {"campos.csv", "layouts/tabla_abierta.csv"}  # the official peer quintile
    assert name in allowed or "quintil" not in text.replace("no quintiles", "")


def test_motives_of_breaks_are_those_of_the_results():
    motives = {row["motivo"] for row in rows("quiebres.csv")} | {"no_existia"}
    assert motives <= set(profile.Motivo.__args__)


def test_priority_components_are_those_of_the_rule():
    names = {name for name, _ in load_catalog().priority_rule().pesos}
    assert names == {"brecha_meta", "brecha_media", "brecha_mejor", "descenso"}


def test_products_cover_some_forty_verbs():
    assert len(rows("productos.csv")) > 40


def glossary_terms():
    lines = (PACKAGE.parent / "GLOSARIO.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if len(row) == 4 and row[0] != "término" and "--" not in row[0]]


def test_every_term_of_the_glossary_has_meaning_and_source():
    assert len(glossary_terms()) > 50
    assert [row[0] for row in glossary_terms() if not (row[2] and row[3])] == []


def test_identifiers_of_the_glossary_are_in_use():
    places = [*PACKAGE.rglob("*.py"), *FOLDER.rglob("*.csv"), *FOLDER.rglob("*.toml")]
    words = set(re.findall(r"\w+", " ".join(p.read_text(encoding="utf-8") for p in places)))
    named = {row[1].strip("`") for row in glossary_terms() if row[1] != "–"}
    assert named - words <= {"pregunta"}  # the form is not read yet; the word is reserved


def test_files_named_in_the_glossary_exist():
    text = (PACKAGE.parent / "GLOSARIO.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_0-9]+\.(?:csv|toml))`", text))
    assert named <= {*TABLES, *SETTINGS}


@pytest.mark.parametrize("name", MODULES)
def test_no_year_stands_in_the_code(name):
    tree = ast.parse((PACKAGE / name).read_text(encoding="utf-8"))
    docstrings = _docstrings(tree)
    found = [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node not in docstrings
    ]
    assert [(line, value) for line, value in found if YEAR.search(NORM.sub("", str(value)))] == []


def _docstrings(tree):
    """Gather the texts that stand alone as a statement: docstrings explain, they do nothing."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
