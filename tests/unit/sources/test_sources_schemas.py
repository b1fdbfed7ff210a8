import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest_builders import entidades_of, indices_of, kinds_of
from pandas.testing import assert_frame_equal

from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.schemas import contract, validate

CATALOG = load_catalog()
GOOD = ("0001", 2024, "idi", 61.3)


def check(frame, table="indices"):
    return validate(table, frame, CATALOG)


@pytest.mark.parametrize("table", CATALOG.tables)
def test_contract_has_the_columns_of_the_dictionary(table):
    fields = [field.campo for field in CATALOG.fields(table)]
    assert list(contract(table, CATALOG).columns) == fields


def test_valid_rows_pass_unchanged():
    indices = indices_of(GOOD, ("0001", 2024, "d1", None))
    valid, findings = check(indices)
    assert findings == []
    assert_frame_equal(valid, indices)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["0001", "0002"]),
            st.integers(2010, 2026),
            st.sampled_from(["idi", "d1"]),
            st.none() | st.floats(-10, 110),
        ),
        max_size=8,
    )
)
def test_validating_what_was_validated_changes_nothing(rows):
    once, _ = check(indices_of(*rows))
    again, findings = check(once)
    assert findings == []
    assert_frame_equal(again, once)


@pytest.mark.parametrize("puntaje", [104.0, -0.5])
def test_score_out_of_scale_is_told_with_its_cell_and_its_row_left_out(puntaje):
    valid, (finding,) = check(indices_of(GOOD, ("0002", 2024, "idi", puntaje)))
    assert valid["entidad_id"].tolist() == ["0001"]
    place = (finding.archivo, finding.hoja, finding.fila, finding.columna)
    assert place == ("a.xlsx", "Hoja", 5, "F")
    assert (finding.tipo, finding.gravedad) == ("fuera de escala", "error")
    assert "0–100" in finding.mensaje


@pytest.mark.parametrize("puntaje", [0.0, 1.0, 10.0, 100.0])
def test_ends_of_the_scale_are_valid(puntaje):
    assert check(indices_of(("0001", 2024, "idi", puntaje)))[1] == []


def test_every_failure_is_told_at_once():
    rows = [("0001", 2024, "idi", 104.0), ("0002", 2024, "idi", 50.0), ("0003", 1999, "idi", 50.0)]
    valid, findings = check(indices_of(*rows))
    assert sorted(finding.valor for finding in findings) == ["104", "1999"]
    assert valid["entidad_id"].tolist() == ["0002"]


def test_invalid_secondary_figure_is_blanked_and_the_row_stays():
    valid, (finding,) = check(indices_of(GOOD, grupo_percentil=400.0))
    assert valid["puntaje_puntos"].tolist() == [61.3]
    assert valid["grupo_percentil"].isna().all()
    assert (finding.valor, finding.columna) == ("400", "Percentil en el grupo par")


def test_value_outside_a_closed_list_is_blanked_where_blank_is_allowed():
    valid, (finding,) = check(
        entidades_of(("0001", 2024, "A", "B"), orden="municipio"), "entidades"
    )
    assert valid["orden"].tolist() == [""]
    assert "nacion ni territorio" in finding.mensaje


def test_entidad_without_name_is_left_out():
    valid, (finding,) = check(entidades_of(("0001", 2024, "", "B")), "entidades")
    assert valid.empty
    assert finding.tipo == "celda obligatoria vacía"


def test_missing_score_needs_a_reason():
    _, findings = check(indices_of(("0001", 2024, "idi", None), motivo_vacio=""))
    assert kinds_of(findings) == ["motivo sin puntaje"]


# Broken keys.


def test_repeated_key_refuses_its_file_and_spares_the_others():
    mine = indices_of(GOOD, GOOD)
    other = indices_of(("0009", 2024, "idi", 50.0), fuente_sha256="b" * 64)
    import pandas as pd

    valid, (finding,) = check(pd.concat([mine, other], ignore_index=True))
    assert valid["entidad_id"].tolist() == ["0009"]
    assert finding.tipo == "clave rota"
    assert "(0001, 2024, idi) de la tabla indices está en las filas 4, 5" in finding.mensaje


def test_missing_key_refuses_its_file():
    valid, (finding,) = check(indices_of(GOOD, ("", 2024, "idi", 50.0)))
    assert valid.empty
    assert "le falta una parte" in finding.mensaje


def test_same_key_in_two_files_is_no_broken_key():
    import pandas as pd

    both = pd.concat([indices_of(GOOD), indices_of(GOOD, fuente_sha256="b" * 64)])
    assert check(both)[1] == []


def test_many_broken_keys_are_ten_findings_and_a_count():
    rows = [(f"{n:04d}", 2024, "idi", 50.0) for n in range(30)]
    _, findings = check(indices_of(*rows, *rows))
    assert len(findings) == 11
    assert "20 claves rotas más" in findings[-1].mensaje
