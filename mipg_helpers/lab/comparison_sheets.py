"""What the workbook of a comparison holds: every row of it, and what each column means.

Nothing is left out and nothing rounded: pages show what can be read, the workbook has it all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.analysis.comparison_changes import first_places
from mipg_helpers.presentation import (
    formats,
    narrative_comparar,
    narrative_comparar_findings,
    narrative_comparar_set,
    rows_comparar,
)
from mipg_helpers.presentation.tables_sources import KINDS

if TYPE_CHECKING:
    from mipg_helpers.analysis.comparison_profile import CommonGap, Comparison, Fila, Mejoras
    from mipg_helpers.analysis.profile import Score

#: A cell: text, a figure, or nothing.
Value = str | float | int | None

YES, NO = "sí", "no"


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    width: int
    description: str
    kind: str = ""  # "oficial", "cálculo propio" or "" for what is no figure


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of the workbook."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    #: Number of the row of the own entidad, which is set in bold; None where it has none.
    own: int | None = None


def sheets_of(comparison: Comparison) -> tuple[Sheet, ...]:
    """Make every table of a comparison, in the order of the workbook."""
    return (_scores(comparison), _spread(comparison), _gaps(comparison), _rises(comparison))


def notes_of(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """Say what was compared, how, and from which files: subject and text, in order."""
    fictitious = comparison.es_ficticia or comparison.entidad.es_ficticia
    files = tuple(
        (
            "Archivo leído",
            (
                f"{file.archivo}; {KINDS.get(file.tipo, file.tipo)} "
                f"{formats.enumerated([str(year) for year in sorted(file.vigencias)])}; cargado el "
                f"{formats.short_date(file.fecha_cargue)}; huella SHA-256 {file.sha256}"
            ),
        )
        for file in comparison.sources
    )
    return (
        *(
            [("Datos ficticios", "Ni las entidades ni las cifras son reales.")]
            if fictitious
            else []
        ),
        ("Entidad", f"{comparison.entidad.nombre} ({comparison.entidad.entidad_id})"),
        ("Vigencia medida", str(comparison.vigencia)),
        *(("Conjunto", text) for text in narrative_comparar_set.conjunto(comparison)),
        ("Orden de las filas", rows_comparar.order_text(comparison)),
        *(("Método", text) for text in narrative_comparar.METHOD),
        *(("Método", text) for text in narrative_comparar.method(comparison)),
        *files,
        ("Programa", f"MIPG Workbench {comparison.version}"),
    )


def _scores(comparison: Comparison) -> Sheet:
    scored = [f.orden_puntos for f in comparison.filas if f.orden_puntos is not None]
    places: list[int | None] = [*first_places(scored)]
    places += [None] * (len(comparison.filas) - len(scored))
    order = comparison.orden_nombre
    columns = (
        Column("Entidad", 46, "Nombre como está publicado."),
        Column("Identificador", 14, "Código SIGEP o, si el archivo no lo trae, uno estable."),
        Column("Lugar", 30, "Municipio y departamento, como están publicados."),
        Column("Formulario MECI", 11, "De las que dicen sí solo cuenta Control Interno."),
        Column("Es la propia", 9, "Marca la entidad desde la que se compara."),
        Column("Puesto", 8, f"Por {order}; los empates comparten puesto.", formats.CALCULO_PROPIO),
        Column(order, 10, "Puntaje que ordena las filas, en puntos.", formats.OFICIAL),
        *(
            Column(
                f"{item.codigo} {item.nombre}".strip(),
                13,
                "Puntaje de la política, en puntos; en palabras, por qué no hay.",
                formats.OFICIAL,
            )
            for item in comparison.politicas
        ),
    )
    rows = tuple(
        _score_row(fila, place) for fila, place in zip(comparison.filas, places, strict=True)
    )
    title = f"Puntajes de cada entidad, vigencia {comparison.vigencia}"
    own = next((at for at, fila in enumerate(comparison.filas) if fila.es_propia), None)
    return Sheet("Puntajes", title, columns, rows, own)


def _score_row(fila: Fila, place: int | None) -> tuple[Value, ...]:
    return (
        fila.nombre,
        fila.entidad_id,
        fila.lugar,
        YES if fila.es_meci else NO,
        YES if fila.es_propia else NO,
        place,
        fila.orden_puntos,
        *(_written(score) for score in fila.scores),
    )


def _written(score: Score) -> Value:
    return formats.motivo_short(score.motivo) if score.puntos is None else score.puntos


def _spread(comparison: Comparison) -> Sheet:
    ours = formats.CALCULO_PROPIO
    columns = (
        Column("Política", 46, "Nombre en la vigencia."),
        Column("Con puntaje", 9, "Entidades del conjunto con puntaje.", ours),
        Column("Entidad", 11, "Puntaje de la entidad propia, en puntos.", formats.OFICIAL),
        Column("Puesto", 8, "El 1 es el más alto; los empates lo comparten.", ours),
        Column("Más bajo", 10, "Puntaje más bajo del conjunto.", formats.OFICIAL),
        Column("Cuartil 1", 10, "Un cuarto del conjunto está hasta aquí.", ours),
        Column("Mediana", 10, "La mitad del conjunto está hasta aquí.", ours),
        Column("Promedio", 10, "Promedio simple de las entidades con puntaje.", ours),
        Column("Cuartil 3", 10, "Tres cuartos del conjunto están hasta aquí.", ours),
        Column("Más alto", 10, "Puntaje más alto del conjunto.", formats.OFICIAL),
        Column("Nota", 24, "Por qué faltan cifras."),
    )
    rows = tuple(
        (
            row.politica.nombre,
            row.n,
            _written(row.own),
            row.posicion,
            row.minimo_puntos,
            row.q1_puntos,
            row.mediana_puntos,
            row.media_puntos,
            row.q3_puntos,
            row.maximo_puntos,
            formats.motivo_short(row.motivo) if row.motivo else "",
        )
        for row in comparison.distribuciones
    )
    title = f"Cómo se reparten los puntajes, vigencia {comparison.vigencia}"
    return Sheet("Distribución", title, columns, rows)


def _gaps(comparison: Comparison) -> Sheet:
    ours = formats.CALCULO_PROPIO
    columns = (
        Column("Política o subíndice", 52, "Nombre en la vigencia."),
        Column("Nivel", 10, "Política o subíndice."),
        Column("De la política", 34, "La política a la que pertenece."),
        Column("Es común", 9, "Sí: más de la mitad del conjunto está por debajo.", ours),
        Column("Referencia", 11, f"{narrative_comparar_findings.reference(comparison)}.", ours),
        Column("Forman la referencia", 12, "Entidades de las que sale la referencia.", ours),
        Column("Con puntaje", 9, "Entidades del conjunto con puntaje.", ours),
        Column("Por debajo", 9, "Entidades por debajo de la referencia.", ours),
        Column("Parte del conjunto (%)", 11, "Por debajo, de las que tienen puntaje.", ours),
        Column("Brecha mediana", 10, "De las que están por debajo, en puntos.", ours),
        Column("Entidad", 11, "Puntaje de la entidad propia, en puntos.", formats.OFICIAL),
        Column("Nota", 24, "Por qué faltan cifras."),
    )
    title = f"Dónde está por debajo el conjunto, vigencia {comparison.vigencia}"
    return Sheet("Brechas", title, columns, tuple(map(_gap_row, comparison.brechas)))


def _gap_row(gap: CommonGap) -> tuple[Value, ...]:
    return (
        f"{gap.codigo} {gap.nombre}".strip(),
        "política" if gap.nivel == "politica" else "subíndice",
        gap.nombre_politica,
        YES if gap.es_comun else NO,
        gap.referencia_puntos,
        gap.n_referencia or None,
        gap.n,
        gap.n_debajo,
        gap.debajo_pct,
        gap.brecha_mediana_puntos,
        None if gap.own is None else _written(gap.own),
        formats.motivo_short(gap.motivo) if gap.motivo else "",
    )


def _rises(comparison: Comparison) -> Sheet:
    ours = formats.CALCULO_PROPIO
    columns = (
        Column("Política", 40, "Nombre en la vigencia."),
        Column("Puesto", 8, "Por cuánto subió; los empates lo comparten.", ours),
        Column("Entidad", 44, "Entidad del conjunto que subió."),
        Column("Desde", 9, "Vigencia comparable con que se mide el cambio."),
        Column("Antes", 10, "Puntaje en esa vigencia.", formats.OFICIAL),
        Column("Ahora", 10, "Puntaje en la vigencia.", formats.OFICIAL),
        Column("Cambio", 10, "Ahora menos antes, en puntos.", ours),
        Column("Comparadas", 10, "Entidades con puntaje en las dos vigencias.", ours),
        Column("Subieron", 10, "Cuántas de ellas subieron.", ours),
        Column("Mediana del cambio", 10, "De todas las comparadas, en puntos.", ours),
        Column("Cambio de la propia", 10, "De la entidad propia, en puntos.", ours),
        Column("Nota", 60, "Cuántas más subieron, o por qué no hay comparación."),
    )
    title = f"Quién mejoró más, hasta la vigencia {comparison.vigencia}"
    rows = tuple(row for item in comparison.mejoras for row in _rise_rows(item))
    return Sheet("Mejoras", title, columns, rows)


def _rise_rows(item: Mejoras) -> list[tuple[Value, ...]]:
    ends = (item.n, item.n_suben, item.mediana_cambio_puntos, item.own_cambio_puntos)
    name = item.politica.nombre
    if not item.mejoras:
        why = item.explicacion or formats.motivo_text(item.motivo) or "Ninguna subió."
        return [(name, None, "", item.desde, None, None, None, *ends, why)]
    more = f"Subieron {formats.integer(item.n_mas)} más." if item.n_mas else ""
    return [
        (
            name,
            one.posicion,
            one.nombre,
            item.desde,
            one.desde_puntos,
            one.hasta_puntos,
            one.cambio_puntos,
            *ends,
            more,
        )
        for one in item.mejoras
    ]
