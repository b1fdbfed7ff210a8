import pytest

from mipg_helpers.reference import load_catalog


@pytest.mark.parametrize(
    ("texto", "verbo"),
    [
        ("Documentar el procedimiento y publicarlo", "documentar"),
        ("Documente el procedimiento", "documentar"),
        ("Documentación de los procedimientos", "documentar"),
        ("Diseñar un plan de mejora", "diseñar"),
        ("DEFINIR los lineamientos", "definir"),
        ("Hacer seguimiento a la ejecución", "hacer seguimiento"),
        ("Llevar a cabo la medición", "llevar a cabo"),
        ("Poner en marcha el teletrabajo", "poner en marcha"),
        ("Se recomienda a la entidad actualizar el PETI", "actualizar"),
        ("Desde el sistema de control interno verificar los controles", "verificar"),
        ("Integridad: implementar el código", "implementar"),
        ("Programa de bienestar: evaluarlo cada año", "evaluar"),
        ("Información al día: publicarla", "publicar"),
    ],
)
def test_verb_of_the_text_chooses_the_product(texto, verbo):
    assert load_catalog().producto_for(texto).verbo == verbo


@pytest.mark.parametrize("texto", ["", "Evidencias del comité", "Integridad pública", "2024"])
def test_text_without_known_verb_gets_the_general_product(texto):
    item = load_catalog().producto_for(texto)
    assert (item.raiz, item.unidad) == ("*", "Acción")


def test_verb_far_from_the_start_does_not_count():
    assert load_catalog().producto_for("palabra " * 12 + "publicar").raiz == "*"


def test_every_product_has_indicator_unit_and_target():
    item = load_catalog().producto_for("Capacitar a los servidores")
    assert (item.unidad, item.meta) == ("Porcentaje", "100")
    assert item.indicador.startswith("Personas capacitadas")
