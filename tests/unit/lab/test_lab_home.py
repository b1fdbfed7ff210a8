import pytest
from builders import NOTEBOOKS

from mipg_helpers.lab.home import load_home
from mipg_helpers.store import sidecar


def lacks(profile):
    return [one.que for one in profile.missing]


def test_without_a_load_the_page_says_how_to_load(tmp_path):
    profile = load_home("0001", 2025, folder=tmp_path / "tidy", notebooks=NOTEBOOKS)
    assert lacks(profile) == ["datos"]
    assert profile.missing[0].orden.startswith("mipg cargar data/raw --datos ")
    assert profile.vigencias == profile.files == ()


def test_everything_loaded_is_counted_by_vigencia(sample):
    profile = load_home(folder=sample / "tidy", notebooks=NOTEBOOKS)
    last = profile.vigencias[-1]
    assert (last.vigencia, profile.vigencia, profile.entidad_id) == (2025, 2025, "")
    assert last.n_entidades == 465
    assert last.n_filas["metas"] == 24
    assert profile.es_ficticio


def test_of_one_entidad_only_its_rows_are_counted(sample):
    profile = load_home("0102", 2025, folder=sample / "tidy", notebooks=NOTEBOOKS)
    last = profile.vigencias[-1]
    assert (last.n_entidades, last.n_filas["metas"]) == (1, 0)
    assert {"responsables", "metas", "plan"} <= set(lacks(profile))


def test_first_vigencia_has_nothing_to_compare_with(sample):
    profile = load_home("0001", 2018, folder=sample / "tidy", notebooks=NOTEBOOKS)
    assert lacks(profile)[0] == "anterior"


def test_unknown_entidad_is_told_and_all_are_described(sample):
    profile = load_home("9999", folder=sample / "tidy", notebooks=NOTEBOOKS)
    assert profile.missing[0].que == "entidad"
    assert "«9999»" in profile.missing[0].problema
    assert profile.entidad_id == ""


def test_vigencia_that_is_not_loaded_is_told(sample):
    assert lacks(load_home(vigencia=2017, folder=sample / "tidy", notebooks=NOTEBOOKS)) == [
        "vigencia"
    ]


def test_stale_load_is_told_with_the_command_that_repeats_it(sample, tmp_path):
    info = sidecar.read_info(sample / "tidy")
    (tmp_path / "tidy").mkdir()
    (tmp_path / "tidy" / sidecar.SIDECAR).write_text(sidecar.info_text(info), encoding="utf-8")
    profile = load_home(folder=tmp_path / "tidy", notebooks=NOTEBOOKS)
    assert lacks(profile)[0] == "vigentes"
    assert profile.missing[0].orden.startswith("mipg cargar ")


@pytest.mark.parametrize("asked", ["", "0001"])
def test_plan_of_an_entidad_is_counted(sample, tmp_path, monkeypatch, asked):
    from follow_up_builders import SAMPLE_PLAN, keep_plan

    keep_plan(tmp_path, SAMPLE_PLAN, entidad="0001")
    monkeypatch.setenv("MIPG_PLAN", str(tmp_path))
    profile = load_home(asked, folder=sample / "tidy", notebooks=NOTEBOOKS)
    assert profile.vigencias[-1].n_planes == 1
    assert "plan" not in lacks(profile)


def test_pages_are_those_of_the_list_of_reports_in_its_order():
    profile = load_home(notebooks=NOTEBOOKS)
    names = [page.cuaderno for page in profile.pages]
    assert len(names) == len(set(names))
    assert names.index("politica.ipynb") < names.index("seguimiento.ipynb")
    assert "inicio.ipynb" not in names
