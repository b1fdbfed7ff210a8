import pickle
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.reference import LabelError, load_catalog

# The table of Cartagena 2021 as printed: numbers restart in the third dimension.
CARTAGENA = {
    "1. Talento Humano": "talento_humano",
    "2. Integridad": "integridad",
    "3. Planeación Institucional": "planeacion",
    "4. Gestión Presupuestal y Eficiencia del Gasto Publico": "presupuesto",
    "19. Compras y Contratación Pública": "compras",
    "1. Fortalecimiento Organizacional y Simplificación de Procesos": "fortalecimiento",
    "2. Gobierno Digital": "gobierno_digital",
    "3. Seguridad Digital": "seguridad_digital",
    "4. Defensa Jurídica": "defensa_juridica",
    "17. Mejora Normativa": "mejora_normativa",
    "5. Servicio al Ciudadano": "servicio_ciudadania",
    "6. Racionalización de Tramites": "tramites",
    "7. Participación Ciudadana en la Gestión Pública": "participacion",
    "8. Seguimiento y Evaluación para el desempeño Institucional": "seguimiento_evaluacion",
    "9. Gestión Documental": "gestion_documental",
    "10. Transparencia, Acceso a la Información Pública y Lucha Contra la Corrupción": (
        "transparencia"
    ),
    "18. Gestión Estadística": "estadistica",
    "11. Gestión del conocimiento y la innovación": "conocimiento",
    "12. Control Interno": "control_interno",
}
# The plan of Gachancipá for 2026: names of model V7 beside the codes of 2025.
GACHANCIPA = {
    "POL01 Gestión Estratégica del Talento Humano": "talento_humano",
    "POL05 Compras y Contratación Pública": "compras",
    "POL12 Simplificación, Estandarización y Racionalización de Trámites": "tramites",
    "POL16 Gestión Documental y de Archivos": "gestion_documental",
    "POL17 Gestión de la Información Estadística": "estadistica",
    "POL18 Gestión del Conocimiento y la Innovación": "conocimiento",
}
# The column 2018-2021 of the official order.
NUMBERS_BEFORE = {
    1: "talento_humano",
    2: "integridad",
    3: "planeacion",
    4: "presupuesto",
    5: "fortalecimiento",
    6: "gobierno_digital",
    7: "seguridad_digital",
    8: "defensa_juridica",
    9: "transparencia",
    10: "servicio_ciudadania",
    11: "tramites",
    12: "participacion",
    13: "seguimiento_evaluacion",
    14: "gestion_documental",
    15: "conocimiento",
    16: "control_interno",
    17: "mejora_normativa",
}


@pytest.mark.parametrize(("label", "politica"), CARTAGENA.items())
def test_cartagena_is_read_by_name(label, politica):
    assert load_catalog().resolve_politica(label, 2021) == politica


@pytest.mark.parametrize("label", CARTAGENA)
def test_cartagena_reads_the_same_in_capitals_without_accents(label):
    catalog = load_catalog()
    bare = label.upper().translate(str.maketrans("ÁÉÍÓÚ", "AEIOU"))
    assert catalog.resolve_politica(bare, 2021) == catalog.resolve_politica(label, 2021)


@pytest.mark.parametrize(("label", "politica"), GACHANCIPA.items())
def test_names_of_model_v7_are_aliases(label, politica):
    assert load_catalog().resolve_politica(label, 2025) == politica


@pytest.mark.parametrize("vigencia", [2018, 2019, 2020, 2021])
def test_numbers_of_2018_to_2021(vigencia):
    catalog = load_catalog()
    found = {n: catalog.resolve_politica(f"POL{n:02d}", vigencia) for n in NUMBERS_BEFORE}
    assert found == NUMBERS_BEFORE


@pytest.mark.parametrize("vigencia", [2023, 2024, 2025])
def test_numbers_since_2023_follow_the_official_order(vigencia):
    catalog = load_catalog()
    found = [catalog.resolve_politica(f"POL{n:02d}", vigencia) for n in range(1, 20)]
    assert found == [item.politica for item in catalog.politicas(vigencia)]


def test_one_code_is_two_politicas_in_two_vigencias():
    catalog = load_catalog()
    seen = [catalog.resolve_politica("POL06", vigencia) for vigencia in (2021, 2023)]
    assert seen == ["gobierno_digital", "fortalecimiento"]


@pytest.mark.parametrize("label", ["6", "6.", "06", "P6", "P06", "POL 6", "pol06"])
def test_every_writing_of_a_number_of_2020(label):
    assert load_catalog().resolve_politica(label, 2020) == "gobierno_digital"


