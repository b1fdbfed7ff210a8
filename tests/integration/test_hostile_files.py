"""Broken and hostile files, loaded as an operator would: one message, nothing half-written."""

import os
import shutil
import sys

import pytest
from hostile_builders import DECLARED, EXPECTED, HOSTILE

from mipg_helpers.cli.app import run


def options(name):
    declared = DECLARED.get(name)
    if declared is None:
        return []
    given = {
        "--tipo": declared.tipo, "--vigencia": declared.vigencia, "--entidad": declared.entidad,
    }  # fmt: skip
    return [text for option, value in given.items() if value for text in (option, str(value))]


def load(path, tmp_path, capsys, *arguments):
    code = run(["cargar", str(path), "--datos", str(tmp_path / "tidy"), *arguments])
    shown = capsys.readouterr()
    return code, " ".join((shown.out + shown.err).split())


def test_there_are_at_least_forty():
    assert len(HOSTILE) >= 40


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_with_place_and_remedy(name, tmp_path, capsys):
    path = HOSTILE[name](tmp_path)
    code, shown = load(path, tmp_path, capsys, "--detalle", "99", *options(name))
    assert code in {11, 12, 13, 14}
    for fragment in EXPECTED[name]:
        assert " ".join(fragment.strip("«»").split()) in shown
    assert "Traceback" not in shown
    assert "No se cargó nada" in shown
    assert {item.name for item in tmp_path.iterdir()} == {path.name}


def test_hostile_neighbours_do_not_spoil_a_good_load(sample, tmp_path, capsys):
    good = sample / "raw" / "resultados" / "Resultados_vig2025_nacion.xlsx"
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / good.name).write_bytes(good.read_bytes())
    for name in HOSTILE.keys() - DECLARED.keys():  # the others are bad only by declaration
        HOSTILE[name](raw)
    code, shown = load(raw, tmp_path, capsys)
    assert code != 0
    assert "Tablas escritas" in shown
    assert "entidades: 61" in shown
    assert (tmp_path / "tidy" / "hallazgos.csv").is_file()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_names_that_are_no_text_are_refused_beside_a_good_load(sample, tmp_path, capsys):
    good = sample / "raw" / "resultados" / "Resultados_vig2025_nacion.xlsx"
    raw = tmp_path / "raw"
    broken = [os.fsdecode(name) for name in (b"\xff.xlsx", b"\xff.pdf", b"\xff.dat")]
    (raw / os.fsdecode(b"\xfe")).mkdir(parents=True)
    for place in (good.name, f"{os.fsdecode(bytes([0xFE]))}/dentro.xlsx", *broken):
        shutil.copy(good, raw / place)
    code, shown = load(raw, tmp_path, capsys, str(raw / broken[0]), "--detalle", "99")
    assert code == 11
    assert "entidades: 61" in shown
    assert shown.count("letras que no se pueden leer Sugerencia: cambie ese nombre") == 2
    findings = (tmp_path / "tidy" / "hallazgos.csv").read_text(encoding="utf-8")
    for name in ("\N{REPLACEMENT CHARACTER}.xlsx", "\N{REPLACEMENT CHARACTER}.pdf", "dentro.xlsx"):
        assert name in findings
    record = (tmp_path / "tidy" / "cargue.json").read_text(encoding="utf-8")
    assert "dentro.xlsx" not in record
    assert good.name in record
