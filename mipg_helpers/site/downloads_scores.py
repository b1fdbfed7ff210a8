"""Tables of results: official scores, gaps and official recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation.formats import (
    OFICIAL,
    REFERENCES,
    kind_label,
    motivo_short,
)
from mipg_helpers.presentation.free_text import harmless
from mipg_helpers.reference import IDI
from mipg_helpers.site.downloads_model import OFFICIAL, OWN, Column, Table, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mipg_helpers.analysis.profile import Entidad, Gap, PeerStats, Score
    from mipg_helpers.reference import Catalog
    from mipg_helpers.site.content import SiteContent
    from mipg_helpers.site.downloads_model import Value
    from mipg_helpers.site.model import EntidadSite

LEVELS = ("idi", "dimension", "politica", "indice")
MISSING = "Por qué no hay puntaje; vacío cuando lo hay"
_Named = tuple[str, str, str, str, str]  # nivel, indice, name, politica, dimension


def scores_table(site: EntidadSite, catalog: Catalog) -> Table:
    """List the official scores of an entidad: its IDI and politicas through the vigencias."""
    found = {(named[1], vigencia): (named, score) for named, vigencia, score in _scores(site)}
    order = sorted(found, key=lambda key: (LEVELS.index(found[key][0][0]), key[1]))
    # Sorting keeps the official order of what has the same level and vigencia.
    rows = [_score_row(site.profile.entidad, key[1], *found[key]) for key in order]
    return _scores_table(catalog, rows, "Puntajes oficiales de la entidad, por índice y vigencia")


def all_scores_table(content: SiteContent) -> Table:
    """List the official IDI, dimensions and politicas of every entidad of a site."""
    catalog, vigencia, scores = content.catalog, content.vigencia, content.scores()
    named: list[_Named] = [("idi", IDI, "IDI", "", "")]
    named += [
        ("dimension", info.indice, info.nombre, "", info.dimension)
        for info in catalog.dimensiones(vigencia)
    ]
    named += [
        ("politica", info.politica, info.nombre, info.politica, info.dimension)
        for info in catalog.politicas(vigencia)
    ]
    rows = [
        _score_row(entry.entidad, vigencia, each, scores[entry.entidad_id][each[1]])
        for entry in content.entidades
        for each in named
    ]
    return _scores_table(catalog, rows, "Puntajes oficiales de todas las entidades del sitio")


def gaps_table(site: EntidadSite, catalog: Catalog) -> Table:
    """List the distance of each politica and sub-index to each reference."""
    columns = (
        *_identity(catalog),
        Column(
            "puntaje_puntos", "Puntaje", "decimal", "puntos", "Puntaje oficial publicado", OFFICIAL
        ),
        Column("referencia", "Referencia", "texto", "", "Con qué se compara el puntaje"),
        Column(
            "vigencia_referencia", "Vigencia de la referencia", "entero", "año",
            "Año de la meta o del puntaje con que se compara",
        ),
        Column(
            "valor_referencia_puntos", "Valor de la referencia", "decimal", "puntos",
            "Vacío cuando no se puede comparar", "según la columna origen_referencia",
        ),
        Column(
            "origen_referencia", "Origen de la referencia", "texto", "",
            "Oficial, meta de la entidad o cálculo propio de este sitio",
        ),
        Column(
            "brecha_puntos", "Brecha", "decimal", "puntos",
            "Referencia menos puntaje; 0 o menos quiere decir que la referencia se alcanzó", OWN,
        ),
        Column("motivo", "Motivo", "texto", "", "Por qué no hay brecha; vacío cuando la hay"),
        Column("grupo", "Grupo de comparación", "texto", "", "Entidades con que se compara"),
        Column("n_grupo", "Tamaño del grupo", "entero", "entidades", "Entidades con puntaje", OWN),
    )  # fmt: skip
    rows = list(_gap_rows(site))
    title = "Brechas de cada política y cada índice (cálculo propio)"
    said = "Distancia entre el puntaje oficial y cada referencia. No es una cifra oficial."
    return Table("brechas", title, said, columns, rows)


def recommendations_table(site: EntidadSite, catalog: Catalog) -> Table:
    """List the official texts, once per politica they were given for."""
    columns = (
        *_who(catalog),
        tidy(catalog, "recomendaciones", "vigencia"),
        Column(
            "recomendacion_ids", "Identificadores", "texto", "",
            "Identificadores del texto en las políticas donde aparece, separados por «|»",
        ),
        tidy(catalog, "recomendaciones", "politica"),
        Column("nombre_politica", "Nombre de la política", "texto", "", "Nombre en esa vigencia"),
        tidy(catalog, "recomendaciones", "texto", origen=OFFICIAL),
        Column(
            "otras_politicas", "Otras políticas", "texto", "",
            "Las demás políticas que tienen el mismo texto, separadas por «|»",
        ),
        *_source(catalog, "recomendaciones", with_column=False),
    )  # fmt: skip
    entidad, vigencia = site.profile.entidad, site.profile.vigencia
    rows = [
        (
            entidad.entidad_id, entidad.nombre, vigencia, "|".join(texto.recomendacion_ids),
            item.politica, item.nombre, _lines(texto.texto), "|".join(texto.politicas[1:]),
            texto.source.archivo, texto.source.hoja, texto.source.fila, texto.source.sha256,
        )
        for item in site.politicas
        for texto in item.profile.recomendaciones
    ]  # fmt: skip
    title = "Recomendaciones oficiales de Función Pública a la entidad"
    said = "Textos como fueron publicados, cada uno una vez por política."
    return Table("recomendaciones", title, said, columns, rows)


def _scores(site: EntidadSite) -> Iterator[tuple[_Named, int, Score]]:
    """Give every score the pages and reports of the entidad show; the last of a key counts."""
    profile = site.profile
    idi: _Named = ("idi", IDI, "IDI", "", "")
    yield from ((idi, point.vigencia, point.score) for point in profile.trend.points)
    yield idi, profile.vigencia, profile.idi
    for row in profile.dimensiones:
        named: _Named = ("dimension", row.dimension.lower(), row.nombre, "", row.dimension)
        yield named, profile.vigencia, row.score
    for item in site.politicas:
        info = item.profile.politica
        for point in item.profile.trend.points:
            named = ("politica", item.politica, point.nombre, item.politica, info.dimension)
            yield named, point.vigencia, point.score
    for result in profile.politicas:
        info = result.politica
        named = ("politica", info.politica, info.nombre, info.politica, info.dimension)
        yield named, profile.vigencia, result.score
    for item in site.politicas:
        for indice in item.profile.indices:
            dimension = item.profile.politica.dimension
            named = ("indice", indice.indice, indice.nombre, item.politica, dimension)
            yield named, profile.vigencia, indice.score


def _scores_table(catalog: Catalog, rows: Sequence[Sequence[Value]], title: str) -> Table:
    columns = (
        *_identity(catalog),
        tidy(catalog, "indices", "dimension"),
        tidy(catalog, "indices", "puntaje_puntos", origen=OFFICIAL),
        Column("motivo", "Motivo", "texto", "", MISSING),
        *_source(catalog, "indices"),
    )
    said = "Puntajes como fueron publicados, de 0 a 100. Una celda vacía no es un cero."
    return Table("puntajes", title, said, columns, rows)


def _score_row(entidad: Entidad, vigencia: int, named: _Named, score: Score) -> Sequence[Value]:
    nivel, indice, nombre, politica, dimension = named
    source = score.source
    read = (
        (source.archivo, source.hoja, source.fila, source.columna, source.sha256)
        if source
        else (None,) * 5
    )
    motivo = motivo_short(score.motivo) if score.puntos is None else ""
    return (
        entidad.entidad_id, entidad.nombre, vigencia, nivel, indice, nombre, politica, dimension,
        score.puntos, motivo, *read,
    )  # fmt: skip


def _gap_rows(site: EntidadSite) -> Iterator[Sequence[Value]]:
    entidad, vigencia = site.profile.entidad, site.profile.vigencia
    for item in site.politicas:
        profile = item.profile
        own = ("politica", item.politica, item.nombre, profile.score, profile.gaps, profile.peers)
        below = (
            ("indice", row.indice, row.nombre, row.score, row.gaps, row.peers)
            for row in profile.indices
        )
        for nivel, indice, nombre, score, gaps, peers in (own, *below):
            for gap in gaps:
                yield (
                    entidad.entidad_id, entidad.nombre, vigencia, nivel, indice, nombre,
                    item.politica, score.puntos, *_gap_cells(gap, peers),
                )  # fmt: skip


def _gap_cells(gap: Gap, peers: PeerStats) -> Sequence[Value]:
    of_group = gap.referencia.endswith("_grupo")
    motivo = motivo_short(gap.motivo) if gap.brecha_puntos is None else ""
    group = (peers.etiqueta, peers.n or None) if of_group else ("", None)
    return (
        REFERENCES[gap.referencia], gap.vigencia_referencia, gap.valor_referencia_puntos,
        _origin(gap, peers), gap.brecha_puntos, motivo, *group,
    )  # fmt: skip


def _origin(gap: Gap, peers: PeerStats) -> str:
    """Say whether a reference is official, the entidad's own target or calculated here."""
    if gap.valor_referencia_puntos is None:
        return ""
    if gap.referencia == "meta":
        return "meta de la entidad"
    if gap.referencia == "vigencia_anterior":
        return OFICIAL
    return kind_label(oficial=peers.oficial)


def _who(catalog: Catalog) -> tuple[Column, ...]:
    return tuple(tidy(catalog, "entidades", campo) for campo in ("entidad_id", "nombre_entidad"))


def _identity(catalog: Catalog) -> tuple[Column, ...]:
    return (
        *_who(catalog),
        tidy(catalog, "indices", "vigencia"),
        tidy(catalog, "indices", "nivel"),
        tidy(catalog, "indices", "indice"),
        Column("nombre_indice", "Nombre del índice", "texto", "", "Nombre en esa vigencia"),
        tidy(catalog, "indices", "politica"),
    )


def _source(catalog: Catalog, table: str, *, with_column: bool = True) -> tuple[Column, ...]:
    cell = ["fuente_fila", "fuente_columna"] if with_column else ["fuente_fila"]
    campos = ["fuente_archivo", "fuente_hoja", *cell, "fuente_sha256"]
    return tuple(tidy(catalog, table, campo) for campo in campos)


def _lines(text: str) -> str:
    """Keep the lines of an official text; each without data of persons."""
    return "\n".join(filter(None, map(harmless, text.splitlines())))
