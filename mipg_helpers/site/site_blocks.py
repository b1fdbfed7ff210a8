"""Blocks that only pages have, beside those of the document model: tiles, files, news, dates.

Each is a ``dict`` with a ``"type"`` that ``templates/site_blocks.html`` prints. Addresses are
already relative to their page.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from mipg_helpers.presentation import formats, narrative
from mipg_helpers.presentation.charts_theme import load_theme
from mipg_helpers.reporting.norms import archival_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mipg_helpers.analysis.profile import Deadline, PoliticaResult, Score
    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.presentation.display import Displayed
    from mipg_helpers.site.model import Documento, Download, Noticia, Page, Report

KILO, MEGA = 1000, 1_000_000
#: What a report calls itself and its sections, and what they are in a site.
WORDS = (
    ("este informe", "este sitio"),
    ("Este informe", "Este sitio"),
    ("«Método y fuentes»", "«Metodología»"),
)
#: What readers call the formats of a report.
FORMAT_NAMES = {"html": "Página web", "pdf": "PDF"}


def shown(displayed: Displayed) -> list[Block]:
    """Take the blocks of a chart; its table of the same numbers is folded below it."""
    found = [dict(block) for block in displayed.blocks]
    for before, block in pairwise(found):
        if before["type"] == "figure" and block["type"] == "table":
            block["companion"] = True
    return found


def folded(title: str, inside: Sequence[Block]) -> list[Block]:
    """Fold blocks behind a title that opens without a script; nothing when there are none."""
    if not inside:
        return []
    return [{"type": "fold", "title": title}, *inside, {"type": "unfold"}]


def columns(*parts: Sequence[Block]) -> list[Block]:
    """Put parts side by side where there is room; empty ones are left out."""
    found = [part for part in parts if part]
    if len(found) < 2:
        return [block for part in found for block in part]
    inside = [block for part in found[1:] for block in ({"type": "next_column"}, *part)]
    return [{"type": "columns"}, *found[0], *inside, {"type": "end_columns"}]


def tiles(groups: Iterable[tuple[str, str, Sequence[Block]]]) -> Block:
    """Show tiles in groups: (name, address or "", tiles)."""
    made = [{"name": name, "href": href, "tiles": list(items)} for name, href, items in groups]
    return {"type": "tiles", "groups": made}


def politica_tile(row: PoliticaResult, href: str) -> Block:
    """Show a politica with its official score, shaded as in the charts."""
    high = row.priority.nivel == "alta"
    return _tile(
        row.politica.nombre_corto or row.politica.nombre,
        href,
        row.score,
        "Prioridad alta" if high else "",
    )


def score_tile(name: str, href: str, score: Score) -> Block:
    """Show anything with an official score."""
    return _tile(name, href, score, "")


def _tile(name: str, href: str, score: Score, mark: str) -> Block:
    return {
        "name": name,
        "href": href,
        "score": formats.score_text(score),
        "bar": None if score.puntos is None else round(score.puntos, 1),
        "shade": shade_of(score.puntos),
        "mark": mark,
    }


def shade_of(puntos: float | None) -> str:
    """Name the class of the shade of a score: ``t0`` the lightest, ``sin-dato`` without one."""
    if puntos is None:
        return "sin-dato"
    shades = load_theme().shades
    return f"t{shades.index(load_theme().shade(puntos))}"


def links(items: Iterable[tuple[str, str, str]]) -> Block:
    """List places to go: (label, address, what is there)."""
    made = [{"label": label, "href": href, "detail": detail} for label, href, detail in items]
    return {"type": "links", "items": made}


def reports(found: Iterable[Report], page: Page, name: Callable[[Report], str]) -> Block:
    """List reports, each with its documents and what they weigh."""
    return files(
        (
            name(report),
            "",
            [
                (_format_name(file.path), page.href(file.path), file.n_bytes)
                for file in report.files
            ],
        )
        for report in found
    )


def documents(found: Iterable[Documento], page: Page) -> Block:
    """List the documents that a leader added."""
    return files(
        (
            item.titulo,
            "",
            [(_suffix(item.file.path).upper(), page.href(item.file.path), item.file.n_bytes)],
        )
        for item in found
    )


def downloads(found: Iterable[Download], page: Page) -> Block:
    """List files of data; one thing in several formats is listed once."""
    by_thing: dict[tuple[str, str], list[tuple[str, str, int]]] = {}
    for item in found:
        file = (_suffix(item.path).upper(), page.href(item.path), item.n_bytes)
        by_thing.setdefault((item.label, item.description), []).append(file)
    return files((label, detail, formats_) for (label, detail), formats_ in by_thing.items())


def files(items: Iterable[tuple[str, str, Sequence[tuple[str, str, int]]]]) -> Block:
    """List things that come as files: (title, what it is, [(format, address, bytes)])."""
    made = [
        {
            "title": title,
            "detail": detail,
            "files": [
                {"kind": kind, "href": href, "size": size_text(n_bytes)}
                for kind, href, n_bytes in formats_
            ],
        }
        for title, detail, formats_ in items
    ]
    return {"type": "files", "items": made}


def news(items: Iterable[tuple[Noticia, str]]) -> Block:
    """List news, each with the name of its politica or ""."""
    made = [
        {
            "iso": item.fecha.isoformat(),
            "date": formats.long_date(item.fecha),
            "title": item.titulo,
            "text": item.texto,
            "href": item.enlace,
            "about": about,
        }
        for item, about in items
    ]
    return {"type": "news", "items": made}


def texts(items: Iterable[tuple[str, Sequence[Block]]]) -> Block:
    """List numbered texts that can be linked to: (identifier, blocks)."""
    made = [{"id": anchor, "blocks": list(inside)} for anchor, inside in items]
    return {"type": "texts", "items": made}


def dates(deadlines: Iterable[Deadline]) -> Block:
    """List dates, soonest first; what falls on the same day stands together."""
    made = []
    for fecha, same in groupby(deadlines, key=lambda item: item.fecha):
        texts_ = dict.fromkeys(narrative.full_stop(item.hito) for item in same)
        made.append(
            {
                "iso": fecha.isoformat(),
                "date": formats.long_date(fecha),
                "texts": list(texts_),
            }
        )
    return {"type": "dates", "items": made}


def size_text(n_bytes: int) -> str:
    """Write what a file weighs: ``118 kB``, ``2,4 MB``."""
    if n_bytes < MEGA:
        return f"{formats.integer(max(1, round(n_bytes / KILO)))} kB"
    return f"{formats.points(n_bytes / MEGA)} MB"


def site_words(value: Any) -> Any:  # noqa: ANN401  any value JSON can hold
    """Say of a site what the sentences of a report say of themselves."""
    if isinstance(value, str):
        for report, site in WORDS:
            value = value.replace(report, site)
        return value
    if isinstance(value, dict):
        return {key: item if key == "svg" else site_words(item) for key, item in value.items()}
    return [site_words(item) for item in value] if isinstance(value, list | tuple) else value


def _format_name(path: str) -> str:
    """Say what readers call a document of a report."""
    norma = archival_label(path)
    if norma:
        return f"Copia de archivo ({norma})"
    return FORMAT_NAMES.get(_suffix(path), _suffix(path).upper())


def _suffix(path: str) -> str:
    return path.rpartition(".")[2]
