"""Every broken or hostile file gives one clear Spanish message: place, problem, remedy."""

import pytest
from hostile_builders import DECLARED, EXPECTED, HOSTILE

from mipg_helpers.errors import MipgError
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.detect import detect_kind, read_sheets
from mipg_helpers.sources.model import Declared
from mipg_helpers.sources.open_data import tidy_open_data
from mipg_helpers.sources.results import tidy_results
from mipg_helpers.sources.transcribed import tidy_transcribed

TIDY = {
    "": tidy_results,
    "resultados": tidy_results,
    "tabla_abierta": tidy_open_data,
    "transcrita": tidy_transcribed,
}


def read_and_tidy(path):
    declared = DECLARED.get(path.name, Declared())
    sheets, findings = read_sheets(path)
    kind = declared.tipo or detect_kind(sheets, load_catalog())
    parsed = TIDY[kind](sheets, declared, load_catalog())
    parsed.findings += findings
    return parsed


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_with_place_and_remedy(name, tmp_path):
    path = HOSTILE[name](tmp_path)
    with pytest.raises(MipgError) as caught:
        read_and_tidy(path)
    message = str(caught.value)
    assert [part for part in EXPECTED[name] if part not in message] == []
    assert "\nSugerencia: " in message


def test_there_are_at_least_forty_hostile_files():
    assert len(HOSTILE) >= 40
