import pytest

from mipg_helpers.cli.norms import NormCount, parse_norma
from mipg_helpers.errors import ParameterError
from mipg_helpers.reporting.norms import Verdict, archival_label

BOTH = ("html", "pdf")


@pytest.mark.parametrize("text", ["", "accesible", "pdfa-1a", "pdfa-1b"])
def test_known_norma_is_taken(text):
    assert parse_norma(text, BOTH) == text


@pytest.mark.parametrize(("text", "near"), [("PDFA-1B", "pdfa-1b"), ("acesible", "accesible")])
def test_unknown_norma_gets_the_nearest(text, near):
    with pytest.raises(ParameterError, match=r"opción --norma-pdf: '.*' no sirve") as caught:
        parse_norma(text, BOTH)
    assert f"¿Quiso decir «{near}»" in str(caught.value)


def test_norma_without_a_pdf_is_refused():
    with pytest.raises(ParameterError, match="no se pidió ningún PDF"):
        parse_norma("pdfa-1b", ("html",))


def test_verdicts_are_counted_by_norma_with_what_it_does_not_give():
    count = NormCount()
    broken = Verdict("PDF/A-1b", "no cumple", "regla")
    for verdict in (Verdict("PDF/A-1b", "cumple"), Verdict("PDF/A-1b"), broken):
        count.add("pdfa-1b", (("pdfa-1b", verdict),))
    line, limit = count.lines()
    assert line == "PDF/A-1b: 3 PDF; 1 cumplen; 1 no cumplen; 1 sin verificar"
    assert "no es la copia accesible" in limit


def test_verdicts_nobody_asked_for_are_not_told():
    count = NormCount()
    count.add("", (("pdf", Verdict("PDF/UA-1 y PDF/A-2a")),))
    assert list(count.lines()) == []


@pytest.mark.parametrize(
    ("path", "label"),
    [("informes/integridad_pdfa-1a.pdf", "PDF/A-1a"), ("informes/integridad.pdf", "")],
)
def test_copy_is_known_by_its_name(path, label):
    assert archival_label(path) == label
