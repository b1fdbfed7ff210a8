"""What the cells of both notebooks display, for every case a report must survive."""

import json
import re
from functools import cache

import profile_builders as made
import pytest
from report_builders import assert_golden, blocks_of, outline, report, words

from mipg_helpers.presentation import sections, sections_entidad

CASES = [("politica", name) for name in made.PROFILES]
CASES += [("entidad", name) for name in made.ENTIDAD_PROFILES]
CASES += [("declaracion", name) for name in made.PROFILES]
FRIENDLY = [case for case in CASES if "hostile" not in case[1]]

#: Wording no report may hold: percent for points, bands called quintiles, promises, leaks.
FORBIDDEN = {
    "percent sign": r"%",
    "None": r"\bNone\b",
    "nan": r"\bnan\b",
    "double space": r"  ",
    "space before a stop": r" [.,;:](?!\w)",
    "double stop": r"\.\.(?!\.)",
    "no contraction": r"\b(?:de|a) el\b",
    "singular noun after a plural": r"\b(?!1 )\d+ (?:punto|acción|recomendación|política)\b(?! )",
    "promise": r"\b(?:subirá|aumentará|mejorará|garantiza(?!r? un puntaje))\b",
    "certificate": r"(?<!No )\bcertifica\b",
    "bands as quintiles": r"quintil (?:de|entre) \d+ (?:a|y) \d+ puntos",
}
#: The outlines worth reading: one of each kind of report.
GOLDEN = [
    *(("politica", name) for name in ("typical", "all_hundred", "without_indices", "no_peers")),
    *(("politica", name) for name in ("not_applicable", "meci_other")),
    *(("entidad", name) for name in ("entidad_profile", "entidad_meci")),
]


@cache
def of_case(notebook, name):
    """Make the report of a case once: every test of this module reads the same one."""
    return report(notebook, {**made.PROFILES, **made.ENTIDAD_PROFILES}[name]())


@pytest.mark.parametrize(("notebook", "name"), CASES)
def test_every_case_gives_a_whole_report(notebook, name):
    parts = of_case(notebook, name)
    blocks = blocks_of(parts)
    assert [block["type"] for block in blocks].count("cover") == 1
    assert json.loads(json.dumps(blocks)) == blocks


@pytest.mark.parametrize(("notebook", "name"), CASES)
def test_captions_do_not_repeat(notebook, name):
    captions = [b["caption"] for b in blocks_of(of_case(notebook, name)) if "caption" in b]
    assert len(set(captions)) == len(captions)


@pytest.mark.parametrize(("notebook", "name"), FRIENDLY)
def test_wording(notebook, name):
    found = [
        (rule, text)
        for text in words(of_case(notebook, name))
        for rule, pattern in FORBIDDEN.items()
        if re.search(pattern, text)
    ]
    assert found == []


@pytest.mark.parametrize(("notebook", "name"), FRIENDLY)
def test_paragraphs_are_finished_sentences(notebook, name):
    paragraphs = [b for b in blocks_of(of_case(notebook, name)) if b["type"] == "paragraph"]
    texts = ["".join(span.get("s", "") for span in block["c"]) for block in paragraphs]
    assert [text for text in texts if not re.match(r"^[A-ZÁÉÍÓÚÑ«¿].*\.$", text)] == []


@pytest.mark.parametrize(("notebook", "name"), GOLDEN)
def test_outline_is_the_reviewed_one(notebook, name):
    assert_golden(f"esquema_{notebook}_{name}.txt", outline(of_case(notebook, name)))


@pytest.mark.parametrize(
    ("notebook", "first", "other"),
    [
        ("politica", made.typical, made.meci_other),
        ("entidad", made.entidad_profile, made.entidad_meci),
    ],
)
def test_a_report_does_not_remember_the_one_before(notebook, first, other):
    before = report(notebook, first())
    report(notebook, other())
    assert report(notebook, first()) == before


def test_recommendation_text_stands_once_in_a_report():
    long = "Elaborar " + "un plan de trabajo con metas claras " * 6
    text = made.recomendacion(1, long, "integridad")
    profile = made.profile(recomendaciones=(text,), acciones=(made.accion(1, long, "integridad"),))
    said = " ".join(words(report("politica", profile)))
    assert said.count(long.strip()) == 1


@pytest.mark.parametrize(("builder", "tone"), [(made.typical, None), (made.not_applicable, "info")])
def test_a_politica_without_score_opens_with_the_reason(builder, tone):
    first = sections.key_figures(builder()).blocks[0]
    assert first.get("tone") == tone


def test_missing_owner_is_a_warning_before_the_table():
    nobody = made.profile(
        responsables=made.Responsables(
            "", "", "", "", es_heredado=False, vigencia=None, source=None
        )
    )
    kinds = [block["type"] for block in sections.table_responsables(nobody).blocks]
    assert kinds == ["callout", "table", "table"]


def test_without_priority_the_formula_is_left_out():
    said = json.dumps(sections.describe_method(made.not_applicable()).blocks, ensure_ascii=False)
    assert "Puntos de prioridad" not in said


def test_loader_notices_are_listed():
    profile = made.profile(avisos=("La fila 7 se repite.",))
    assert sections.describe_avisos(profile).blocks[0]["type"] == "list"


def test_no_notices_is_said():
    first = sections.describe_avisos(made.typical()).blocks[0]
    assert first["c"][0]["s"] == ("La carga no dejó avisos sobre las filas que usa este informe.")


def test_entidad_without_any_score_says_so():
    profile = made.entidad_profile(politicas=made.politicas(lambda _: None))
    assert sections_entidad.table_ranking(profile).blocks[0]["type"] == "callout"


def test_entidad_without_urgent_actions_says_so():
    profile = made.entidad_profile(acciones_prioritarias=())
    (only,) = sections_entidad.table_plan(profile).blocks
    assert only["type"] == "paragraph"
