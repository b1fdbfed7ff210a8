"""Changes of everybody, only between vigencias that may be compared."""

import pandas as pd
import pytest

from mipg_helpers.analysis.comparable_changes import (
    NOT_BEFORE,
    changes_between,
    check_comparable,
    last_comparable,
)
from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.reference import load_catalog

POLITICA = "gobierno_digital"


def scores(**points):
    return pd.DataFrame({"entidad_id": list(points), "puntaje_puntos": list(points.values())})


def test_the_nearest_comparable_vigencia_counts():
    assert last_comparable(load_catalog(), POLITICA, 2025, [2021, 2022, 2024]) == (2024, "")
    assert last_comparable(load_catalog(), POLITICA, 2025, [2021, 2023, 2025]) == (2023, "")


def test_behind_a_break_there_is_none_and_the_reason_is_given():
    for scored in ([2020, 2021], [2021]):
        vigencia, why = last_comparable(load_catalog(), POLITICA, 2022, scored)
        assert vigencia is None
        assert "cambió la metodología" in why


def test_without_an_earlier_vigencia_the_reason_is_given():
    assert last_comparable(load_catalog(), POLITICA, 2025, [2025]) == (None, NOT_BEFORE)


def test_asking_across_a_break_is_refused():
    check_comparable(load_catalog(), POLITICA, 2022, 2025)
    with pytest.raises(ReferenceDataError, match=r"2021 y 2022: no se comparan\. Entre"):
        check_comparable(load_catalog(), POLITICA, 2021, 2022)


def test_only_those_with_both_scores_change_and_the_widest_rise_is_first():
    now, before = scores(A=60.0, B=50.0, C=None, D=70.0), scores(A=50.0, B=55.0, C=40.0)
    frame = changes_between(now, before)
    assert frame["entidad_id"].tolist() == ["A", "B"]
    assert frame["cambio_puntos"].tolist() == [10.0, -5.0]


def test_what_else_a_row_lacks_does_not_take_its_change_away():
    now = scores(A=60.0).assign(percentil=float("nan"), municipio=None)
    assert changes_between(now, scores(A=50.0))["cambio_puntos"].tolist() == [10.0]


def test_equal_rises_tie_whatever_subtraction_leaves():
    frame = changes_between(scores(B=61.4, A=0.4), scores(A=0.3, B=61.3))
    assert frame["entidad_id"].tolist() == ["A", "B"]
    assert len(set(frame["cambio_puntos"])) == 1


def test_no_change_is_zero_without_a_sign():
    frame = changes_between(scores(A=0.3), scores(A=0.1 + 0.2))
    assert str(frame["cambio_puntos"].item()) == "0.0"
