"""Paragraphs of the institutional report."""

from dataclasses import replace

import profile_builders as made

from mipg_helpers.analysis.profile import Change
from mipg_helpers.presentation import narrative_entidad as said


def with_changes(*points):
    """Give the first politicas these changes and the others none that is comparable."""
    profile = made.entidad_profile()
    broken = Change(2025, 2024, None, "no_comparable_quiebre", made.QUIEBRE)
    changes = [Change(2025, 2024, value) for value in points]
    changes += [broken] * (len(profile.politicas) - len(points))
    rows = zip(profile.politicas, changes, strict=True)
    return replace(profile, politicas=tuple(replace(row, change=new) for row, new in rows))


def test_meci_entidad_has_no_idi_and_the_reason_is_given():
    title, why = said.why_no_idi(made.entidad_meci())
    assert title == "A la entidad solo se le evalúa Control Interno"
    assert "no tiene Índice de Desempeño Institucional" in why


def test_missing_idi_gives_its_reason():
    profile = replace(made.entidad_profile(), idi=made.score(None, "vacio"))
    assert (
        said.why_no_idi(profile)[1] == "Los datos cargados no traen el IDI de la entidad en 2025."
    )
    broken = replace(profile, idi=made.score(None, "error_formula"))
    assert "fórmula sin calcular" in said.why_no_idi(broken)[1]


def test_without_a_table_of_owners_nobody_is_said_to_be_missing():
    profile = made.entidad_profile()
    nobody = tuple(replace(row, lider="", responsable="") for row in profile.politicas)
    waiting = said.summary(replace(profile, politicas=nobody))[-1]
    assert waiting.endswith("No se cargó una tabla de responsables.")


def test_politicas_of_one_priority_are_told_at_once():
    profile = made.entidad_profile()
    level = replace(profile.politicas[0].priority, nivel="media")
    rows = tuple(replace(row, priority=level) for row in profile.politicas[:3])
    assert said.politicas(replace(profile, politicas=rows)) == [
        "Las 3 políticas con puntaje están en prioridad media."
    ]


def test_an_idi_needs_no_excuse():
    assert said.why_no_idi(made.entidad_profile()) == ("", "")


def test_summary_tells_idi_then_politicas_then_what_waits():
    idi, politicas, waiting = said.summary(made.entidad_profile())
    assert "66,7 puntos de 100 en el Índice de Desempeño Institucional (IDI)" in idi
    assert "La más alta es Compras y Contratación Pública (100)" in politicas
    assert (
        waiting
        == "La entidad recibió 181 recomendaciones oficiales. Una política no tiene responsable."
    )


def test_summary_of_a_meci_entidad_speaks_of_control_interno():
    assert (
        "72,05 puntos de 100 en la política de Control Interno"
        in (said.summary(made.entidad_meci())[0])
    )


def test_few_urgent_politicas_are_named():
    profile = made.entidad_profile()
    rows = tuple(
        replace(row, priority=replace(row.priority, nivel="baja"))
        if row.politica.politica != "integridad"
        else replace(row, priority=replace(row.priority, nivel="alta"))
        for row in profile.politicas
    )
    assert (
        "una es de prioridad alta: Integridad." in said.summary(replace(profile, politicas=rows))[1]
    )


def test_dimensions_tell_extremes_and_how_many_stand_below():
    (paragraph,) = said.dimensiones(made.entidad_profile())
    assert paragraph == (
        "La dimensión más alta es Direccionamiento Estratégico y Planeación (84,2) y la más baja, "
        "Información y Comunicación (57,4). Por debajo del promedio del grupo están 4 de 7."
    )


def test_dimensions_all_alike():
    assert said.dimensiones(made.entidad_hundred()) == [
        "Las 7 dimensiones tienen el mismo puntaje."
    ]


def test_dimensions_of_a_meci_entidad_are_left_to_the_chart():
    assert said.dimensiones(made.entidad_meci()) == []


def test_politicas_are_counted_by_priority():
    (paragraph,) = said.politicas(made.entidad_profile())
    assert paragraph == (
        "De las 18 políticas con puntaje hay 7 de prioridad alta, 9 de prioridad media, una de "
        "prioridad baja y una sin brecha. Una no tiene puntaje; eso no es un cero."
    )


def test_changes_name_the_widest_of_each_direction():
    (paragraph,) = said.changes(with_changes(5.0, -3.0, 0.0, 1.0))
    assert paragraph == (
        "De 4 políticas comparables, 2 subieron, una bajó y una no cambió. Las subidas: Gestión "
        "Estratégica del Talento Humano (+5,0); Gestión Presupuestal y Eficiencia del Gasto "
        "Público (+1,0). La bajada es la de Integridad (−3,0)."
    )


def test_changes_all_in_one_direction():
    assert said.changes(with_changes(5.0, 1.0))[0].startswith(
        "Las 2 políticas comparables subieron."
    )


def test_one_comparable_politica():
    assert said.changes(with_changes(5.0)) == [
        "Solo se puede comparar una política: Gestión Estratégica del Talento Humano (+5,0)."
    ]


def test_nothing_comparable_says_why():
    assert said.changes(with_changes()) == [f"No hay cambios que mostrar. {made.QUIEBRE}"]


def test_shared_texts_are_counted():
    (paragraph,) = said.shared(made.entidad_profile())
    assert paragraph.startswith(
        "El archivo trae 208 recomendaciones para la entidad; sin textos repetidos, 181."
    )
    assert "Entre ellas, 2 sirven a varias políticas" in paragraph


def test_no_shared_texts():
    profile = made.entidad_profile(recomendaciones_compartidas=())
    assert said.shared(profile)[0].endswith("Ninguna sirve a más de una política.")


def test_no_recommendations_at_all():
    profile = made.entidad_profile(
        n_recomendaciones_leidas=0, n_recomendaciones_distintas=0, sources=()
    )
    assert "No se cargó el archivo" in said.shared(profile)[0]
    assert "no hay recomendaciones oficiales cargadas" in said.no_actions(profile)


def test_widest_shared_texts_come_first_and_are_limited():
    texts = [made.recomendacion(i, f"Texto {i}", "integridad", ("compras",)) for i in range(30)]
    widest = made.recomendacion(99, "Texto", "integridad", ("compras", "tramites"))
    profile = made.entidad_profile(recomendaciones_compartidas=(*texts, widest))
    assert said.widest(profile)[0] == widest
    assert len(said.widest(profile)) == said.MOST_SHARED
    assert "Abajo están las 12 que sirven a más políticas" in said.shared(profile)[0]


def test_owners():
    assert said.owners(made.entidad_profile()).startswith("No tiene responsable la política: Gesti")
    assert said.owners(made.entidad_profile(politicas_sin_responsable=())).startswith("Todas las")