@pytest.mark.parametrize(
    ("label", "politica"),
    [
        ("Mejora normativa⁴", "mejora_normativa"),
        ("Mejora normativa 4", "mejora_normativa"),
        ("Compras y Contratación Pública 3", "compras"),
        ("11. Índice de Gobierno Digital", "gobierno_digital"),
        ("Política de Gobierno Digital", "gobierno_digital"),
        ("Política Gobierno Digital", "gobierno_digital"),
        ("la política de Gobierno Digital", "gobierno_digital"),
        ("Gobierno Digital, antes Gobierno en Línea", "gobierno_digital"),
        ("Servicio a las Ciudadanías", "servicio_ciudadania"),
        ("servicio al ciudadano", "servicio_ciudadania"),
        ("Control Interno", "control_interno"),
        ("Gestión del Conocimiento", "conocimiento"),
        ("Talento Humano", "talento_humano"),
        ("Defensa\xa0Jurídica", "defensa_juridica"),
        ("Racionaliza-\nción de Trámites", "tramites"),
        ("gobierno_digital", "gobierno_digital"),
    ],
)
def test_names_need_no_vigencia(label, politica):
    assert load_catalog().resolve_politica(label) == politica


def test_every_official_name_of_every_vigencia_resolves():
    catalog = load_catalog()
    for vigencia in catalog.vigencias:
        for item in catalog.politicas(vigencia):
            assert catalog.resolve_politica(item.nombre, vigencia) == item.politica


@pytest.mark.parametrize("prefix", ["Índice", "Índice de", "Política de", "ÍNDICE\n", "–"])
def test_every_header_of_the_official_workbook_resolves(prefix):
    catalog = load_catalog()
    for item in catalog.politicas(2025):
        label = f"{item.codigo}  {prefix} {item.nombre}"
        assert catalog.resolve_politica(label, 2025) == item.politica


def test_every_sub_index_resolves_in_small_letters_with_broken_lines():
    catalog = load_catalog()
    for item in catalog.indices(2025):
        name = item.nombre.replace(" ", "\n", 1).upper()
        assert catalog.resolve_indice(item.codigo.lower(), name, 2025) == item


@pytest.mark.parametrize("label", ["POL07", "7", "11."])
def test_number_without_vigencia_is_refused(label):
    with pytest.raises(LabelError, match="según la vigencia"):
        load_catalog().resolve_politica(label)


@pytest.mark.parametrize("vigencia", [2017, 2022])
def test_number_is_refused_where_the_numbering_is_not_confirmed(vigencia):
    with pytest.raises(LabelError, match="no está confirmada"):
        load_catalog().resolve_politica("POL07", vigencia)


def test_name_is_enough_where_the_numbering_is_not_confirmed():
    assert load_catalog().resolve_politica("POL07 Gobierno Digital", 2022) == "gobierno_digital"


def test_number_outside_the_list_is_refused():
    with pytest.raises(LabelError, match="un código de POL01 a POL19"):
        load_catalog().resolve_politica("POL25", 2025)


def test_code_and_name_that_disagree_are_refused():
    with pytest.raises(LabelError, match="nombre y código no concuerdan") as caught:
        load_catalog().resolve_politica("POL07 Seguridad Digital", 2025)
    assert caught.value.tipo == "nombre y código no concuerdan"


def test_code_is_read_in_the_numbering_of_its_vigencia():
    catalog = load_catalog()
    assert catalog.resolve_politica("POL06 Gobierno Digital", 2021) == "gobierno_digital"
    with pytest.raises(LabelError, match="no concuerdan"):
        catalog.resolve_politica("POL06 Gobierno Digital", 2023)


def test_list_number_that_disagrees_is_not_looked_at():
    assert load_catalog().resolve_politica("2. Gobierno Digital", 2025) == "gobierno_digital"


def test_code_confirms_a_name_with_words_left_out():
    label = "POL17 Información Estadística Gestión"
    with pytest.raises(LabelError):
        load_catalog().resolve_politica(label, 2025)
    assert load_catalog().resolve_politica("POL17 Gestión Estadística", 2025) == "estadistica"
    assert load_catalog().resolve_politica("POL13 Participación Gestión", 2025) == "participacion"


@pytest.mark.parametrize("label", ["Gestión Pública", "Gestión", "Pública", "Digital", "MIPG"])
def test_part_of_a_name_is_refused(label):
    with pytest.raises(LabelError, match="no se reconoce la política"):
        load_catalog().resolve_politica(label, 2025)


def test_refusal_suggests_near_names():
    with pytest.raises(ReferenceDataError) as caught:
        load_catalog().resolve_politica("Gobierno Digitl", 2025)
    assert caught.value.hint.startswith("¿Quiso decir «Gobierno Digital»")


