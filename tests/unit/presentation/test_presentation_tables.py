"""Tables of one politica: references named, reasons instead of zeros, dates once."""

from dataclasses import replace
from datetime import date

import profile_builders as made
import pytest

from mipg_helpers.analysis.profile import Deadline
from mipg_helpers.presentation import tables
from mipg_helpers.presentation.display_text import span_text


def cells(block):
    return [[span_text(cell) for cell in row] for row in block["rows"]]


def labels(block):
    return [column["label"] for column in block["columns"]]


def test_every_reference_is_named_with_its_vigencia_or_n():
    references = [row[0] for row in cells(tables.gaps_table(made.typical()))]
    assert references == [
        "Meta de la entidad (2026)",
        "Promedio de su grupo par (n = 41)",
        "Puntaje más alto de su grupo par (n = 41)",
        "Última vigencia comparable (2024)",
    ]


def test_a_vigencia_beyond_a_break_is_not_called_comparable():
    base = made.typical()
    beyond = replace(base.gaps[3], motivo="no_comparable_quiebre", brecha_puntos=None)
    rows = cells(tables.gaps_table(replace(base, gaps=(*base.gaps[:3], beyond))))
    assert (rows[3][0], rows[3][-1]) == ("Vigencia anterior (2024)", "No comparable")


def test_gaps_are_read_in_words():
    rows = cells(tables.gaps_table(made.typical()))
    assert [row[2:] for row in rows] == [
        ["18,7", "Por debajo"],
        ["4,5", "Por debajo"],
        ["23,7", "Por debajo"],
        ["−4,2", "El puntaje subió"],
    ]


def test_reached_reference_is_no_gap():
    rows = cells(tables.gaps_table(made.all_hundred()))
    assert rows[0][1:] == ["95", "−5,0", "La supera"]
    assert rows[1][2:] == ["0,0", "Igual a la referencia"]


@pytest.mark.parametrize(
    ("builder", "reason"),
    [
        (made.single_member, "Única del grupo"),
        (made.small_group, "Grupo pequeño"),
        (made.no_peers, "Sin grupo"),
    ],
)
def test_missing_reference_gives_its_reason_and_no_zero(builder, reason):
    row = cells(tables.gaps_table(builder()))[1]
    assert row[1:] == ["–", "–", reason]


def test_published_mean_is_marked_official_and_keeps_its_digits():
    group = made.peers(61.3, media_puntos=63.35, oficial=True, n=0)
    row = cells(tables.gaps_table(made.profile(group=group)))[1]
    assert row[:2] == ["Promedio de su grupo par (oficial)", "63,35"]


def test_caption_carries_the_official_score():
    assert tables.gaps_table(made.typical())["caption"].endswith("(puntaje oficial: 61,3)")


def test_subindex_without_score_keeps_its_row_and_its_reason():
    last = cells(tables.indices_table(made.typical()))[-1]
    assert last[0] == "I21 Estrategias de ciudades y territorios inteligentes"
    assert last[1] == "no aplica"
    assert last[-1] == "No aplica"


def test_columns_that_nobody_fills_are_left_out():
    assert labels(tables.indices_table(made.typical())) == [
        "Subíndice",
        "Puntaje oficial",
        "Promedio del grupo",
        "Mejor del grupo",
        "Brecha con el promedio",
        "Cambio",
        "Prioridad",
    ]
    assert labels(tables.indices_table(made.no_peers())) == [
        "Subíndice",
        "Puntaje oficial",
        "Cambio",
        "Prioridad",
    ]


def test_note_tells_how_many_entidades_stand_behind_the_group():
    note = tables.indices_table(made.typical())["note"]
    assert note.endswith("Datos del grupo: cálculo propio, de 40 a 41 entidades con puntaje.")
    assert "grupo" not in tables.indices_table(made.no_peers())["note"]


def test_politicas_table_has_all_of_them_and_no_zero():
    rows = cells(tables.politicas_table(made.typical()))
    assert len(rows) == 19
    assert ["POL10 Mejora Normativa", "no aplica", "No aplica"] in rows


def test_redefined_index_is_not_comparable():
    rows = {row[0]: row for row in cells(tables.indices_table(made.redefined()))}
    redefined = next(row for name, row in rows.items() if name.startswith("I28"))
    assert redefined[5] == "no comparable"


@pytest.mark.parametrize("builder", [made.without_indices, made.not_applicable])
def test_no_subindices_no_table(builder):
    assert tables.indices_table(builder()) is None


def test_responsables_are_posts_and_units():
    rows = cells(tables.responsables_table(made.typical()))
    assert rows[0] == ["Líder de la política", "Secretaría de Planeación"]
    assert rows[3] == ["Cargo delegado", "Profesional especializado"]


def test_unknown_owner_is_said():
    nobody = replace(made.RESPONSABLES, lider="", responsable="", apoyo="", delegado_cargo="")
    rows = cells(tables.responsables_table(made.profile(responsables=nobody)))
    assert [row[0] for row in rows] == [
        "Líder de la política",
        "Responsable",
        "Líder nacional de la política",
    ]
    assert rows[1][1] == "Sin dato en los archivos cargados"


def test_a_date_that_returns_stands_once():
    days = (date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31))
    block = tables.deadlines_table([Deadline(day, "Revisión", "Circular") for day in days])
    assert cells(block) == [["30/06/2026", "Revisión", "30/09/2026, 31/12/2026", "Circular"]]


def test_no_dates_no_table():
    assert tables.deadlines_table(()) is None


@pytest.mark.parametrize("builder", made.PROFILES.values(), ids=made.PROFILES)
def test_rows_fit_their_columns_and_widths(builder):
    profile = builder()
    found = [tables.gaps_table(profile), tables.indices_table(profile)]
    for block in [*found, tables.responsables_table(profile)]:
        if block is not None:
            assert {len(row) for row in block["rows"]} == {len(block["columns"])}
            assert len(block["widths"]) == len(block["columns"])
