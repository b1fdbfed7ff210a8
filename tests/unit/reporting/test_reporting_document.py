import json
from datetime import UTC, date, datetime, timedelta

import nbformat
import pytest
from document_builders import (
    IDENTITY,
    code,
    document_with,
    failure,
    markdown,
    notebook,
    own,
    report,
    report_cells,
    shown,
    stream,
)

from mipg_helpers.errors import RenderError
from mipg_helpers.presentation import blocks as b
from mipg_helpers.reporting.document import document_from_notebook


def words(document):
    return json.dumps(document, ensure_ascii=False)


def test_document_survives_json():
    assert json.loads(json.dumps(report())) == report()


def test_code_and_streams_are_not_in_the_document():
    text = words(report())
    for word in ("secreto", "entidad = ", "cargando", "aviso interno"):
        assert word not in text


@pytest.mark.parametrize("tag", ["parameters", "injected-parameters", "ocultar", "hide"])
def test_tagged_cell_stays_in_the_notebook(tag):
    hidden = [markdown("oculto", tag), code(shown({"text/plain": "oculto"}), tags=[tag])]
    assert "oculto" not in words(document_from_notebook(notebook(*hidden, markdown("x"))))


def test_failed_run_gives_no_document():
    with pytest.raises(RenderError, match=r"informe, celda 2: terminó con un error \(KeyError\)"):
        document_from_notebook(notebook(markdown("# A"), code(failure())), name="informe")


def test_notebook_that_never_ran_gives_no_document():
    cell = code() | {"execution_count": None}
    with pytest.raises(RenderError, match="no se ha ejecutado"):
        document_from_notebook(notebook(markdown("# A"), cell))


def test_what_is_no_notebook_is_refused():
    with pytest.raises(RenderError, match="formato 4"):
        document_from_notebook({"worksheets": []})


def test_second_cover_is_refused():
    cover = b.cover(title="A", subtitle="", identity=IDENTITY, facts=[])
    with pytest.raises(RenderError, match="2 portadas"):
        document_from_notebook(notebook(code(own(cover, cover))))


def test_impossible_date_is_refused():
    with pytest.raises(RenderError, match="2026-02-30"):
        document_with(identity=IDENTITY | {"fecha": "2026-02-30"})


def test_constant_title_stands_above_that_of_the_cover():
    document = report()
    assert document["kicker"] == "Informe de política de gestión y desempeño"
    assert document["title"] == "Gobierno Digital"


@pytest.mark.parametrize(
    ("cells", "metadata", "name", "title"),
    [
        ([markdown("intro\n\n# Mi análisis")], {"title": "M"}, "archivo", "Mi análisis"),
        ([markdown("x")], {"title": "Metadatos"}, "archivo", "Metadatos"),
        ([markdown("x")], {}, "mi_archivo", "mi archivo"),
        ([markdown("x")], {}, "", "Documento sin título"),
    ],
)
def test_title_of_an_ordinary_notebook(cells, metadata, name, title):
    assert document_from_notebook(notebook(*cells, **metadata), name=name)["title"] == title


def test_run_metadata_and_local_paths_are_not_passed_on():
    papermill = {"input_path": "/home/ana/x.ipynb", "parameters": {"entidad": "0001"}}
    document = document_from_notebook(notebook(markdown("# A"), papermill=papermill))
    assert "/home" not in words(document)


def test_running_header_names_entidad_politica_and_vigencia():
    facts = [("Entidad", "Alcaldía de X"), ("Política", "POL07 Gobierno Digital")]
    document = document_with(title="Gobierno Digital: resultados", facts=facts)
    assert document["meta"]["running"] == [
        "Alcaldía de X",
        "POL07 Gobierno Digital",
        "Vigencia 2025",
    ]


def test_ordinary_notebook_is_dated_by_its_run():
    cell = code(shown({"text/plain": "1"}))
    cell["metadata"]["execution"] = {"iopub.status.idle": "2026-03-04T10:20:30.123Z"}
    assert document_from_notebook(notebook(cell))["meta"]["fecha"] == "2026-03-04"


def test_notebook_without_records_is_dated_when_printed():
    fecha = document_from_notebook(notebook(markdown("# A")))["meta"]["fecha"]
    assert abs(date.fromisoformat(fecha) - datetime.now(UTC).date()) <= timedelta(days=1)


def test_the_notebook_given_is_not_changed():
    cells = report_cells()
    before = json.dumps(cells)
    document_from_notebook(notebook(*cells))
    assert json.dumps(cells) == before


def test_nbformat_node_gives_the_same_document():
    raw = notebook(markdown("# A"), code(stream("x"), shown({"text/plain": "1"})))
    for number, cell in enumerate(raw["cells"]):
        cell["id"] = f"c{number}"
    assert document_from_notebook(nbformat.from_dict(raw)) == document_from_notebook(raw)
