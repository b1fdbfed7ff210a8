"""The real public files load unmodified and give reports (skipped where they are not at hand)."""

import re

import pytest
from builders import mipg_here
from lxml import html

from mipg_helpers.reporting.profiles import load_profile
from mipg_helpers.reporting.settings import open_workspace

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def igd(real_data, tmp_path_factory):
    tidy = tmp_path_factory.mktemp("igd") / "tidy"
    done = mipg_here("cargar", real_data / "igd_2021_entidades.csv", "--datos", tidy)
    assert done.returncode == 0, done.stdout + done.stderr
    return open_workspace(tidy)


@pytest.fixture(scope="module")
def minsalud(real_data, tmp_path_factory):
    tidy = tmp_path_factory.mktemp("minsalud") / "tidy"
    source = real_data / "minsalud_furag_2023_2025.csv"
    name = "MINISTERIO DE SALUD Y PROTECCIÓN SOCIAL"
    done = mipg_here("cargar", source, "--entidad", name, "--datos", tidy)
    assert done.returncode == 0, done.stdout + done.stderr
    return open_workspace(tidy), name


def test_every_real_entidad_is_loaded(igd):
    assert len(igd.store.entidades()) == 2921


def test_scores_are_the_published_ones(igd):
    scores = igd.store.indices(indices=["gobierno_digital"])["puntaje_puntos"]
    assert (scores.min(), scores.max(), (scores == 10.0).sum()) == (10.0, 99.6, 20)
    assert scores.mean() == pytest.approx(61.57, abs=0.005)


def test_report_of_a_real_entidad_says_which_peers_it_uses(igd, tmp_path):
    done = mipg_here(
        "informe", "--entidad", "ALCALDÍA DE CHITA", "--vigencia", "2021",
        "--politica", "gobierno_digital", "--datos", igd.store.folder, "--salida", tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    (page,) = tmp_path.rglob("*.html")
    text = re.sub(r"\s+", " ", html.fromstring(page.read_bytes()).text_content())
    assert "Boyacá" in text
    assert "departamento" in text
    assert len(list(tmp_path.rglob("*.pdf"))) == 1


def test_name_inside_another_name_is_not_that_entidad(igd):
    caldas = load_profile("ALCALDÍA DE CALDAS", 2021, "gobierno_digital", workspace=igd)
    assert (caldas.entidad.nombre, caldas.entidad.departamento) == (
        "ALCALDÍA DE CALDAS",
        "Antioquia",
    )


def test_real_trend_is_comparable_but_the_redefined_index_is_not(minsalud):
    space, name = minsalud
    profile = load_profile(name, 2025, "defensa_juridica", workspace=space)
    redefined = next(i for i in profile.indices if i.codigo == "I28")
    assert profile.trend.change.cambio_puntos == 0
    assert redefined.change.cambio_puntos is None
    assert redefined.change.motivo == "no_comparable_redefinido"


def test_real_fall_and_recovery_are_kept_as_published(minsalud):
    space, name = minsalud
    profile = load_profile(name, 2025, "presupuesto", workspace=space)
    assert [p.score.puntos for p in profile.trend.points] == [88.0, 77.27, 93.65]
