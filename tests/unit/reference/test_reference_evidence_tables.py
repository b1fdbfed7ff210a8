"""The form of the evidence: its tables are sound, and each reader writes what is his."""

import pytest
from reference_builders import copy_reference, replace_text

from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.reference import load_catalog

FORM = load_catalog().evidence_form()


def written_by(rol):
    return {campo.campo for campo in FORM.for_rol(rol).plan_campos() if campo.escribe == rol}


def test_unit_reports_and_decides_nothing():
    assert written_by("lider") == {
        "cumple", "enlace", "fecha", "responsable_cargo", "tarea", "entregable",
    }  # fmt: skip


def test_planeacion_reviews_and_assigns():
    assert written_by("planeacion") == {"estado", "motivo", "unidad"}


def test_control_interno_only_reviews():
    assert written_by("control_interno") == {"estado", "motivo"}


def test_lists_are_those_of_the_columns():
    assert [option.etiqueta for option in FORM.plan_lista("cumple")] == ["Sí", "Parcial", "No"]
    with pytest.raises(ReferenceDataError, match="'estados'"):
        FORM.plan_lista("estados")


def test_column_with_an_unknown_list_is_refused_with_its_row(tmp_path):
    folder = copy_reference(tmp_path / "tablas")
    replace_text(folder, "evidencia_campos.csv", "lista,cumple", "lista,cumplen")
    with pytest.raises(ReferenceDataError, match=r"evidencia_campos.csv, fila 5.*«cumplen»"):
        load_catalog(folder)
