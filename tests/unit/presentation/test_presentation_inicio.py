from dataclasses import replace
from datetime import date

import pytest

from mipg_helpers.analysis.home import HomeProfile, LoadedFile, LoadedVigencia, Missing, Page
from mipg_helpers.presentation import sections_inicio as sections

EVIL = "<script>alert(1)</script>"
EMPTY = HomeProfile(
    entidad_id="",
    nombre_entidad="",
    vigencia=0,
    fecha_cargue=None,
    es_ficticio=False,
    n_entidades=0,
    n_hallazgos=0,
    vigencias=(),
    files=(),
    missing=(Missing("datos", "mipg cargar data/raw", "no hay datos cargados"),),
    pages=(Page("¿Cómo?", "explorar.ipynb", "explorar", "Explorar"),),
    version="1",
)
LOADED = replace(
    EMPTY,
    vigencia=2025,
    fecha_cargue=date(2026, 6, 22),
    n_entidades=2,
    vigencias=(LoadedVigencia(2025, 2, {"metas": 3}),),
    files=(LoadedFile(EVIL, "resultados", (2025,), 0),),
    missing=(),
)


def html(displayed):
    return displayed._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize("profile", [EMPTY, LOADED])
def test_every_object_shows_itself_with_or_without_data(profile):
    for show in (
        sections.cover, sections.list_pages, sections.key_figures,
        sections.table_vigencias, sections.list_missing, sections.table_files,
    ):  # fmt: skip
        assert EVIL not in html(show(profile))


def test_pages_are_links_that_jupyterlab_opens():
    assert '<a href="explorar.ipynb">explorar.ipynb</a>' in html(sections.list_pages(EMPTY))


def test_link_to_another_folder_is_none():
    page = Page("¿Cómo?", "../otra/x.ipynb", "explorar", "Explorar")
    assert "<a " not in html(sections.list_pages(replace(EMPTY, pages=(page,))))


def test_what_is_missing_comes_with_its_command():
    assert "<code>mipg cargar data/raw</code>" in html(sections.list_missing(EMPTY))
    assert "No hay datos cargados" in html(sections.cover(EMPTY))


def test_columns_without_any_row_are_left_out():
    (table,) = sections.table_vigencias(LOADED).blocks
    assert [column["label"] for column in table["columns"]] == ["Vigencia", "Entidades", "Metas"]


def test_many_files_are_counted_by_kind():
    files = tuple(LoadedFile(f"{n}.xlsx", "recomendaciones", (2025,), 2) for n in range(1200))
    (table,) = sections.table_files(replace(LOADED, files=files)).blocks
    shown = [[span["s"] for span in cell] for cell in table["rows"][0]]
    assert shown == [["Recomendaciones oficiales"], ["2025"], ["1.200"], ["2.400"]]


def test_nothing_missing_is_said():
    (note,) = sections.list_missing(LOADED).blocks
    assert note["tone"] == "ok"
