"""The what-if: labelled as an estimate, by sub-index, and never a forecast."""

import re

import profile_builders as made
import pytest

from mipg_helpers.presentation import formats
from mipg_helpers.presentation.display_text import span_text, to_text
from mipg_helpers.presentation.sections_what_if import ASSUMPTIONS, LABEL, describe_what_if

NUMBER = re.compile(r"\d+(?:,\d+)?")
REFERENCES = ("meta", "media_grupo", "mejor_grupo")


def block_of(kind, shown):
    return next(block for block in shown.blocks if block["type"] == kind)


def test_label_comes_first_and_assumptions_last():
    shown = describe_what_if(made.typical()).blocks
    assert (shown[0]["type"], shown[0]["title"]) == ("callout", LABEL)
    assert to_text(shown[-1:]).splitlines() == [f"- {text}" for text in ASSUMPTIONS]


def test_sentence_tells_the_places_and_how_many_are_there():
    profile = made.typical()
    shown = describe_what_if(profile, [profile.indices[0].codigo], "mejor_grupo")
    said = span_text(block_of("paragraph", shown)["c"])
    assert re.search(
        r"le faltan \d+,\d puntos; .* del puesto \d+ al \d+ entre 41, y \d+ entidad", said
    )


def test_table_has_a_row_per_sub_index_and_says_whose_figures_they_are():
    profile = made.typical()
    table = block_of("table", describe_what_if(profile, [r.indice for r in profile.indices]))
    assert len(table["rows"]) == len(profile.indices)
    assert LABEL in table["note"]


def test_what_is_reached_is_no_gap_to_close():
    shown = describe_what_if(made.all_hundred())
    assert [block["type"] for block in shown.blocks] == ["callout"]
    assert "Sin brechas por cerrar. Todos los subíndices" in to_text(shown.blocks)


def test_without_the_scores_of_the_group_no_place_is_said():
    text = to_text(describe_what_if(made.official_peers()).blocks)
    assert "no se sabe el puesto" in text
    assert "Puesto si llega" not in text


@pytest.mark.parametrize("referencia", REFERENCES)
@pytest.mark.parametrize("build", made.PROFILES.values(), ids=made.PROFILES)
def test_no_output_forecasts_the_politica_or_the_idi(build, referencia):
    profile = build()
    text = to_text(describe_what_if(profile, referencia=referencia).blocks)
    rest = text.replace(ASSUMPTIONS[2], "")
    assert not re.search(r"\bIDI\b|Índice de Desempeño|dimensión", rest.replace(made.HOSTILE, ""))
    assert not re.search(r"puntaje (total )?de la política|subir[ií]a|lograr[ií]a", rest)


def test_every_figure_belongs_to_a_sub_index():
    profile = made.profile(own=33.77)  # the score of the politica is like no other figure
    text = to_text(describe_what_if(profile, referencia="mejor_grupo").blocks)
    own = {formats.official_points(33.77), formats.points(33.77)}
    assert not own & set(NUMBER.findall(text))


@pytest.mark.parametrize(
    "build",
    [made.meci_other, made.not_applicable, made.without_indices, made.small_group, made.no_peers],
)
def test_what_cannot_be_imagined_says_why(build):
    (block,) = describe_what_if(build()).blocks
    assert (block["type"], block["title"]) == ("callout", "Sin estimación")
    assert span_text(block["c"])
