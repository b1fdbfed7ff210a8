"""From an executed notebook to the document model that every renderer prints.

The model is plain JSON: ``{"lang", "title", "subtitle", "kicker", "identity", "facts",
"notice", "blocks", "meta"}``, blocks as in `mipg_helpers.presentation.blocks`. Source code,
streams, warnings, run metadata and local paths are not carried over, so they cannot leak.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from mipg_helpers.errors import RenderError
from mipg_helpers.reporting.markdown import blocks_from_markdown
from mipg_helpers.reporting.normalise import normalise
from mipg_helpers.reporting.outputs import blocks_from_output, joined
from mipg_helpers.reporting.walk import span_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.reporting.walk import Document

#: A cell with one of these tags stays in the notebook.
HIDDEN_TAGS = {
    "parameters", "injected-parameters", "ocultar", "hide", "hide-cell", "remove-cell",
    "hide-output", "remove-output",
}  # fmt: skip
DESCRIPTION_LENGTH = 200
ISO_TIME = re.compile(r"20\d\d-[01]\d-[0-3]\d(?=T)")


def document_from_notebook(nb: Mapping[str, Any], *, name: str = "") -> Document:
    """Read an executed notebook into a normalised document.

    Parameters
    ----------
    nb
        Notebook JSON of format 4, or nbformat's node of it.
    name
        File name without extension: the title of a notebook that has no other.

    Raises
    ------
    RenderError
        If a cell failed, nothing was run, or the notebook holds more than one cover.
    """
    cells = nb.get("cells")
    if not isinstance(cells, list):
        raise RenderError(name or "cuaderno", "no tiene celdas", "un cuaderno de formato 4")
    _refuse_unfinished(cells, name or "cuaderno")
    blocks = [block for cell in cells for block in _cell_blocks(cell)]
    covers = [block for block in blocks if block["type"] == "cover"]
    if len(covers) > 1:
        raise RenderError(name or "cuaderno", f"tiene {len(covers)} portadas", "una sola portada")
    body = [block for block in blocks if block["type"] != "cover"]
    head = _head_from_cover(covers[0], body) if covers else _head_from_text(nb, name, body)
    meta = _meta(head, body, nb)
    _check_date(meta["fecha"], name or "cuaderno")
    return normalise({"lang": "es", **head, "blocks": body, "meta": meta})


def _refuse_unfinished(cells: Sequence[Mapping[str, Any]], place: str) -> None:
    code = [(n, cell) for n, cell in enumerate(cells, 1) if cell.get("cell_type") == "code"]
    for number, cell in code:
        for output in cell.get("outputs", ()):
            if output.get("output_type") == "error":
                raise RenderError(
                    f"{place}, celda {number}",
                    f"terminó con un error ({output.get('ename', '')})",
                    hint="corrija la celda y ejecute de nuevo el cuaderno completo",
                )
    ran = any(cell.get("outputs") or cell.get("execution_count") for _, cell in code)
    if code and not ran:
        raise RenderError(
            place,
            "el cuaderno no se ha ejecutado",
            hint="ejecute todas las celdas antes de exportar",
        )


def _cell_blocks(cell: Mapping[str, Any]) -> list[Block]:
    if HIDDEN_TAGS.intersection(cell.get("metadata", {}).get("tags", ())):
        return []
    if cell.get("cell_type") == "markdown":
        return blocks_from_markdown(joined(cell.get("source", "")), cell.get("attachments"))
    return [block for output in cell.get("outputs", ()) for block in blocks_from_output(output)]


def _head_from_cover(cover: Block, body: list[Block]) -> Document:
    """Take the head from the cover; the notebook's constant title becomes the line above it."""
    kicker = _take_first_title(body)
    head = {key: cover[key] for key in ("title", "subtitle", "identity", "facts", "notice")}
    return {**head, "kicker": "" if kicker == cover["title"] else kicker}


def _head_from_text(nb: Mapping[str, Any], name: str, body: list[Block]) -> Document:
    title = _take_first_title(body) or str(nb.get("metadata", {}).get("title") or "")
    return {
        "title": title or name.replace("_", " ").strip(),
        "subtitle": "",
        "kicker": "",
        "identity": {},
        "facts": [],
        "notice": "",
    }


def _check_date(fecha: str, place: str) -> None:
    try:
        date.fromisoformat(fecha)
    except ValueError:
        raise RenderError(place, f"la fecha '{fecha}' no existe", "AAAA-MM-DD") from None


def _take_first_title(body: list[Block]) -> str:
    """Remove the first heading of level 1 from the body and return its words."""
    for i, block in enumerate(body):
        if block["type"] == "heading" and block["level"] == 1:
            return span_text(body.pop(i)["c"]).strip()
    return ""


def _meta(head: Document, body: Sequence[Block], nb: Mapping[str, Any]) -> dict[str, Any]:
    """Collect what the files say about themselves: properties, running header, date."""
    facts = {str(label): str(value) for label, value in head["facts"]}
    entidad = facts.get("Entidad", "")
    vigencia = head["identity"].get("vigencia", "")
    first = next((span_text(b["c"]) for b in body if b["type"] == "paragraph"), "")
    subject = ("MIPG", "FURAG") if head["identity"] else ()
    # The title of a report goes on after the colon; a running header needs its subject only.
    topic = facts.get("Política") or head["title"].partition(":")[0]
    running = [entidad, topic, f"Vigencia {vigencia}" if vigencia else ""]
    return {
        "author": entidad,
        "description": _shortened(head["subtitle"] or first or head["title"]),
        "keywords": [word for word in (*subject, *running) if word],
        "running": [part for part in running if part],
        "fecha": head["identity"].get("fecha") or _run_date(nb),
        "avisos": [],
    }


def _run_date(nb: Mapping[str, Any]) -> str:
    """Tell when an ordinary notebook ran, by its own records; without any, it is printed today."""
    ended = nb.get("metadata", {}).get("papermill", {}).get("end_time", "")
    records = (cell.get("metadata", {}).get("execution", {}) for cell in nb["cells"])
    times = [str(ended), *(str(time) for record in records for time in record.values())]
    dates = [match[0] for time in times if (match := ISO_TIME.match(time))]
    return max(dates, default=datetime.now(UTC).date().isoformat())


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[:DESCRIPTION_LENGTH].rpartition(" ")[0] + " …"
