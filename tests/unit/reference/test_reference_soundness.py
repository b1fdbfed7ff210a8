import pytest
from reference_builders import append_rows, copy_reference, replace_text

from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.reference import load_catalog

# What is added to a sound copy of the tables, and what the refusal says.
ADDED = [
    (
        "alias_politicas.csv",
        "Seguridad  DIGITAL,gobierno_digital,Prueba,",
        r"alias_politicas.csv, fila \d+: «Seguridad  DIGITAL» nombra dos políticas: gobierno_",
    ),
    (
        "alias_politicas.csv",
        "Algo,politica_inventada,Prueba,",
        r"alias_politicas.csv, fila \d+, columna 'politica': 'politica_inventada' no está",
    ),
    (
        "alias_dimensiones.csv",
        "Algo,d9,Prueba,",
        r"alias_dimensiones.csv, fila \d+, columna 'indice': 'd9' no está en dimensiones.csv",
    ),
    (
        "politicas_vigencia.csv",
        "2025,inventada,POL20,Inventada,D1,20,C,Prueba,",
        r"politicas_vigencia.csv, fila \d+, columna 'politica': 'inventada' no está",
    ),
    (
        "politicas_vigencia.csv",
        "2018,compras,POL19,Compras y Contratación Pública,D2,19,C,Prueba,",
        r"vigencias.csv, fila \d+: politicas_vigencia.csv trae 18 políticas",
    ),
    (
        "indices.csv",
        "2025,i71,I70,Un índice nuevo,compras,D2,C,Prueba,",
        r"indices.csv, fila \d+, columna 'codigo': 'I70' ya está en la fila \d+",
    ),
    (
        "indices.csv",
        "2025,i71,I71,GOBERNANZA,compras,D2,C,Prueba,",
        r"indices.csv, fila \d+, columna 'nombre': 'GOBERNANZA' ya está en la fila \d+",
    ),
    (
        "indices.csv",
        "2025,i71,I71,Un índice nuevo,compras,D3,C,Prueba,",
        r"indices.csv, fila \d+, columna 'dimension': 'D3' no concuerda; se esperaba D2",
    ),
    (
        "indices.csv",
        "2020,i71,I71,Un índice nuevo,compras,D2,C,Prueba,",
        r"indices.csv, fila \d+, columna 'politica': 'compras' no está en politicas_vigencia",
    ),
    (
        "indices.csv",
        "2030,i71,I71,Un índice nuevo,compras,D2,C,Prueba,",
        r"indices.csv, fila \d+, columna 'vigencia': '2030' no está en vigencias.csv",
    ),
    (
        "indices.csv",
        "2025,i71,71,Un índice nuevo,compras,D2,C,Prueba,",
        r"indices.csv, fila \d+, columna 'codigo': '71' no es un código",
    ),
    (
        "indices.csv",
        "2025,compras,I71,Un índice nuevo,compras,D2,C,Prueba,",
        r"indices.csv, fila \d+, columna 'indice': 'compras' ya es el id",
    ),
    (
        "quiebres.csv",
        "2023,2024,,no_comparable_quiebre,Algo cambió.,C,Prueba,",
        "quiebres.csv: las vigencias 2023 y 2024 no concuerdan con sus tramos",
    ),
    (
        "quiebres.csv",
        "2024,2023,i01,no_comparable_redefinido,Algo cambió.,C,Prueba,",
        r"quiebres.csv, fila \d+, columna 'hasta': no es posterior",
    ),
    (
        "quiebres.csv",
        "2023,2024,i99,no_comparable_redefinido,Algo cambió.,C,Prueba,",
        r"quiebres.csv, fila \d+, columna 'indice': 'i99' no está en el catálogo",
    ),
    (
        "planes_612.csv",
        "13,Plan inventado,inventada,C,Prueba,",
        "planes_612.csv, plan 13: 'inventada' no está en el catálogo",
    ),
    (
        "bandas_autodiagnostico.csv",
        "6,105,110,Nivel 6,C,Prueba,",
        "bandas_autodiagnostico.csv, nivel 6: el nivel no empieza donde termina el anterior",
    ),
    (
        "campos.csv",
        "metas,nuevo,99,numero,,,,,si,no,Nuevo,Algo,Prueba",
        r"campos.csv, fila \d+, columna 'tipo': 'numero' no es un tipo",
    ),
]
# What is changed in a sound copy of the tables, and what the refusal says.
CHANGED = [
    (
        "vigencias.csv",
        "2025,manual_v6,",
        "2025,manual_v9,",
        r"vigencias.csv, fila \d+, columna 'modelo': 'manual_v9' no está en el catálogo",
    ),
    (
        "vigencias.csv",
        "2025,manual_v6,tramo_2022,",
        "2025,manual_v6,tramo_2030,",
        r"vigencias.csv, fila \d+, columna 'tramo': 'tramo_2030' no está",
    ),
    (
        "vigencias.csv",
        "2025,manual_v6,tramo_2022,si",
        "2025,manual_v6,tramo_2022,no",
        r"columna 'codigo': 'POL\d+' no corresponde a la vigencia; se esperaba una celda vacía",
    ),
    (
        "politicas_vigencia.csv",
        "2025,compras,POL05,",
        "2025,compras,POL06,",
        r"columna 'codigo': 'POL06' ya está en la fila \d+ de la misma vigencia",
    ),
    (
        "politicas_vigencia.csv",
        "Compras y Contratación Pública,D2,5,A",
        "Compras y Contratación Pública,D8,5,A",
        "columna 'dimension': 'D8' no está en dimensiones.csv",
    ),
    ("dimensiones.csv", "2025,D1,d1,", "2030,D1,d1,", "'D1' no está en dimensiones.csv"),
    ("productos.csv", "*,,", "zz,,", r"productos.csv: falta la fila general, con raíz '\*'"),
    (
        "layouts/metas.csv",
        "codigo,Código,no,si,",
        "codigo,Código,no,no,",
        r"layouts/metas.csv, fila \d+, columna 'principal': hay 0 encabezados principales",
    ),
    (
        "layouts/metas.csv",
        "codigo,Código,no,si,",
        "codigo,Código,si,si,",
        r"layouts/metas.csv, fila \d+, columna 'obligatorio': el campo 'codigo' dice si y no",
    ),
]


@pytest.mark.parametrize(("name", "row", "message"), ADDED)
def test_row_that_contradicts_the_tables_is_refused(tmp_path, name, row, message):
    folder = copy_reference(tmp_path / "reference")
    append_rows(folder, name, row)
    with pytest.raises(ReferenceDataError, match=message):
        load_catalog(folder)


@pytest.mark.parametrize(("name", "old", "new", "message"), CHANGED)
def test_change_that_contradicts_the_tables_is_refused(tmp_path, name, old, new, message):
    folder = copy_reference(tmp_path / "reference")
    replace_text(folder, name, old, new)
    with pytest.raises(ReferenceDataError, match=message):
        load_catalog(folder)


def test_alias_may_repeat_another_spelling_of_its_own_politica(tmp_path):
    folder = copy_reference(tmp_path / "reference")
    append_rows(folder, "alias_politicas.csv", "GOBIERNO DIGITAL,gobierno_digital,Prueba,")
    assert load_catalog(folder).resolve_politica("gobierno digital") == "gobierno_digital"
