"""One reference for all: which gaps are pointed out, and who is in the group."""

import analysis_builders as drawn
import pytest

from mipg_helpers.analysis.exploration import MemberList, explore, list_members
from mipg_helpers.errors import ParameterError
from mipg_helpers.reference import load_catalog

NOBODY = MemberList("ninguno", "", ())
SCORES = """
entidad | vigencia | indice           | puntos
A       | 2025     | gobierno_digital | 40
B       | 2025     | gobierno_digital | 50
C       | 2025     | gobierno_digital | 60
D       | 2025     | gobierno_digital | 90
A       | 2025     | integridad       | 80
B       | 2025     | integridad       | 70
C       | 2025     | integridad       | 70
A       | 2025     | control_interno  |
B       | 2025     | control_interno  | 70
"""
PLACES = """
entidad | vigencia | departamento | orden      | meci
A       | 2025     | Boyacá       | territorio |
B       | 2025     | Boyacá       | territorio |
C       | 2025     | Boyacá       | territorio | si
D       | 2025     | Caldas       | territorio |
"""


def explored(referencia="media_grupo", umbral=5.0, **tables):
    profile = drawn.profile(drawn.inputs(SCORES, **tables))
    return explore(profile, NOBODY, referencia=referencia, umbral_puntos=umbral)


def row_of(exploration, politica):
    return next(row for row in exploration.politicas if row.clave == politica)


@pytest.mark.parametrize(
    ("referencia", "points", "gap"),
    [
        ("media_grupo", 60.0, 20.0),
        ("mediana_grupo", 55.0, 15.0),
        ("percentil_75", 60.0, 20.0),
        ("mejor_grupo", 90.0, 50.0),
    ],
)
def test_each_reference_of_the_group_gives_its_gap(referencia, points, gap):
    own = explored(referencia).own
    assert (own.referencia_puntos, own.brecha_puntos) == (points, gap)


def test_target_is_a_reference_where_there_is_one():
    own = explored("meta", metas="entidad|vigencia|indice|meta\nA|2025|gobierno_digital|45").own
    assert (own.referencia_puntos, own.brecha_puntos) == (45.0, 5.0)
    assert explored("meta").own.motivo == "sin_meta"


def test_a_gap_is_pointed_out_from_the_threshold_on():
    assert explored(umbral=20.0).own.es_senalada
    assert not explored(umbral=20.5).own.es_senalada


def test_what_is_above_the_reference_is_never_pointed_out():
    integridad = row_of(explored(umbral=0.5), "integridad")
    assert integridad.brecha_puntos < 0
    assert not integridad.es_senalada


def test_without_score_there_is_no_gap_but_a_reason():
    row = row_of(explored("mejor_grupo"), "control_interno")
    assert (row.brecha_puntos, row.motivo) == (None, "no_aplica")


def test_widest_gap_comes_first_and_those_without_last():
    names = [row.clave for row in explored().politicas]
    assert names[:2] == ["gobierno_digital", "integridad"]
    assert explored().politicas[-1].brecha_puntos is None


def test_published_statistics_have_no_median():
    published = SCORES.replace("puntos\n", "puntos | media | maximo | minimo\n", 1).replace(
        "A       | 2025     | gobierno_digital | 40", "A|2025|gobierno_digital|40|55|90|20"
    )
    profile = drawn.profile(drawn.inputs(published))
    own = explore(profile, NOBODY, referencia="mediana_grupo", umbral_puntos=5.0).own
    assert own.motivo == "sin_distribucion"


@pytest.mark.parametrize("umbral", [0.0, -1.0, 100.5])
def test_threshold_outside_the_scale_is_refused(umbral):
    with pytest.raises(ParameterError, match="mayor que 0 y hasta 100"):
        explored(umbral=umbral)


def test_unknown_reference_is_refused_with_those_there_are():
    with pytest.raises(ParameterError, match="mediana_grupo, mejor_grupo, meta"):
        explored("moda")


def members(indice="gobierno_digital", grupo="grupo_par", **tables):
    found = list_members(
        drawn.inputs(SCORES, **tables), entidad_id="A", indice=indice, vigencia=2025,
        catalog=load_catalog(), grupo=grupo,
    )  # fmt: skip
    return found, [(one.entidad_id, one.posicion) for one in found.members]


def test_members_stand_by_score_and_ties_share_the_place():
    found, places = members("integridad")
    assert found.etiqueta == "G"
    assert places == [("A", 1), ("B", 2), ("C", 2)]


def test_a_member_with_meci_form_counts_only_in_control_interno():
    found, places = members(grupo="departamento", entidades=PLACES)
    assert (found.criterio, found.etiqueta) == ("departamento", "Boyacá")
    assert places == [("B", 1), ("A", 2)]


def test_without_a_group_nobody_is_listed():
    nowhere = "entidad | vigencia\nA | 2025\nB | 2025"
    assert members(entidades=nowhere)[0] == NOBODY
