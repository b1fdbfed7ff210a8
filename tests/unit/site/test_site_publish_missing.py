"""What is missing, by the name readers give it."""

from types import SimpleNamespace

import pytest

from mipg_helpers.site.model import FailedReport
from mipg_helpers.site.publish_missing import missing_report

ENTRY = SimpleNamespace(entidad=SimpleNamespace(nombre="Villa Muestra"))


@pytest.mark.parametrize(
    ("nombre", "titulo", "said"),
    [
        ("0001/2025/compras", "Informe de la política", "Informe de la política: Compras"),
        ("0001/2025/compras-seguimiento_politica", "Seguimiento", "Seguimiento: Compras"),
        ("0001/2025/seguimiento_lider-oficina-tic", "Por líder", "Por líder: Oficina tic"),
        ("0001/2025/institucional", "Informe institucional", "Informe institucional"),
    ],
)
def test_report_is_named_as_readers_do(nombre, titulo, said):
    found = missing_report(FailedReport(nombre, titulo, "x"), ENTRY, {"compras": "Compras"})
    assert found.titulo == f"{said} (Villa Muestra)"


@pytest.mark.parametrize(("error", "motivo"), [("uno\ndos", "uno"), ("", "falló")])
def test_reason_is_one_line(error, motivo):
    found = missing_report(FailedReport("a/1/compras", "Informe", error), ENTRY, {})
    assert str(found) == f"a/1/compras: {motivo}"
