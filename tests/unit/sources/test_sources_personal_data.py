import pytest

from mipg_helpers.sources.personal_data import is_personal_header, personal_kind


@pytest.mark.parametrize(
    "header",
    ["Correo", "E-mail", "Teléfono", "Celular", "C.C.", "Cédula", "Nombre del líder",
     "Líder (nombre)", "Responsable - Nombre", "Nombres y apellidos", "Funcionario"],
)  # fmt: skip
def test_header_of_personal_data_is_recognised(header):
    assert is_personal_header(header)


@pytest.mark.parametrize(
    "header",
    ["Nombre", "Nombre de la política", "Nombre dependencia", "Líder (dependencia)", "Responsable",
     "Delegado (cargo)", "Documento soporte", "Política", "Vigencia"],
)  # fmt: skip
def test_header_of_units_and_posts_is_not(header):
    assert not is_personal_header(header)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ana.ruiz@entidad.gov.co", "correo electrónico"),
        ("300 123 45 67", "número de teléfono"),
        ("Secretaría General, tel: 3241000", "número de teléfono"),
        ("CC 79.123.456", "número de documento"),
        ("1.023.456.789", "número de documento"),
        ("María Gómez", "nombre de persona"),
        ("Ana Ruiz - Secretaría General", "nombre de persona"),
        ("Secretaría General (Carlos Pérez)", "nombre de persona"),
    ],
)
def test_personal_value_is_recognised(text, kind):
    assert personal_kind(text) == kind


@pytest.mark.parametrize(
    "text",
    ["Secretaría General", "Archivo Central", "Talento Humano", "Oficina 301", "Planeación",
     "Todas las Dependencias", "Profesional universitario grado 12", "Decreto 1083 de 2015",
     "Hospital San Rafael", "Plan 2024-2027", ""],
)  # fmt: skip
def test_unit_or_post_is_no_personal_value(text):
    assert personal_kind(text) == ""
