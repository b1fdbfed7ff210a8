import pytest

from mipg_helpers.errors import ConfigError, ParameterError
from mipg_helpers.reporting.catalogue import read_report_kinds, select_kinds

GOOD = '[politica]\ncuaderno = "p.ipynb"\ntitulo = "T"\npor = "politica"\nen_lote = true\n'


def folder_with(tmp_path, text):
    (tmp_path / "p.ipynb").write_text("{}", encoding="utf-8")
    (tmp_path / "informes.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_reads_the_declared_reports(tmp_path):
    kinds = read_report_kinds(folder_with(tmp_path, GOOD))
    assert [(k.informe, k.por, k.cuaderno.name) for k in kinds.values()] == [
        ("politica", "politica", "p.ipynb")
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD + 'color = "rojo"\n', "informe 'politica': tiene los campos color, cuaderno"),
        (GOOD.replace('"politica"\n', '"sector"\n'), "por = 'sector' no sirve"),
        (GOOD.replace("p.ipynb", "otro.ipynb"), "no existe el cuaderno 'otro.ipynb'"),
        (GOOD.replace("true", '"si"'), "en_lote = 'si' no sirve"),
        (GOOD + 'necesita = "suerte"\n', "necesita = 'suerte' no sirve"),
        ("[politica", "no está bien escrito en TOML"),
        ("politica = 3", "informe 'politica'"),
    ],
)
def test_wrong_declaration_is_refused(tmp_path, text, message):
    with pytest.raises(ConfigError, match=message):
        read_report_kinds(folder_with(tmp_path, text))


def test_missing_list_is_refused(tmp_path):
    with pytest.raises(ConfigError, match=r"informes\.toml: no se puede leer \(no existe\)"):
        read_report_kinds(tmp_path)


ASIDE = GOOD.replace("[politica]", "[aparte]").replace("true", "false")


def test_a_batch_leaves_out_what_is_made_only_when_asked_for(tmp_path):
    kinds = read_report_kinds(folder_with(tmp_path, GOOD + ASIDE))
    assert [kind.informe for kind in select_kinds(kinds)] == ["politica"]


def test_a_report_asked_for_by_name_is_made_alone(tmp_path):
    kinds = read_report_kinds(folder_with(tmp_path, GOOD + ASIDE))
    assert [kind.informe for kind in select_kinds(kinds, ["aparte"])] == ["aparte"]


@pytest.mark.parametrize(("por", "asked"), [("entidad", ""), ("politica", "plan")])
def test_only_the_report_of_an_entidad_is_made_without_the_plan_it_needs(tmp_path, por, asked):
    text = GOOD.replace('por = "politica"', f'por = "{por}"') + 'necesita = "plan"\n'
    kinds = read_report_kinds(folder_with(tmp_path, text))
    assert [kind.necesita for kind in select_kinds(kinds)] == ["plan"]
    assert [kind.necesita for kind in select_kinds(kinds, ["politica"])] == [asked]


def test_a_report_may_be_made_for_each_leader(tmp_path):
    text = GOOD.replace('por = "politica"', 'por = "lider"')
    assert read_report_kinds(folder_with(tmp_path, text))["politica"].por == "lider"


def test_an_unknown_report_is_refused_with_the_known_ones(tmp_path):
    kinds = read_report_kinds(folder_with(tmp_path, GOOD))
    with pytest.raises(ParameterError, match=r"no existe otro.*politica"):
        select_kinds(kinds, ["otro"])
