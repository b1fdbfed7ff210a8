"""What leaders add is published when it can be, and said when it cannot."""

import os
import sys
from datetime import date

import pytest

from mipg_helpers.site.news import added_digest, read_added

HEADER = "fecha,titulo,texto,enlace\n"
ROW = "2026-01-15,Taller,,\n"


@pytest.fixture
def added(tmp_path):
    """Write files into the folder of a politica and read them."""

    def read(**files):
        for name, content in files.items():
            path = tmp_path / name.replace("__", ".")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_added(tmp_path, "documentos/compras/")

    return read


def test_without_a_folder_there_is_nothing(tmp_path):
    assert read_added(tmp_path / "nada", "d/").noticias == ()


def test_news_come_newest_first(added):
    rows = "2026-01-15,Antes,,\n02/03/2026,Después,Hubo taller,https://e.gov.co/n\n"
    found = added(noticias__csv=HEADER + rows).noticias
    assert [item.titulo for item in found] == ["Después", "Antes"]
    assert (found[0].fecha, found[0].enlace) == (date(2026, 3, 2), "https://e.gov.co/n")


def test_a_file_of_a_spreadsheet_in_windows_is_read(added):
    text = "Fecha;Título;Texto;Enlace\n2026-01-15;Rendición;Mañana;\n"
    (item,) = added(noticias__csv=text.encode("cp1252")).noticias
    assert (item.titulo, item.texto) == ("Rendición", "Mañana")


def test_a_link_that_runs_something_is_left_out_and_said(added):
    found = added(noticias__csv=HEADER + "2026-01-15,Taller,,javascript:alert(1)\n")
    assert found.noticias[0].enlace == ""
    assert "fila 2: el enlace no se publica" in found.avisos[0]


def test_a_row_without_a_date_is_said(added):
    found = added(noticias__csv=HEADER + "pronto,Taller,,\n,,,\n")
    assert found.noticias == ()
    assert len(found.avisos) == 1
    assert "fila 2" in found.avisos[0]


def test_missing_columns_are_said(added):
    assert "faltan columnas" in added(noticias__csv="dia,nombre\n1,2\n").avisos[0]


def test_data_of_persons_are_hidden(added):
    (item,) = added(noticias__csv=HEADER + "2026-01-15,Cita,Llame al 300 123 4567,\n").noticias
    assert "300" not in item.texto


def test_a_document_is_published_under_a_name_of_ours(added):
    (item,) = added(**{"Plan de acción_2026__PDF": b"%PDF"}).documentos
    assert item.titulo == "Plan de acción 2026"
    assert item.file.path == "documentos/compras/plan-de-accion-2026.pdf"
    assert item.file.n_bytes == 4


def test_two_names_that_become_one_stay_two_files(added):
    found = added(**{"Acta 1__pdf": b"a", "acta_1__pdf": b"b"}).documentos
    assert len({item.file.path for item in found}) == 2


def test_a_kind_that_may_run_is_not_published(added):
    found = added(macro__exe=b"MZ", pagina__html=b"<script>")
    assert found.documentos == ()
    assert len(found.avisos) == 2


def test_a_link_to_another_place_of_the_disk_is_not_followed(added, tmp_path):
    secret = tmp_path / "secreto"
    secret.mkdir()
    (secret / "nomina.pdf").write_bytes(b"%PDF")
    (tmp_path / "nomina.pdf").symlink_to(secret / "nomina.pdf")
    assert added().documentos == ()


def test_the_digest_changes_with_any_file(tmp_path):
    before = added_digest(tmp_path)
    (tmp_path / "compras").mkdir()
    (tmp_path / "compras" / "acta.pdf").write_bytes(b"%PDF")
    assert added_digest(tmp_path) != before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'{HEADER}2026-01-15,Taller,"{"x" * 200_000}",\n', "una celda es larguísima"),
        (f'{HEADER}2026-01-15,"Taller,,\n', "las comillas no cierran"),
        (HEADER + ROW.replace("Taller", "T\0aller"), "contiene bytes nulos"),
        (HEADER + "2026-01-15,Taller,uno, dos,https://e.co\n", "más celdas que el encabezado"),
    ],
)
def test_a_file_that_nobody_can_read_is_said_and_stops_nothing(added, text, said):
    found = added(noticias__csv=text, acta__pdf=b"%PDF")
    assert found.noticias == ()
    assert len(found.documentos) == 1
    assert said in " ".join(found.avisos)


def test_ends_of_line_of_an_old_system_are_read(added):
    assert len(added(noticias__csv=(HEADER + ROW).replace("\n", "\r")).noticias) == 1


def test_more_news_than_a_page_takes_are_cut_and_said(added):
    found = added(noticias__csv=HEADER + ROW * 150 + "2026-03-01,Al final,,\n")
    assert len(found.noticias) == 100
    assert found.noticias[0].titulo == "Al final"
    assert "de 151 noticias se publican las 100 más recientes" in found.avisos[0]


def test_long_texts_are_cut_and_said(added):
    found = added(noticias__csv=f"{HEADER}2026-01-15,{'T' * 5_000},{'una palabra ' * 500},\n")
    (item,) = found.noticias
    assert len(item.titulo) <= 201
    assert item.texto.endswith("…")
    assert len(item.texto) <= 1_001
    assert "fila 2: es muy larga y se cortó" in found.avisos[0]


def test_a_few_bad_rows_are_told_and_the_rest_counted(added):
    found = added(noticias__csv=HEADER + "pronto,Taller,,\n" * 500)
    assert len(found.avisos) == 21
    assert "y 480 filas más" in found.avisos[-1]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_text_is_published_under_one_of_ours(tmp_path):
    (tmp_path / os.fsdecode(b"acta\xff.pdf")).write_bytes(b"%PDF")
    (item,) = read_added(tmp_path, "documentos/").documentos
    assert item.file.path == "documentos/acta.pdf"
    assert item.titulo.encode()
    assert added_digest(tmp_path)
