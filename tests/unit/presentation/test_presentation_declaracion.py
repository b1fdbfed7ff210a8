"""The declaration of a politica: what is known filled in, what its leader knows left blank."""

import profile_builders as made
from report_builders import blocks_of, report, words

from mipg_helpers.presentation.narrative_declaracion import norms, purpose, scope, strategy
from mipg_helpers.reference import load_catalog


def blanks(profile):
    parts = blocks_of(report("declaracion", profile))
    return [block for block in parts if block.get("title") == "Por diligenciar"]


def test_every_blank_says_what_is_expected():
    found = blanks(made.typical())
    assert len(found) == 7
    assert all(block["c"][0]["s"].endswith(".") for block in found)


def test_the_document_says_that_it_is_a_draft():
    assert any("borrador" in text for text in words(report("declaracion", made.typical())))


def test_what_the_politica_is_for_comes_from_the_reference_tables():
    catalog = load_catalog()
    info = catalog.politica("gobierno_digital", 2025)
    assert info.proposito.startswith("Que la entidad use la tecnología")


def test_a_meci_entidad_is_told_that_the_politica_cannot_be_required():
    assert "no le es exigible" in scope(made.meci_other())[0]


def test_strategy_begins_with_what_is_urgent():
    profile = made.typical()
    urgent = [item.nombre for item in profile.indices if item.priority.nivel == "alta"]
    assert all(name in strategy(profile)[0] for name in urgent)


def test_without_known_norms_only_the_blank_remains():
    assert norms(made.typical()) == []
    assert purpose(made.typical())


def test_norms_of_every_politica_come_with_its_own():
    found = {item.norma for item in load_catalog().normas("gestion_documental")}
    assert {"Ley 594 de 2000", "Decreto 1499 de 2017"} <= found
    assert "Ley 87 de 1993" not in found
