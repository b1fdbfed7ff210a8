import re

import pytest

from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.lab.quality import hallazgos, load_quality


@pytest.fixture(scope="module")
def everything(sample):
    return load_quality(folder=sample / "tidy")


def test_everything_has_every_finding_of_the_load(everything):
    assert len(everything.findings) == everything.n_all
    assert (everything.entidad_id, everything.vigencia) == ("", 0)


def test_of_one_entidad_only_its_files_are_told(sample):
    profile = load_quality("0102", 2025, folder=sample / "tidy")
    names = {file.archivo for file in profile.files}
    assert {one.archivo for one in profile.findings} <= names
    assert "lideres_villa_muestra.xlsx" not in names
    assert profile.nombre_entidad


def test_entidad_that_is_not_loaded_is_refused(sample):
    with pytest.raises(ReferenceDataError):
        load_quality("9999", 2025, folder=sample / "tidy")


def shown_in(panel):
    """Tell what the panel says, and the table under it, without the name each table gets."""
    (output,) = panel.table._table.outputs
    return panel.area.widget.value, re.sub(r"itables_\w+", "", output["data"]["text/html"])


def test_choice_changes_what_is_shown_and_leaves_nothing_behind(everything):
    panel = hallazgos(everything).controls
    first = shown_in(panel)
    panel.clase.widget.value = "régimen MECI"
    words, table = shown_in(panel)
    assert "1 hallazgo elegido" in words
    assert "índice sin registrar" not in table
    panel.clase.widget.value = ""
    assert shown_in(panel) == first


def test_choices_that_exclude_each_other_show_nothing(everything):
    panel = hallazgos(everything).controls
    panel.clase.widget.value = "régimen MECI"
    panel.archivo.list.index = 1
    assert "No hay hallazgos con esa selección" in panel.area.widget.value


def test_in_a_document_the_findings_are_a_plain_table(everything):
    bundle = hallazgos(everything)._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" not in bundle
    assert "<table>" in bundle["text/html"]
