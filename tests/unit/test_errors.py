import pickle

import pytest

from mipg_helpers import errors
from mipg_helpers.errors import DataValidationError, MipgError, ParameterError, listed

TREE = [k for k in vars(errors).values() if isinstance(k, type) and issubclass(k, MipgError)]


def test_message_joins_place_problem_expected_and_hint():
    error = ParameterError("informe 'x'", "'7' no sirve", "un año", "vea la ayuda")
    assert str(error) == "informe 'x': '7' no sirve; se esperaba un año\nSugerencia: vea la ayuda"


def test_message_leaves_out_what_is_not_known():
    assert str(MipgError("", "algo pasó")) == "algo pasó"


@pytest.mark.parametrize("kind", TREE)
def test_error_survives_pickling(kind):
    copy = pickle.loads(pickle.dumps(kind("lugar", "problema", "esto", "pista")))
    assert (type(copy), str(copy)) == (kind, str(kind("lugar", "problema", "esto", "pista")))


def test_failures_survive_pickling():
    assert pickle.loads(pickle.dumps(DataValidationError("a", "b", failures=["f"]))).failures == (
        "f",
    )


def test_exit_codes_are_distinct():
    codes = [kind.exit_code for kind in TREE if not kind.__subclasses__()]
    assert len(codes) == len(set(codes))


def test_long_list_is_cut_and_counted():
    assert listed(range(10, 23), most=3) == "10, 11, 12 y 10 más"
