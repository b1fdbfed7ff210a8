"""Handmade result objects for every case a report must survive; all figures are invented.

Figures agree with each other: means, places and gaps come from the scores they belong to, so
a test may check any of them by hand. ``PROFILES`` and ``ENTIDAD_PROFILES`` name all the cases.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from statistics import mean, median

from mipg_helpers.analysis.profile import (
    Break,
    Change,
    Deadline,
    DimensionResult,
    Entidad,
    EntidadProfile,
    Gap,
    IndiceResult,
    Method,
    PeerStats,
    Politica,
    PoliticaResult,
    Priority,
    PriorityRule,
    Profile,
    ProposedAction,
    RecomendacionGroup,
    Responsables,
    Score,
    Sensitivity,
    Source,
    SourceFile,
    Trend,
    TrendPoint,
)

VIGENCIA = 2025
SHA = "ab" * 32
RULE = PriorityRule(
    pesos=(
        ("brecha_meta", 0.4),
        ("brecha_media", 0.3),
        ("brecha_mejor", 0.1),
        ("descenso", 0.2),
    ),
    umbral_alta=10.0,
    umbral_media=4.0,
    minimo_grupo=5,
)
DIMENSIONES = {
    "D1": "Talento Humano",
    "D2": "Direccionamiento Estratégico y Planeación",
    "D3": "Gestión para Resultados con Valores",
    "D4": "Evaluación de Resultados",
    "D5": "Información y Comunicación",
    "D6": "Gestión del Conocimiento",
    "D7": "Control Interno",
}
# Code, dimension, short name, name and score in the typical case.
POLITICAS = {
    "talento_humano": (
        "POL01",
        "D1",
        "Talento Humano",
        "Gestión Estratégica del Talento Humano",
        71.2,
    ),
    "integridad": ("POL02", "D1", "Integridad", "Integridad", 64.9),
    "planeacion": ("POL03", "D2", "Planeación", "Planeación Institucional", 78.4),
    "presupuesto": (
        "POL04",
        "D2",
        "Presupuesto",
        "Gestión Presupuestal y Eficiencia del Gasto Público",
        83.0,
    ),
    "compras": ("POL05", "D2", "Compras", "Compras y Contratación Pública", 100.0),
    "fortalecimiento": (
        "POL06",
        "D3",
        "Fortalecimiento",
        "Fortalecimiento Organizacional y Simplificación de Procesos",
        69.5,
    ),
    "gobierno_digital": ("POL07", "D3", "Gobierno Digital", "Gobierno Digital", 61.3),
    "seguridad_digital": ("POL08", "D3", "Seguridad Digital", "Seguridad Digital", 52.7),
    "defensa_juridica": ("POL09", "D3", "Defensa Jurídica", "Defensa Jurídica", 66.6),
    "mejora_normativa": ("POL10", "D3", "Mejora Normativa", "Mejora Normativa", None),
    "servicio_ciudadania": ("POL11", "D3", "Servicio", "Servicio a las Ciudadanías", 74.15),
    "tramites": ("POL12", "D3", "Trámites", "Racionalización de Trámites", 58.2),
    "participacion": (
        "POL13",
        "D3",
        "Participación",
        "Participación Ciudadana en la Gestión Pública",
        70.9,
    ),
    "seguimiento_evaluacion": (
        "POL14",
        "D4",
        "Seguimiento y Evaluación",
        "Seguimiento y Evaluación del Desempeño Institucional",
        73.3,
    ),
    "transparencia": (
        "POL15",
        "D5",
        "Transparencia",
        "Transparencia, Acceso a la Información y lucha contra la Corrupción",
        68.8,
    ),
    "gestion_documental": ("POL16", "D5", "Gestión Documental", "Gestión Documental", 55.0),
    "estadistica": (
        "POL17",
        "D5",
        "Información Estadística",
        "Gestión de la Información Estadística",
        47.6,
    ),
    "conocimiento": (
        "POL18",
        "D6",
        "Conocimiento",
        "Gestión del Conocimiento y la Innovación",
        60.4,
    ),
    "control_interno": ("POL19", "D7", "Control Interno", "Control Interno", 72.05),
}
N_RECOMENDACIONES = dict(
    zip(POLITICAS, (14, 6, 4, 0, 3, 7, 31, 18, 9, 0, 12, 11, 13, 5, 16, 22, 19, 10, 8), strict=True)
)
# Sub-indices with their code, name and score in the typical case.
GOBIERNO_DIGITAL = {
    "i11": ("I11", "Gobernanza", 72.1),
    "i12": ("I12", "Innovación pública digital", 33.3),
    "i13": ("I13", "Arquitectura", 48.0),
    "i14": ("I14", "Seguridad y privacidad de la información", 57.45),
    "i15": ("I15", "Servicios ciudadanos digitales", 41.7),
    "i16": ("I16", "Cultura y apropiación", 66.0),
    "i17": ("I17", "Servicios y procesos inteligentes", 52.8),
    "i18": ("I18", "Estado abierto", 88.2),
    "i19": ("I19", "Decisiones basadas en datos", 60.5),
    "i20": ("I20", "Proyectos de transformación digital", 63.9),
    "i21": ("I21", "Estrategias de ciudades y territorios inteligentes", None),
}
PARTICIPACION = {
    "i42": (
        "I42",
        "Capacidades institucionales instaladas para la promoción de la participación",
        75.0,
    ),
    "i43": (
        "I43",
        "Planeación anual de la estrategia de participación ciudadana en la gestión pública",
        68.1,
    ),
    "i44": (
        "I44",
        (
            "Implementación de acciones de participación ciudadana involucrando efectivamente a "
            "los diferentes grupos de valor en las diferentes fases del ciclo de gestión"
        ),
        59.9,
    ),
    "i46": (
        "I46",
        (
            "Evaluación de los resultados de la estrategia anual de participación ciudadana y su "
            "aprovechamiento en acciones de mejora institucional"
        ),
        44.2,
    ),
    "i47": ("I47", "Rendición de cuentas en la gestión pública", 90.0),
}
DEFENSA = {
    "i25": ("I25", "Gestión extrajudicial", 70.3),
    "i26": ("I26", "Gestión de la defensa judicial", 58.7),
    "i28_patrimonio_publico": (
        "I28",
        "Gestión de los mecanismos para la protección y recuperación del patrimonio público",
        49.9,
    ),
    "i29": ("I29", "Gestión del conocimiento", 77.0),
    "i70": ("I70", "Prevención del daño antijurídico", 81.6),
}
CONTROL = {
    "i63": ("I63", "Ambiente propicio para el ejercicio del control", 74.0),
    "i64": ("I64", "Evaluación estratégica del riesgo", 61.5),
    "i65": ("I65", "Actividades de control efectivas", 70.2),
    "i66": (
        "I66",
        "Información y comunicación relevante y oportuna para el control",
        79.9,
    ),
    "i67": (
        "I67",
        "Actividades de monitoreo sistemáticas y orientadas a la mejora",
        68.4,
    ),
    "i68": ("I68", "Evaluación independiente al sistema de control interno", 80.3),
}
SUBINDICES = {
    "gobierno_digital": GOBIERNO_DIGITAL,
    "participacion": PARTICIPACION,
    "defensa_juridica": DEFENSA,
    "control_interno": CONTROL,
}
REDEFINIDO = "El índice cambió de nombre y de contenido en 2025: no se compara con otras vigencias."
QUIEBRE = "La metodología de la medición cambió entre 2021 y 2022."


def source(fila=118, columna="AB"):
    return Source("resultados_2025.xlsx", "Territorio", fila, columna, SHA)


def score(puntos, motivo="no_aplica"):
    return Score(puntos, "", source()) if puntos is not None else Score(None, motivo, source())


def entidad(**changes):
    base = Entidad(
        entidad_id="9001",
        codigo_sigep="9001",
        nombre="Alcaldía de Pueblo Ejemplo",
        orden="territorio",
        sector="No aplica",
        naturaleza_juridica="ALCALDÍA",
        departamento="Boyacá",
        municipio="Pueblo Ejemplo",
        grupo_par="ALCALDÍA GRUPO 4",
        tipo_formulario="MIPG",
        es_meci=False,
        es_ficticia=True,
    )
    return replace(base, **changes)


def politica(key):
    codigo, dimension, corto, nombre, _ = POLITICAS[key]
    lider = "MinTIC" if key == "gobierno_digital" else "Función Pública"
    return Politica(key, codigo, nombre, corto, dimension, DIMENSIONES[dimension], lider)


def group_scores(own, n=41):
    """Scores of the other entidades: spread around `own` without chance, one decimal."""
    middle = 60.0 if own is None else own + (own * 7) % 23 - 11
    spread = ((37 * i * i + 11 * i) % 400 / 10 - 20 for i in range(1, n))
    return [round(min(100.0, max(10.0, middle + step)), 1) for step in spread]


def peers(own, others=None, **changes):
    """Statistics of a group made of the own score (when there is one) and `others`."""
    others = group_scores(own) if others is None else others
    scores = sorted([*others, *([] if own is None else [own])])
    lower = sum(other < own for other in others) if own is not None else 0
    ties = sum(other == own for other in others) if own is not None else 0
    percentil = None if own is None else 100 * (lower + ties / 2) / len(others)
    base = PeerStats(
        criterio="grupo_par",
        etiqueta="ALCALDÍA GRUPO 4",
        n=len(scores),
        media_puntos=mean(scores),
        mejor_puntos=max(scores),
        minimo_puntos=min(scores),
        mediana_puntos=median(scores),
        posicion=None if own is None else 1 + sum(other > own for other in others),
        percentil=percentil,
        quintil=None if percentil is None else min(5, int(percentil // 20) + 1),
        oficial=False,
        motivo="" if own is not None else "no_aplica",
        puntajes=tuple(scores),
    )
    return replace(base, **changes)


def suppressed(motivo, n):
    criterio, etiqueta = (
        ("ninguno", "") if motivo == "sin_grupo" else ("grupo_par", "ALCALDÍA GRUPO 4")
    )
    return PeerStats(criterio, etiqueta, n, *(None,) * 7, oficial=False, motivo=motivo)


def gap(referencia, valor, own, motivo="", **extra):
    if own is None or valor is None:
        return Gap(referencia, valor, None, motivo or "no_aplica", **extra)
    return Gap(referencia, valor, valor - own, "", **extra)


def gaps(own, group, *, meta=80.0, anterior=None):
    without_group = group.motivo if group.media_puntos is None else ""
    return (
        gap("meta", meta, own, "" if meta else "sin_meta", vigencia_referencia=VIGENCIA + 1),
        gap("media_grupo", group.media_puntos, own, without_group),
        gap("mejor_grupo", group.mejor_puntos, own, without_group),
        gap(
            "vigencia_anterior",
            anterior,
            own,
            "" if anterior else "sin_anterior",
            vigencia_referencia=VIGENCIA - 1 if anterior else None,
        ),
    )


def change(own, anterior, motivo="sin_anterior", explicacion=""):
    if own is None:
        return Change(VIGENCIA, None, None, "no_aplica")
    if anterior is None:
        return Change(VIGENCIA, None, None, motivo, explicacion)
    return Change(VIGENCIA, VIGENCIA - 1, own - anterior)


def priority(own_gaps):
    """Weigh the gaps that exist, floored at 0, as `RULE` says."""
    names = ("brecha_meta", "brecha_media", "brecha_mejor", "descenso")
    found = [
        (name, max(0.0, item.brecha_puntos), dict(RULE.pesos)[name])
        for name, item in zip(names, own_gaps, strict=True)
        if item.brecha_puntos is not None
    ]
    if not found:
        return Priority("sin_dato", None, (), own_gaps[0].motivo)
    total = sum(weight for _, _, weight in found)
    parts = tuple((name, value, weight / total) for name, value, weight in found)
    points = sum(value * weight for _, value, weight in parts)
    if points == 0:
        return Priority("sin_brecha", 0.0, parts)
    level = "alta" if points >= RULE.umbral_alta else "media"
    return Priority(level if points >= RULE.umbral_media else "baja", points, parts)


def indice_result(indice, row, *, group=None, meta=None, nota=""):
    codigo, nombre, own = row
    group = group or peers(own)
    anterior = None if own is None or nota else own - 2.5
    own_gaps = gaps(own, group, meta=meta, anterior=anterior)
    motivo = "no_comparable_redefinido" if nota else "sin_anterior"
    return IndiceResult(
        indice,
        codigo,
        nombre,
        score(own),
        group,
        own_gaps,
        change(own, anterior, motivo, nota),
        priority(own_gaps),
        nota,
    )


def indices_of(key, *, group=None, notas=None):
    """Sub-indices of a politica, worst first, those without value last."""
    rows = [
        indice_result(indice, row, group=group, nota=(notas or {}).get(indice, ""))
        for indice, row in SUBINDICES.get(key, {}).items()
    ]
    return tuple(sorted(rows, key=lambda row: (row.score.puntos is None, row.score.puntos or 0)))


def politica_result(key, own, *, case=None, motivo="no_aplica", group=None):
    group = group or peers(own)
    own_gaps = gaps(own, group, anterior=None if own is None else own - 1.5)
    return PoliticaResult(
        politica=politica(key),
        case=case or ("no_aplica" if own is None else "evaluada"),
        score=score(own, motivo),
        peers=group,
        gaps=own_gaps,
        change=change(own, None if own is None else own - 1.5),
        priority=priority(own_gaps),
        n_recomendaciones=0 if own is None else N_RECOMENDACIONES[key],
        n_subindices=len(SUBINDICES.get(key, {})),
        lider="Secretaría de Planeación",
        responsable="" if key == "estadistica" else "Oficina de Sistemas",
    )


def politicas(own=lambda key: POLITICAS[key][4], **options):
    return tuple(politica_result(key, own(key), **options) for key in POLITICAS)


def trend(points, breaks=(), last_change=None, nombre="Gobierno Digital"):
    """Trend from (vigencia, score, peer mean) rows; None where there is none."""
    made = tuple(
        TrendPoint(
            vigencia=vigencia,
            score=score(own),
            tramo="2018-2021" if vigencia < 2022 else "2022-2025",
            media_grupo_puntos=media,
            n_grupo=41 if media is not None else 0,
            nombre=nombre,
        )
        for vigencia, own, media in points
    )
    own = made[-1].score.puntos if made else None
    earlier = made[-2].score.puntos if len(made) > 1 else None
    return Trend(made, tuple(breaks), last_change or change(own, earlier))


def recomendacion(i, texto, key, otras=()):
    return RecomendacionGroup(
        recomendacion_ids=(f"{i:016x}",),
        texto=texto,
        politicas=(key, *otras),
        nombres_politicas=tuple(POLITICAS[name][3] for name in (key, *otras)),
        n_repeticiones=1 + len(otras),
        source=Source("recomendaciones.xlsx", "Hoja1", i + 4, "B", SHA),
    )


def accion(i, texto, key):
    return ProposedAction(
        accion_id=f"A-{i:03d}",
        politica=key,
        nombre_politica=POLITICAS[key][3],
        recomendacion_ids=(f"{i:016x}",),
        accion=texto,
        producto="Documento aprobado",
        indicador="Documento aprobado y publicado",
        unidad="documento",
        linea_base="",
        meta="1",
        responsable="Oficina de Sistemas",
        apoyo="Secretaría de Planeación",
        fecha_inicio=date(2026, 7, 15),
        fecha_fin=date(2026, 11, 30),
        prioridad="alta",
    )


TEXTOS = (
    "Adoptar el plan de seguridad y privacidad de la información con acto administrativo.",
    "Publicar los conjuntos de datos abiertos actualizados en el portal nacional.",
    "Definir la arquitectura institucional y aprobarla en el comité.",
)
RECOMENDACIONES = (
    recomendacion(1, TEXTOS[0], "gobierno_digital", ("seguridad_digital",)),
    recomendacion(2, TEXTOS[1], "gobierno_digital", ("transparencia", "estadistica")),
    recomendacion(3, TEXTOS[2], "gobierno_digital"),
)
RESPONSABLES = Responsables(
    lider="Secretaría de Planeación",
    responsable="Oficina de Sistemas",
    apoyo="Secretaría General",
    delegado_cargo="Profesional especializado",
    es_heredado=False,
    vigencia=VIGENCIA,
    source=Source("responsables.xlsx", "Anexo", 9, "C", SHA),
)
DEADLINES = (
    Deadline(date(2026, 6, 30), "Corte de la evaluación del Sistema de Control Interno", "OCI"),
    Deadline(date(2026, 12, 31), "Cierre del plan de mejoramiento", "Función Pública"),
)
SOURCES = (
    SourceFile("resultados_2025.xlsx", SHA, "resultados", (VIGENCIA,), date(2026, 6, 24)),
    SourceFile("recomendaciones.xlsx", SHA, "recomendaciones", (VIGENCIA,), date(2026, 6, 24)),
)
METHOD = Method(
    rule=RULE,
    sensitivity=(Sensitivity(8.0, 5), Sensitivity(10.0, 3), Sensitivity(12.0, 2)),
    criterio_pares="grupo_par",
    version="0.1.0",
    fecha_informe=date(2026, 6, 24),
    tramo="2022-2025",
    explicacion_tramo="Las vigencias 2022 a 2025 usan la misma metodología.",
)


def profile(key="gobierno_digital", own=None, *, group=None, **changes):
    """Build the typical report of a politica; `changes` replace whole fields."""
    own = POLITICAS[key][4] if own is None else own
    group = group or peers(own)
    own_gaps = gaps(own, group, anterior=own - 4.2)
    base = Profile(
        entidad=entidad(),
        vigencia=VIGENCIA,
        vigencia_plan=VIGENCIA + 1,
        politica=politica(key),
        case="evaluada",
        score=score(own),
        peers=group,
        gaps=own_gaps,
        trend=trend(
            [
                (2023, own - 6.0, group.media_puntos and group.media_puntos - 3.0),
                (2024, own - 4.2, group.media_puntos and group.media_puntos - 1.4),
                (2025, own, group.media_puntos),
            ],
            nombre=POLITICAS[key][3],
        ),
        indices=indices_of(key),
        priority=priority(own_gaps),
        politicas=tuple(
            politica_result(name, own if name == key else POLITICAS[name][4]) for name in POLITICAS
        ),
        recomendaciones=RECOMENDACIONES,
        n_recomendaciones_leidas=6,
        acciones=tuple(accion(i, texto, key) for i, texto in enumerate(TEXTOS, start=1)),
        responsables=RESPONSABLES,
        deadlines=DEADLINES,
        avisos=(),
        sources=SOURCES,
        method=METHOD,
    )
    return replace(base, **changes)


def typical():
    return profile()


def long_names():
    return profile("participacion")


def all_hundred():
    """100 in every index, for the entidad and for its whole group."""
    group = peers(100.0, [100.0] * 12)
    own_gaps = gaps(100.0, group, meta=95.0, anterior=100.0)
    rows = tuple(
        indice_result(indice, (codigo, nombre, 100.0), group=group)
        for indice, (codigo, nombre, _) in GOBIERNO_DIGITAL.items()
    )
    return profile(
        own=100.0,
        group=group,
        gaps=own_gaps,
        priority=priority(own_gaps),
        indices=rows,
        trend=trend([(year, 100.0, 100.0) for year in (2022, 2023, 2024, 2025)]),
        politicas=politicas(lambda _: 100.0, group=group),
        recomendaciones=(),
        n_recomendaciones_leidas=0,
        acciones=(),
    )


def bunched():
    """A good performer among good performers: everything between 95 and 100."""
    group = peers(98.2, [95.1, 96.4, 97.0, 97.7, 98.2, 98.9, 99.14, 99.5, 100.0])
    rows = tuple(
        indice_result(indice, (codigo, nombre, 95.3 + 0.47 * i), group=group)
        for i, (indice, (codigo, nombre, _)) in enumerate(GOBIERNO_DIGITAL.items())
    )
    points = [(2023, 96.44, 95.9), (2024, 97.51, 96.8), (2025, 98.2, group.media_puntos)]
    return profile(own=98.2, group=group, indices=rows, trend=trend(points))


def without_indices():
    return profile("planeacion")


def one_vigencia():
    return profile(trend=trend([(2025, 61.3, peers(61.3).media_puntos)]))


def _without_score(key, case, motivo, **changes):
    group = peers(None, motivo=motivo)
    own_gaps = tuple(Gap(item.referencia, None, None, motivo) for item in gaps(None, group))
    last = Change(VIGENCIA, None, None, motivo)
    base = profile(
        key,
        own=60.0,
        group=group,
        case=case,
        score=score(None, motivo),
        gaps=own_gaps,
        trend=trend([], last_change=last),
        indices=(),
        priority=Priority("sin_dato", None, (), motivo),
        recomendaciones=(),
        n_recomendaciones_leidas=0,
        acciones=(),
        politicas=politicas(),
    )
    return replace(base, **changes)


def not_applicable():
    return _without_score("mejora_normativa", "no_aplica", "no_aplica")


def not_published():
    return _without_score("presupuesto", "sin_resultado", "vacio")


def _only_control(own):
    return tuple(
        politica_result(key, own)
        if key == "control_interno"
        else politica_result(key, None, case="fuera_de_meci", motivo="solo_meci")
        for key in POLITICAS
    )


def meci():
    """A MECI entidad and the one politica it is assessed on."""
    return profile(
        "control_interno",
        entidad=entidad(nombre="Personería de Pueblo Ejemplo", es_meci=True, grupo_par="MECI"),
        politicas=_only_control(72.05),
    )


def meci_other():
    """A MECI entidad asked about another politica."""
    return _without_score(
        "gobierno_digital",
        "fuera_de_meci",
        "solo_meci",
        entidad=entidad(nombre="Personería de Pueblo Ejemplo", es_meci=True, grupo_par="MECI"),
        politicas=_only_control(72.05),
    )


def _with_group(group):
    return profile(
        group=group,
        gaps=gaps(61.3, group, anterior=57.1),
        indices=indices_of("gobierno_digital", group=group),
        politicas=politicas(group=group),
    )


def single_member():
    return _with_group(suppressed("grupo_unico", 1))


def small_group():
    return _with_group(suppressed("grupo_pequeno", 3))


def large_group():
    """A group of more than a thousand, as the alcaldías of the country are."""
    return _with_group(peers(61.3, group_scores(61.3, 1100)))


def official_peers():
    """Statistics published with the scores, without the scores of the others."""
    published = peers(61.3)
    return _with_group(
        replace(
            published,
            media_puntos=65.34,
            mediana_puntos=None,
            posicion=None,
            percentil=33.0,
            quintil=2,
            oficial=True,
            puntajes=(),
        )
    )


def no_peers():
    return _with_group(suppressed("sin_grupo", 0))


def with_break():
    """Both sides of 2021|2022, a vigencia without score in between and a missing peer mean."""
    mean_now = peers(61.3).media_puntos
    points = [
        (2018, 49.8, None),
        (2019, 52.0, 55.1),
        (2020, None, 57.0),
        (2021, 60.2, 61.4),
        (2022, 51.5, 54.4),
        (2023, 55.3, 58.9),
        (2024, 57.1, 61.0),
        (2025, 61.3, mean_now),
    ]
    broken = Break(2021, 2022, "no_comparable_quiebre", QUIEBRE)
    return profile(trend=trend(points, [broken]))


def just_after_break():
    """The last vigencia is the first of its span, so there is no change to state."""
    broken = Break(2024, 2025, "no_comparable_quiebre", "La metodología cambió en 2025.")
    last = Change(VIGENCIA, None, None, "no_comparable_quiebre", broken.explicacion)
    points = [(2024, 66.0, 64.0), (2025, 61.3, peers(61.3).media_puntos)]
    return profile(trend=trend(points, [broken], last))


def redefined():
    """A sub-index that changed name and content in 2025."""
    notas = {"i28_patrimonio_publico": REDEFINIDO}
    return profile("defensa_juridica", indices=indices_of("defensa_juridica", notas=notas))


HOSTILE = (
    "<script>alert('x')</script> & \"$\\frac{1}{2}$\" #let x = 1 =cmd|'/c' ]]> \u4e2d\U0001f600\x0b"
)


def hostile():
    """Free text that would break markup, formulas, fonts or layouts if it were not escaped."""
    base = profile()
    bad = replace(base.politica, nombre=HOSTILE, nombre_corto=HOSTILE, nombre_dimension=HOSTILE)
    return replace(
        base,
        entidad=entidad(nombre=HOSTILE),
        politica=bad,
        peers=replace(base.peers, etiqueta=HOSTILE),
        indices=tuple(replace(row, nombre=HOSTILE, nota=HOSTILE) for row in base.indices),
        politicas=tuple(
            replace(row, politica=replace(row.politica, nombre=HOSTILE, nombre_corto=HOSTILE))
            for row in base.politicas
        ),
        recomendaciones=tuple(replace(row, texto=HOSTILE) for row in base.recomendaciones),
        acciones=tuple(replace(row, accion=HOSTILE) for row in base.acciones),
        avisos=(HOSTILE,),
    )


DIMENSION_SCORES = dict(zip(DIMENSIONES, (68.7, 84.2, 63.81, 73.3, 57.4, 60.4, 72.05), strict=True))


def dimension(key, own, *, motivo="no_aplica", group=None):
    group = group or peers(own)
    own_gaps = gaps(own, group, anterior=None if own is None else own - 2.0)
    return DimensionResult(
        key,
        DIMENSIONES[key],
        score(own, motivo),
        group,
        own_gaps,
        change(own, None if own is None else own - 2.0),
    )


def entidad_profile(**changes):
    """Build the typical institutional report; `changes` replace whole fields."""
    group = peers(66.7)
    base = EntidadProfile(
        entidad=entidad(),
        vigencia=VIGENCIA,
        vigencia_plan=VIGENCIA + 1,
        idi=score(66.7),
        peers=group,
        gaps=gaps(66.7, group, anterior=64.9),
        trend=trend(
            [(2023, 62.3, 61.0), (2024, 64.9, 63.2), (2025, 66.7, group.media_puntos)],
            nombre="Índice de Desempeño Institucional",
        ),
        dimensiones=tuple(dimension(key, own) for key, own in DIMENSION_SCORES.items()),
        politicas=politicas(),
        recomendaciones_compartidas=RECOMENDACIONES[:2],
        n_recomendaciones_leidas=208,
        n_recomendaciones_distintas=181,
        acciones_prioritarias=(accion(1, TEXTOS[0], "gobierno_digital"),),
        politicas_sin_responsable=("Gestión de la Información Estadística",),
        deadlines=DEADLINES,
        avisos=(),
        sources=SOURCES,
        method=METHOD,
    )
    return replace(base, **changes)


def entidad_hundred():
    group = peers(100.0, [100.0] * 12)
    return entidad_profile(
        idi=score(100.0),
        peers=group,
        gaps=gaps(100.0, group, meta=95.0, anterior=100.0),
        trend=trend([(year, 100.0, 100.0) for year in (2024, 2025)]),
        dimensiones=tuple(dimension(key, 100.0, group=group) for key in DIMENSIONES),
        politicas=politicas(lambda _: 100.0, group=group),
    )


def entidad_meci():
    none = peers(None, motivo="solo_meci")
    return entidad_profile(
        entidad=entidad(nombre="Personería de Pueblo Ejemplo", es_meci=True, grupo_par="MECI"),
        idi=score(None, "solo_meci"),
        peers=none,
        gaps=tuple(replace(item, motivo="solo_meci") for item in gaps(None, none)),
        trend=trend([], last_change=Change(VIGENCIA, None, None, "solo_meci")),
        dimensiones=tuple(
            dimension(key, 72.05 if key == "D7" else None, motivo="solo_meci")
            for key in DIMENSIONES
        ),
        politicas=_only_control(72.05),
    )


def entidad_no_peers():
    group = suppressed("sin_grupo", 0)
    return entidad_profile(
        peers=group,
        gaps=gaps(66.7, group, anterior=64.9),
        trend=trend([(2023, 62.3, None), (2024, 64.9, None), (2025, 66.7, None)]),
        dimensiones=tuple(
            dimension(key, own, group=group) for key, own in DIMENSION_SCORES.items()
        ),
        politicas=politicas(group=group),
    )


def entidad_hostile():
    base = entidad_profile()
    return replace(
        base,
        entidad=entidad(nombre=HOSTILE),
        dimensiones=tuple(replace(row, nombre=HOSTILE) for row in base.dimensiones),
        politicas=hostile().politicas,
        avisos=(HOSTILE,),
    )


PROFILES = {
    builder.__name__: builder
    for builder in (
        typical,
        long_names,
        all_hundred,
        bunched,
        without_indices,
        one_vigencia,
        not_applicable,
        not_published,
        meci,
        meci_other,
        single_member,
        small_group,
        large_group,
        official_peers,
        no_peers,
        with_break,
        just_after_break,
        redefined,
        hostile,
    )
}
ENTIDAD_PROFILES = {
    builder.__name__: builder
    for builder in (
        entidad_profile,
        entidad_hundred,
        entidad_meci,
        entidad_no_peers,
        entidad_hostile,
    )
}