@pytest.mark.parametrize("label", ["", "   ", "–", "\n"])
def test_empty_label_is_refused(label):
    with pytest.raises(LabelError, match="no nombra ninguna política"):
        load_catalog().resolve_politica(label, 2025)


@pytest.mark.parametrize("label", ["V7-AMBIENTAL", "Gestión Ambiental Institucional"])
def test_politica_of_an_unconfirmed_model_is_refused(label):
    with pytest.raises(LabelError):
        load_catalog().resolve_politica(label, 2025)


def test_politica_that_did_not_exist_is_refused():
    with pytest.raises(LabelError, match="no existía en la vigencia 2020"):
        load_catalog().resolve_politica("Compras y Contratación Pública", 2020)


def test_name_of_a_sub_index_is_not_a_politica():
    with pytest.raises(LabelError):
        load_catalog().resolve_politica("Índice de transparencia y acceso a la información pública")


@pytest.mark.parametrize("label", ["D1 Talento Humano", "I29 Gestión del conocimiento", "D7"])
def test_code_of_another_level_is_not_a_politica(label):
    with pytest.raises(LabelError, match="lleva el código de otro nivel y no es una política"):
        load_catalog().resolve_politica(label, 2025)


@pytest.mark.parametrize(
    "label", ["POL19 Control Interno", "POL01", "I29 Gestión del conocimiento"]
)
def test_code_of_another_level_is_not_a_dimension(label):
    with pytest.raises(LabelError, match="lleva el código de otro nivel y no es una dimensión"):
        load_catalog().resolve_dimension(label, 2025)


@pytest.mark.parametrize("codigo", ["POL18", "D6"])
def test_code_of_another_level_is_not_a_sub_index(codigo):
    assert load_catalog().resolve_indice(codigo, "Gestión del conocimiento", 2025) is None


def test_refusal_survives_pickling():
    error = LabelError("código ambiguo", "algo", "otra cosa", "una pista")
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.tipo, str(copy)) == (error.tipo, str(error))


@pytest.mark.parametrize(
    ("lista", "numero", "politica"),
    [
        ("manual", 11, "gobierno_digital"),
        ("manual", 19, "control_interno"),
        ("decreto_1499", 16, "seguimiento_evaluacion"),
        ("cartagena_2021", 19, "compras"),
    ],
)
def test_number_inside_a_published_list(lista, numero, politica):
    assert load_catalog().resolve_listed(numero, lista) == politica


def test_number_used_twice_in_a_list_is_refused():
    with pytest.raises(LabelError, match="no identifica una sola política"):
        load_catalog().resolve_listed(1, "cartagena_2021")


@pytest.mark.parametrize(
    ("label", "dimension"),
    [
        ("D1 Talento Humano", "D1"),
        ("D2 Direcciona-\nmiento Estratégico y Planeación", "D2"),
        ("D2 Direcciona- miento Estratégico y Planeación", "D2"),
        ("D3 Gestión para Resultados con Valores", "D3"),
        ("D3  Gestión para Resultados con Valores", "D3"),
        ("Gestión con valores para Resultados", "D3"),
        ("D04", "D4"),
        ("D4", "D4"),
        ("Dimensión 4", "D4"),
        ("Información y Comunicaciones", "D5"),
        ("D6 Gestión del Conocimiento", "D6"),
        ("Gestión del conocimiento y la innovación", "D6"),
        ("Dimensión de Control Interno", "D7"),
        ("3. Gestión para Resultados con Valores", "D3"),
        ("D3 Gestión Resultados", "D3"),
    ],
)
def test_every_spelling_of_a_dimension(label, dimension):
    assert load_catalog().resolve_dimension(label, 2025) == dimension


def test_dimension_code_and_name_that_disagree_are_refused():
    with pytest.raises(LabelError, match="no concuerdan"):
        load_catalog().resolve_dimension("D3 Talento Humano", 2025)


@pytest.mark.parametrize("label", ["Gobierno Digital", "", "Relación Estado-Ciudadanías", "3"])
def test_unknown_dimension_is_refused(label):
    with pytest.raises(LabelError, match="no se reconoce la dimensión"):
        load_catalog().resolve_dimension(label, 2025)


def test_colliding_names_are_told_apart_by_level():
    catalog = load_catalog()
    name = "Gestión del conocimiento"
    item = catalog.resolve_indice("", name, 2025)
    levels = (catalog.resolve_politica(name), catalog.resolve_dimension(name, 2025))
    assert (*levels, item.indice) == ("conocimiento", "D6", "i29")


