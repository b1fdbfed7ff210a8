from dataclasses import astuple

from analysis_builders import entidades, indices, inputs, rule

from mipg_helpers.analysis.results import (
    dimension_results,
    indice_results,
    name_politica,
    politica_results,
    subindices,
)
from mipg_helpers.analysis.subject import measure, open_subject
from mipg_helpers.reference import load_catalog

CATALOG = load_catalog()


def subject(scores, vigencia=2025, **tables):
    return open_subject(inputs(scores, **tables), "A", vigencia, CATALOG, rule())


def test_politicas_come_all_in_official_order():
    found = politica_results(subject("entidad | vigencia | indice | puntos"), (), {})
    assert [item.politica.politica for item in found] == [
        info.politica for info in CATALOG.politicas(2025)
    ]
    assert {item.case for item in found} == {"sin_resultado"}


def test_politica_bears_name_and_code_of_its_vigencia():
    old, new = (name_politica(CATALOG.politica("gobierno_digital", v)) for v in (2021, 2025))
    assert (old.codigo, new.codigo) == ("POL06", "POL07")
    assert astuple(new)[0] == "gobierno_digital"


def test_dimensions_are_measured_by_their_own_figure():
    scores = """
        entidad | vigencia | indice           | puntos
        A       | 2025     | d3               | 30.2
        A       | 2025     | gobierno_digital | 90
    """
    found = {item.dimension: item.score.puntos for item in dimension_results(subject(scores))}
    assert found == {
        "D1": None,
        "D2": None,
        "D3": 30.2,
        "D4": None,
        "D5": None,
        "D6": None,
        "D7": None,
    }


def test_politicas_without_subindices_have_none():
    empty = subject("entidad | vigencia | indice | puntos")
    without = {
        info.politica for info in CATALOG.politicas(2025) if not subindices(empty, info.politica)
    }
    assert without == {"planeacion", "presupuesto", "fortalecimiento", "seguimiento_evaluacion"}


def test_subindex_known_from_another_vigencia_of_the_span_is_shown_with_the_code_of_the_file():
    scores = "entidad | vigencia | indice | puntos | codigo\nA | 2023 | i12 | 50 | I12"
    (found,) = indice_results(subject(scores, 2023), "gobierno_digital")
    assert (found.indice, found.codigo, found.score.puntos) == ("i12", "I12", 50)
    assert found.nombre == CATALOG.indice_name("i12", 2023)


def test_redefined_subindex_carries_its_note():
    found = indice_results(subject("entidad | vigencia | indice | puntos"), "defensa_juridica")
    notes = {item.indice: item.nota for item in found}
    assert notes["i28_patrimonio_publico"]
    assert not notes["i27"]


def test_peers_of_a_column_that_the_file_does_not_have_are_not_a_small_group():
    scores = "entidad | vigencia | indice | puntos\nA | 2025 | idi | 50\nB | 2025 | idi | 60"
    assert measure(subject(scores), "compras").peers.motivo == "vacio"


def test_missing_score_sees_its_peers_when_others_have_one():
    scores = "entidad | vigencia | indice | puntos\n" + "\n".join(
        f"{name} | 2025 | compras | {points}"
        for name, points in zip("BCD", (10, 20, 30), strict=True)
    )
    everyone = "entidad | vigencia | grupo\n" + "\n".join(f"{n} | 2025 | G" for n in "ABCD")
    peers = measure(subject(scores, entidades=everyone), "compras").peers
    assert (peers.n, peers.media_puntos, peers.posicion) == (3, 20, None)


def test_opening_a_subject_needs_no_row_of_the_entidad():
    empty = open_subject(inputs("entidad | vigencia | indice | puntos"), "Z", 2025, CATALOG, rule())
    assert measure(empty, "compras").peers.motivo == "sin_grupo"


def test_drawn_tables_have_the_columns_of_the_dictionary():
    for table, frame in (
        ("indices", indices("entidad | vigencia | indice | puntos")),
        ("entidades", entidades("entidad | vigencia")),
    ):
        assert list(frame.columns) == [field.campo for field in CATALOG.fields(table)]
