"""The cover of the cookbook, and with whom its answers compare the entidad."""

import profile_builders as made
import pytest

from mipg_helpers.presentation.display_text import to_text
from mipg_helpers.presentation.sections_recetario import cover, describe_group


def test_cover_names_what_was_asked_and_that_it_is_fictitious():
    (block,) = cover(made.typical()).blocks
    asked = {"informe": "recetario", "politica": "gobierno_digital", "vigencia": "2025"}
    assert {key: block["identity"][key] for key in asked} == asked
    assert block["notice"].startswith("DATOS FICTICIOS")


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (made.typical, "se compara con su grupo par"),
        (made.single_member, "es la única"),
        (made.small_group, "Solo 3 entidades"),
        (made.no_peers, "no dicen con qué entidades"),
    ],
)
def test_the_group_is_named_or_its_absence_explained(build, words):
    assert words in to_text(describe_group(build()).blocks)