def test_sub_index_by_code_and_name():
    item = load_catalog().resolve_indice("i20", "Proyectos de transformación digital", 2025)
    assert (item.indice, item.codigo, item.politica) == ("i20", "I20", "gobierno_digital")


def test_one_code_is_two_sub_indices_in_two_vigencias():
    catalog = load_catalog()
    seen = [catalog.resolve_indice("I28", "", vigencia).indice for vigencia in (2023, 2024, 2025)]
    assert seen == ["i28_accion_repeticion", "i28_accion_repeticion", "i28_patrimonio_publico"]


def test_remark_in_parentheses_is_not_a_name():
    item = load_catalog().resolve_indice("i28", "(definición cambia en 2025)", 2024)
    assert item.indice == "i28_accion_repeticion"


@pytest.mark.parametrize(
    ("codigo", "nombre", "indice"),
    [
        ("i66", "Información y comunicación para el control", "i66"),
        ("i67", "Actividades de monitoreo sistemáticas", "i67"),
        ("i23", "Implementación Lineamientos de Política", "i23"),
    ],
)
def test_code_confirms_a_shortened_sub_index(codigo, nombre, indice):
    assert load_catalog().resolve_indice(codigo, nombre, 2023).indice == indice


def test_shortened_name_without_code_is_not_enough():
    assert load_catalog().resolve_indice("", "Actividades de monitoreo sistemáticas", 2023) is None


def test_name_known_from_another_vigencia_of_the_span_keeps_the_code_given():
    name = "Calidad de la planeación estratégica del talento humano"
    item = load_catalog().resolve_indice("I05", name, 2023)
    assert (item.indice, item.codigo) == ("i01", "I05")


def test_name_of_another_span_is_not_registered():
    assert load_catalog().resolve_indice("", "Estado abierto", 2021) is None


def test_open_data_sub_index_of_2021_is_read_by_name():
    item = load_catalog().resolve_indice("I20", "Procesos seguros y eficientes", 2021)
    assert item.indice == "gd2021_procesos"


def test_code_of_2021_without_name_is_not_registered():
    assert load_catalog().resolve_indice("I18", "", 2021) is None


def test_unregistered_sub_index_is_no_error():
    assert load_catalog().resolve_indice("I99", "Algo nuevo", 2025) is None


@pytest.mark.parametrize(
    ("codigo", "nombre"),
    [
        ("I58", "Gestión del conocimiento"),
        ("I24", "Estado abierto"),
        ("I24", "Un nombre que nadie conoce"),
        ("I38", "Gobernanza"),
    ],
)
def test_sub_index_code_and_name_that_disagree_are_refused(codigo, nombre):
    with pytest.raises(LabelError, match="no concuerdan"):
        load_catalog().resolve_indice(codigo, nombre, 2025)


# Properties: however people write a name, it stands for one politica or is refused.

POLITICAS = [(v, p) for v in load_catalog().vigencias for p in load_catalog().politicas(v)]
WRITTEN = (
    str.upper, str.lower, lambda s: unicodedata.normalize("NFD", s), lambda s: f"  {s}\n",
    lambda s: s.replace(" ", "\u00a0 "), lambda s: s.replace(" ", "\n", 1), lambda s: f"{s}⁴",
    lambda s: f"Política de {s}", lambda s: f"Índice de {s}", lambda s: f"«{s}»", lambda s: f"{s}*",
    lambda s: s.replace(" ", "_"), lambda s: "".join(c + "\u200b" for c in s),
)  # fmt: skip
PIECES = [p.nombre for _, p in POLITICAS[-20:]] + [
    "POL07", "POL99", "I23", "D3", "7.", "9" * 5_000, "٤٢", "\x00", "\u202e", "<b>", " ", "=1+1",
    "Política de",
]  # fmt: skip


@given(st.sampled_from(POLITICAS), st.lists(st.sampled_from(WRITTEN), max_size=3), st.booleans())
@settings(max_examples=80, deadline=None)
def test_name_stands_for_its_politica_however_it_is_written(known, ways, is_numbered):
    vigencia, politica = known
    label = politica.nombre
    for write in ways:
        label = write(label)
    label = f"3. {label}" if is_numbered else label
    assert load_catalog().resolve_politica(label, vigencia) == politica.politica


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=3).map(" ".join))
@settings(max_examples=80, deadline=None)
def test_any_words_stand_for_a_politica_or_are_refused(label):
    vigencia = max(load_catalog().vigencias)
    known = {item.politica for item in load_catalog().politicas(vigencia)}
    try:
        found = load_catalog().resolve_politica(label, vigencia)
    except LabelError as error:
        found = None if str(error).startswith("catálogo: ") else str(error)
    assert found is None or found in known
