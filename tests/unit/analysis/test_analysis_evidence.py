"""What is wrong with evidence, told without opening it."""

from datetime import date

import pytest
from follow_up_builders import action, actions, follow_up, rules_found

from mipg_helpers.analysis.evidence import (
    is_link_or_path,
    is_personal_site,
    links_of,
    outside_year,
    unsafe_scheme,
)
from mipg_helpers.analysis.plan import Avance
from mipg_helpers.reference import load_catalog

SITES = load_catalog().plan_rules().sitios_personales
GOOD = "https://www.ejemplo.gov.co/mipg/2026/acta-03.pdf"


def with_evidence(text, **changes):
    avance = Avance(date(2026, 9, 30), 50.0, evidencia=text)
    return follow_up((action(avances=(avance,), **changes),)).evidencias


def found(text):
    return rules_found(with_evidence(text))


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        r"\\servidor\planeacion\acta 3.pdf",
        "Carpeta compartida/MIPG/acta 3.pdf",
        "Acta 12 del comité",
        "radicado 2026-1234",
        "ejemplo.gov.co/transparencia",
    ],
)
def test_evidence_that_somebody_can_find_is_good(text):
    assert found(text) == []


@pytest.mark.parametrize("text", ["sí", "se hizo la reunión", "pendiente", "12345"])
def test_evidence_that_nobody_can_find_is_no_evidence(text):
    assert found(text) == ["no_es_enlace"]


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        ("javascript:alert(1)", "javascript"),
        ("JavaScript :alert(1)", "javascript"),
        ("file:///C:/acta.pdf", "file"),
        ("data:text/html;base64,PHNjcmlwdD4=", "data"),
        ("http://ejemplo.gov.co/acta", "http"),
        ("https://ejemplo.gov.co/acta", ""),
        ("Nota: acta.pdf", ""),
    ],
)
def test_unsafe_schemes_are_known(text, scheme):
    assert unsafe_scheme(text) == scheme


def test_unsafe_link_is_found_and_only_named_by_its_scheme():
    (finding,) = with_evidence("javascript:alert(1)")
    assert (finding.regla, finding.valor, finding.gravedad) == (
        "enlace_inseguro", "javascript", "corregir",
    )  # fmt: skip


def test_plain_http_is_a_smaller_matter():
    (finding,) = with_evidence("http://ejemplo.gov.co/acta.pdf")
    assert (finding.regla, finding.gravedad) == ("enlace_inseguro", "mejorar")


@pytest.mark.parametrize(
    ("link", "personal"),
    [
        ("https://drive.google.com/file/d/1", True),
        ("https://DRIVE.google.com/file/d/1", True),
        ("https://alcaldia-my.sharepoint.com/personal/x", True),
        ("https://alcaldia.sharepoint.com/sites/mipg", False),
        ("https://notdropbox.com/a", False),
        ("https://ejemplo.gov.co/?de=drive.google.com", False),
        (r"C:\Users\x\acta.pdf", True),
        ("/home/x/acta.pdf", True),
    ],
)
def test_personal_folders_are_known_by_the_host(link, personal):
    assert is_personal_site(link, SITES) is personal


def test_personal_site_is_told_by_its_host():
    (finding,) = with_evidence("https://drive.google.com/file/d/1")
    assert (finding.regla, finding.valor) == ("sitio_personal", "drive.google.com")


@pytest.mark.parametrize(
    ("link", "years"),
    [
        ("https://x.gov.co/2025/acta.pdf", "2025"),
        ("https://x.gov.co/2025/copia-2026.pdf", ""),
        ("acta-20250930.pdf", "2025"),
        ("acta-20260930.pdf", ""),
        ("https://x.gov.co/acta-120258.pdf", ""),
    ],
)
def test_link_of_another_year_is_told(link, years):
    assert outside_year(link, 2026) == years


def test_several_links_of_a_cell_are_checked_one_by_one():
    text = f"Acta: {GOOD}; y también http://x.gov.co/b.pdf\ncarpeta/acta.docx"
    assert links_of(text) == (GOOD, "http://x.gov.co/b.pdf", "carpeta/acta.docx")
    assert found(text) == ["enlace_inseguro"]


def test_a_word_with_a_stop_is_no_path():
    assert not is_link_or_path("Se cumplió. Falta la firma")


def test_missing_evidence_is_found_once():
    assert found("") == ["sin_evidencia"]


@pytest.mark.parametrize(("links", "found_of"), [(3, ["mismo_enlace"]), (2, [])])
def test_same_link_for_many_actions(links, found_of):
    text = "id | avances\n" + "\n".join(f"a{i} | 2026-09-30=50,{GOOD}" for i in range(links))
    assert rules_found(follow_up(actions(text)).evidencias) == found_of


def test_link_is_the_same_with_a_slash_at_its_end_and_in_capitals():
    links = (GOOD, f"{GOOD}/", GOOD.upper())
    text = "id | avances\n" + "\n".join(
        f"a{i} | 2026-09-30=50,{link}" for i, link in enumerate(links)
    )
    assert "mismo_enlace" in rules_found(follow_up(actions(text)).evidencias)


def test_repeated_link_names_the_other_actions():
    text = "id | avances\n" + "\n".join(f"a{i} | 2026-09-30=50,{GOOD}" for i in range(3))
    (finding,) = follow_up(actions(text)).evidencias
    assert (finding.accion_id, finding.otras, finding.valor) == ("a0", ("a1", "a2"), GOOD)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Enviado a juan.perez@correo.com", "correo electrónico"),
        ("Firmó con C.C. 79.123.456", "número de documento"),
        ("Llamar al 310 123 45 67", "número de teléfono"),
    ],
)
def test_personal_data_in_a_report_are_told_by_kind_and_never_repeated(text, kind):
    avance = Avance(date(2026, 9, 30), 50.0, reporte=text, evidencia=GOOD)
    (finding,) = follow_up((action(avances=(avance,)),)).evidencias
    assert (finding.regla, finding.campo, finding.valor) == ("dato_personal", "reporte", kind)


@pytest.mark.parametrize("text", ["Se giraron $12.500.000", "Contrato por 45.000.000 de pesos"])
def test_money_is_no_identity_number(text):
    avance = Avance(date(2026, 9, 30), 50.0, reporte=text, evidencia=GOOD)
    assert follow_up((action(avances=(avance,)),)).evidencias == ()


def test_email_inside_a_link_is_personal():
    assert "dato_personal" in found("https://x.gov.co/de?correo=juan@correo.com")


def test_reports_after_the_cut_off_are_not_looked_at():
    avances = (
        Avance(date(2026, 9, 30), 50.0, evidencia=GOOD),
        Avance(date(2026, 12, 31), 60.0, evidencia="nada"),
    )
    assert follow_up((action(avances=avances),)).evidencias == ()


def test_actions_that_do_not_count_are_left_alone():
    assert with_evidence("nada", estado="cancelada", motivo_estado="Se unió a otra") == ()
