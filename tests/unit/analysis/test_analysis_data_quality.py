from dataclasses import replace

import pandas as pd

from mipg_helpers.analysis import data_quality as quality
from mipg_helpers.analysis.home import LoadedFile

ONE = quality.FindingRow("a.xlsx", "Hoja", 7, "B", "x", "duplicado", "aviso", "dos", "nada")


def test_finding_without_a_row_keeps_none():
    frame = pd.DataFrame([{**dict.fromkeys(ONE.__dataclass_fields__, ""), "fila": float("nan")}])
    assert quality.read_findings(frame)[0].fila is None


def test_finding_on_a_row_of_somebody_else_is_left_out():
    about = quality.findings_about([ONE], own=[("a.xlsx", 5)], others=[("a.xlsx", 7)])
    assert about == ()


def test_finding_on_a_row_of_nobody_may_concern_the_entidad():
    assert quality.findings_about([ONE], own=[("a.xlsx", 5)], others=[]) == (ONE,)


def test_finding_in_a_file_of_others_is_left_out():
    assert quality.findings_about([ONE], own=[("b.xlsx", 7)], others=[]) == ()


def test_row_that_is_shared_stays():
    about = quality.findings_about([ONE], own=[("a.xlsx", 7)], others=[("a.xlsx", 7)])
    assert about == (ONE,)


def test_file_that_gave_nothing_and_has_errors_was_refused():
    error = replace(ONE, gravedad="error")
    (file,) = quality.count_files([LoadedFile("a.xlsx", "", (), 0)], [error])
    assert file.state == "rechazado"
    assert replace(file, n_errores=0).state == "sin_datos"
    assert replace(file, n_filas=3).state == "con_errores"


def test_files_of_one_name_are_one_row():
    files = [LoadedFile("a.xlsx", "metas", (2025,), 3), LoadedFile("a.xlsx", "metas", (2024,), 2)]
    (file,) = quality.count_files(files, [ONE])
    assert (file.n_archivos, file.vigencias, file.n_filas, file.n_avisos) == (2, (2024, 2025), 5, 1)


def test_files_with_errors_come_first_then_those_with_most_notices():
    files = [LoadedFile(f"{name}.xlsx", "metas", (2025,), 3) for name in "abcd"]
    said = [replace(ONE, archivo=f"{name}.xlsx") for name in "bccd"]
    said.append(replace(ONE, archivo="d.xlsx", gravedad="error"))
    found = quality.count_files(files, said)
    assert [file.archivo for file in found] == ["d.xlsx", "c.xlsx", "b.xlsx", "a.xlsx"]


def test_errors_come_before_what_is_frequent():
    kinds = quality.count_kinds([ONE, ONE, replace(ONE, tipo="fecha", gravedad="error")])
    assert [(kind.tipo, kind.n) for kind in kinds] == [("fecha", 1), ("duplicado", 2)]


def test_filter_keeps_what_fits_every_choice():
    other = replace(ONE, archivo="b.xlsx", tipo="fecha")
    assert quality.FindingFilter().choose([ONE, other]) == (ONE, other)
    assert quality.FindingFilter(archivo="b.xlsx", tipo="fecha").choose([ONE, other]) == (other,)
    assert quality.FindingFilter(archivo="b.xlsx", tipo="duplicado").choose([ONE, other]) == ()
