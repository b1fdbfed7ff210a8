"""Two versions of the model side by side, and what the entidad has yet to adopt."""

import pytest
from modelo_builders import CATALOG, OWNERS, compare
from reference_builders import invented_vigencia

from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.reference import load_catalog


def changes(profile):
    return {item.politica: set(item.cambios) for item in profile.changed}


def test_a_politica_that_the_earlier_model_lacked_is_new():
    assert changes(compare(2018))["compras"] == {"nueva"}


def test_a_politica_keeps_its_identity_when_its_code_moves():
    assert changes(compare())["gobierno_digital"] == {"recodificada"}


def test_a_new_name_is_told_apart_from_a_new_code():
    assert "renombrada" in changes(compare())["servicio_ciudadania"]


def test_codes_that_are_not_confirmed_are_never_compared():
    assert "gobierno_digital" not in changes(compare(2022))


def test_without_a_choice_the_last_vigencia_of_another_version_is_compared():
    profile = compare(0)
    assert profile.modelo_anterior != profile.modelo
    assert CATALOG.modelo(profile.vigencia_anterior + 1) == profile.modelo


def test_a_later_vigencia_is_refused_as_the_earlier_one():
    with pytest.raises(ReferenceDataError, match="no es anterior a 2025"):
        compare(2025)


def test_a_vigencia_that_only_the_tables_know_is_compared(tmp_path):
    catalog = load_catalog(invented_vigencia(tmp_path / "reference"))
    profile = compare(2025, 2026, catalog=catalog)
    assert any("renombrada" in item.cambios for item in profile.changed)


def test_politicas_without_leader_or_unit_are_told_apart():
    profile = compare(owners=OWNERS)
    assert len(profile.without_leader) == 17
    assert len(profile.without_unit) == 18


def test_a_dimension_is_led_when_one_of_its_politicas_is():
    missing = compare(owners=OWNERS).dimensions_without_leader
    assert "Talento Humano" not in missing
    assert "Control Interno" in missing


def test_a_meci_entidad_only_has_to_lead_control_interno():
    profile = compare(meci="si")
    assert [item.politica.politica for item in profile.without_leader] == ["control_interno"]


def test_without_a_table_of_responsables_it_says_so():
    assert not compare().hay_tabla
