"""Whatever the cells hold, the readers of the form load it, tell it or refuse it in Spanish."""

import datetime as dt

import pytest
from form_builders import BANK_HEADER
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ingest_builders import table_sheet

from mipg_helpers.errors import MipgError
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.answers import tidy_answers
from mipg_helpers.sources.likeness import tidy_likeness
from mipg_helpers.sources.model import Declared
from mipg_helpers.sources.question_bank import tidy_questions
from mipg_helpers.sources.self_assessment import tidy_self_assessment

CELL = (
    st.none()
    | st.text(max_size=12)
    | st.floats()
    | st.booleans()
    | st.dates(dt.date(1900, 1, 1))
    | st.sampled_from(["GTH200", "EMI08", "Sí | No", "=1+1", "#N/A", "X", "-", "101", "Integridad"])
)
READERS = {
    tidy_questions: BANK_HEADER,
    tidy_answers: ("timestamp", "nombre", "entidad", "codigo", "opción", "respuesta", "evidencia"),
    tidy_likeness: ("Cód.2025", "Cód.2024", "Pregunta 2024", "Sim.Texto", "Razón"),
    tidy_self_assessment: (
        "Componentes", "Calificación", "Categoría", "Calificación", "Actividades de Gestión",
        "Puntaje", "Observaciones",
    ),
}  # fmt: skip


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(st.lists(CELL, min_size=7, max_size=7), max_size=6))
def test_any_cells_are_loaded_told_or_refused(reader, rows):
    sheet = table_sheet(READERS[reader], *rows, archivo="integridad.xlsx")
    try:
        told = reader([sheet], Declared(entidad="0001", vigencia=2025), load_catalog()).findings
    except MipgError as error:
        told = getattr(error, "failures", ())
    assert all(finding.archivo == "integridad.xlsx" for finding in told)
