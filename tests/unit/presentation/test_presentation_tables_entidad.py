"""Every politica of the entidad side by side."""

from dataclasses import replace

import profile_builders as made

from mipg_helpers.presentation import tables_entidad
from mipg_helpers.presentation.display_text import span_text


def cells(block):
    return [[span_text(cell) for cell in row] for row in block["rows"]]


def test_most_urgent_comes_first():
    rows = cells(tables_entidad.ranking_table(made.entidad_profile()))
    assert rows[0][0] == "POL17 Gestión de la Información Estadística"
    assert [row[-2] for row in rows] == sorted(
        (row[-2] for row in rows), key=["Alta", "Media", "Baja", "Sin brecha"].index
    )


def test_politica_without_score_is_named_in_the_note_not_ranked_at_zero():
    block = tables_entidad.ranking_table(made.entidad_profile())
    assert len(block["rows"]) == 18
    assert block["note"].endswith("Sin puntaje: Mejora Normativa (no aplica).")


def test_meci_entidad_ranks_control_interno_alone():
    block = tables_entidad.ranking_table(made.entidad_meci())
    assert [row[0] for row in cells(block)] == ["POL19 Control Interno"]
    assert "Sin puntaje" not in block["note"]


def test_no_scores_no_ranking():
    profile = made.entidad_profile(politicas=made.politicas(lambda _: None))
    assert tables_entidad.ranking_table(profile) is None


def test_owners_of_all_assessed_politicas():
    rows = {row[0]: row[1:] for row in cells(tables_entidad.owners_table(made.entidad_profile()))}
    assert len(rows) == 19
    assert rows["Gestión de la Información Estadística"] == [
        "Secretaría de Planeación",
        "–",
    ]


def test_only_a_politica_that_nobody_answers_for_is_to_be_appointed():
    profile = made.entidad_profile()
    row = replace(profile.politicas[0], lider="", responsable="")
    table = tables_entidad.owners_table(replace(profile, politicas=(row, *profile.politicas[1:])))
    assert cells(table)[0][1:] == ["Por designar", "Por designar"]


def test_meci_entidad_owes_an_owner_only_for_control_interno():
    assert len(tables_entidad.owners_table(made.entidad_meci())["rows"]) == 1


def test_without_a_table_of_responsables_there_is_none_here():
    profile = made.entidad_profile()
    rows = tuple(replace(row, lider="", responsable="") for row in profile.politicas)
    assert tables_entidad.owners_table(replace(profile, politicas=rows)) is None
