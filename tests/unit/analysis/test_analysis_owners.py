from analysis_builders import responsables

from mipg_helpers.analysis.owners import NOBODY, read_responsables, unit_in_charge

TABLE = responsables("""
    entidad | vigencia | politica   | lider    | responsable     | apoyo
    A       | 2024     | integridad | Alcaldía | Talento Humano  |
    A       | 2024     | compras    | Alcaldía | Contratación    |
    A       | 2026     | integridad | Alcaldía | Gestión Humana  | Planeación
    A       | 2027     | integridad | Alcaldía | Otra            |
    B       | 2026     | integridad | Rectoría | Bienestar       |
""")


def test_last_table_up_to_the_year_of_the_plan_governs():
    found = read_responsables(TABLE, "A", 2026)["integridad"]
    assert (found.responsable, found.apoyo, found.vigencia) == (
        "Gestión Humana",
        "Planeación",
        2026,
    )
    assert found.source is not None
    assert found.source.fila == 4


def test_politica_that_the_table_in_force_leaves_out_has_nobody():
    assert "compras" not in read_responsables(TABLE, "A", 2026)
    assert "compras" in read_responsables(TABLE, "A", 2025)


def test_without_an_earlier_table_the_first_later_one_is_used():
    assert read_responsables(TABLE, "A", 2020)["compras"].vigencia == 2024


def test_entidad_without_a_table_has_nobody():
    assert read_responsables(TABLE, "C", 2026) == {}


def test_lider_answers_where_no_responsable_is_named():
    table = responsables(
        "entidad | vigencia | politica | lider | responsable\nA | 2026 | compras | Alcaldía |"
    )
    assert unit_in_charge(read_responsables(table, "A", 2026)["compras"]) == "Alcaldía"
    assert unit_in_charge(NOBODY) == ""
