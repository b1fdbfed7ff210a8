import numpy as np

from mipg_helpers.sources.frames import (
    ENTIDADES_COLUMNS,
    INDICES_COLUMNS,
    entidades_frame,
    indices_frame,
    measure_columns,
    source_column,
    text_column,
)
from mipg_helpers.sources.measures import Measure


def test_texts_are_repeated_by_position():
    assert list(text_column(["a", ""], np.array([1, 0, 0]))) == ["", "a", "a"]


def test_sources_are_categories_even_when_texts_repeat():
    column = source_column(["B", "B", "C"], np.array([2, 1, 0]))
    assert list(column) == ["C", "B", "B"]
    assert list(column.categories) == ["B", "C"]


def test_entidades_have_every_column_of_the_contract():
    row = {"entidad_id": "0001", "vigencia": 2025, "fuente_fila": 4}
    frame = entidades_frame([{**row, "es_meci": False, "es_ficticia": False}])
    assert tuple(frame.columns) == ENTIDADES_COLUMNS
    assert frame["departamento"].tolist() == [""]
    assert frame["vigencia"].dtype == "int64"


def test_indices_without_group_figures_leave_them_missing():
    measure = Measure("idi", "idi", "IDI")
    given = {name: [""] for name in INDICES_COLUMNS if not name.startswith("grupo_")}
    frame = indices_frame({**given, **measure_columns([measure], np.array([0]))})
    assert tuple(frame.columns) == INDICES_COLUMNS
    assert frame["grupo_percentil"].isna().all()
    assert frame["indice"].tolist() == ["idi"]
