import csv
import io

import pandas as pd
import pytest
from ingest_builders import indices_of

from mipg_helpers.errors import SourceFileError
from mipg_helpers.sources.model import Declared, Finding, Parsed
from mipg_helpers.sources.quality import (
    findings_csv,
    findings_frame,
    quality_table,
    summarise_quality,
)
from mipg_helpers.sources.reading import ReadFile


def finding(**more):
    plain = dict.fromkeys(Finding.__dataclass_fields__, "")
    return Finding(**{**plain, "archivo": "a.xlsx", "fila": 5, "gravedad": "aviso", **more})


def read_csv(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


@pytest.fixture
def good(tmp_path):
    parsed = Parsed("resultados", (2024,))
    found = [finding(tipo="nombre no reconocido", gravedad="error"), finding(tipo="duplicado")]
    path = tmp_path / "a.xlsx"
    return ReadFile(path, Declared(), "a" * 64, "resultados", parsed, findings=found)


INDICES = indices_of(
    ("0001", 2024, "idi", 61.3), ("0001", 2024, "d1", None), ("0002", 2024, "idi", 50.0)
)


def test_file_is_counted(good):
    row = quality_table([good], {"indices": INDICES}, []).loc[0].to_dict()
    assert row == {
        "archivo": "a.xlsx",
        "tipo": "resultados",
        "vigencias": "2024",
        "entidades": 2,
        "indices": 2,
        "filas": 3,
        "en_blanco": 1,
        "sin_resolver": 1,
        "duplicados": 1,
        "avisos": 1,
        "errores": 1,
        "estado": "cargado con errores",
    }


def test_findings_of_the_joining_count_for_their_file(good):
    later = [finding(tipo="fuera de escala", gravedad="error"), finding(archivo="b.xlsx")]
    assert quality_table([good], {"indices": INDICES}, later).loc[0, "errores"] == 2


def test_refused_file_has_its_row(tmp_path):
    error = SourceFileError("«b.xlsx»", "está dañado")
    bad = ReadFile(
        tmp_path / "b.xlsx", Declared(), error=error, findings=[finding(gravedad="error")]
    )
    row = quality_table([bad], {"indices": INDICES}, []).loc[0]
    assert row[["tipo", "filas", "errores", "estado"]].tolist() == [
        "sin reconocer",
        0,
        1,
        "rechazado",
    ]


def test_thousands_of_files_become_one_line_but_refused_ones_stay(good, tmp_path):
    many = quality_table([good] * 30, {"indices": INDICES}, [])
    bad = ReadFile(tmp_path / "b.xlsx", Declared(), error=SourceFileError("", "x"))
    table = pd.concat([many, quality_table([bad], {}, [])], ignore_index=True)
    short = summarise_quality(table)
    assert short["archivo"].tolist() == ["30 archivos", "b.xlsx"]
    assert short.loc[0, "filas"] == 90


def test_few_files_keep_their_lines(good):
    table = quality_table([good] * 3, {"indices": INDICES}, [])
    assert len(summarise_quality(table)) == 3


def test_findings_file_opens_in_a_spreadsheet():
    text = findings_csv([finding(mensaje="fila; con «ñ»")])
    assert text.startswith("\ufeffarchivo;hoja;fila")
    assert read_csv(text)[1][7] == "fila; con «ñ»"


@pytest.mark.parametrize("valor", ["=cmd()", "+57", "-1", "@x", "\tx"])
def test_value_that_looks_like_a_formula_is_neutralised(valor):
    assert read_csv(findings_csv([finding(valor=valor)]))[1][4] == f"'{valor}"


def test_row_is_written_without_decimals_or_left_blank():
    rows = read_csv(findings_csv([finding(fila=12), finding(fila=None)]))
    assert [row[2] for row in rows[1:]] == ["12", ""]


def test_findings_table_keeps_their_order():
    frame = findings_frame([finding(valor="b"), finding(valor="a")])
    assert frame["valor"].tolist() == ["b", "a"]


def test_findings_table_without_findings_has_its_columns():
    assert list(findings_frame([])) == list(Finding.__dataclass_fields__)


def test_file_of_findings_holds_no_mark_that_a_program_obeys():
    text = findings_csv([finding(valor="a\x00b\x1b[31mrojo\x7f", mensaje="uno\tdos")])
    assert not {"\x00", "\x1b", "\x7f"} & set(text)
    assert "uno\tdos" in text
