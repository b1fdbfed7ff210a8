"""What the commands of the preparation print: who prepares what, and what nobody prepares."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mipg_helpers.cli.output import say
from mipg_helpers.cli.plan_output import MOST_SHOWN, Wording, count, print_conflicts, print_json
from mipg_helpers.evidence_workbook.model import NOMBRE_SIN_POLITICA
from mipg_helpers.store.evidence_book import row_name

if TYPE_CHECKING:
    from mipg_helpers.analysis.readiness_profile import ReadinessProfile
    from mipg_helpers.evidence_workbook.dispatch import Dispatch
    from mipg_helpers.plan_workbook.draft import Draft
    from mipg_helpers.reference import Catalog
    from mipg_helpers.store.evidence_book import EvidenceBook

EVIDENCE_WORDS = Wording(
    lambda year: f"preparación del FURAG {year - 1}",
    "fila",
    "filas",
    row_name,
    "lo recibido antes, sin cambios",
)


def print_readiness(
    done: Dispatch,
    profile: ReadinessProfile,
    draft: Draft | None,
    book: EvidenceBook,
    catalog: Catalog,
) -> None:
    """Say how many preguntas each unit prepares, which have nobody, and where the workbooks are."""
    n = count(len(profile.preguntas), "pregunta", "preguntas")
    say(f"Preparación del FURAG {profile.vigencia}, {profile.entidad.nombre}: {n}")
    if not profile.tiene_respuestas:
        say("No hay respuestas cargadas: los libros salen sin «Respuesta cargada»")
    if done.sin_unidad:
        _print_without_unit(done)
    if draft is not None:
        new = count(len(draft.nuevas), "acción nueva propuesta", "acciones nuevas propuestas")
        say(f"Plan de mejoramiento: {new} por opciones que faltan; véalas con «mipg plan»")
    print_conflicts(done.conflictos, catalog.evidence_form(), EVIDENCE_WORDS)
    say("")
    say(f"{count(len(done.archivos), 'libro', 'libros')} en {done.archivos[0].parent}:")
    for path, n_preguntas in zip(done.archivos, done.n_preguntas, strict=True):
        say(f"  {path.name}: {count(n_preguntas, 'pregunta', 'preguntas')}")
    for path in done.apartados:
        say(f"Alguien había escrito en un libro que estaba ahí; se dejó como {path.name}.")
        say("  Recíbalo con «mipg recibir» para no perder lo escrito.")
    say(f"Las evidencias se guardan en {book.path}")


def print_readiness_json(
    done: Dispatch,
    profile: ReadinessProfile,
    draft: Draft | None,
    book: EvidenceBook,
    _catalog: Catalog,
) -> None:
    """Print the same as one JSON object, for programs."""
    workbooks = zip(done.archivos, done.destinatarios, done.n_preguntas, strict=True)
    print_json(
        {
            "evidencias": str(book.path),
            "preguntas": len(profile.preguntas),
            "sin_dependencia": [item.codigo_pregunta for item in done.sin_unidad],
            "acciones_nuevas": [one.accion_id for one in draft.nuevas] if draft else [],
            "conflictos": len(done.conflictos),
            "libros": [
                {"archivo": str(path), "destinatario": whom, "preguntas": n}
                for path, whom, n in workbooks
            ],
            "apartados": [str(path) for path in done.apartados],
        }
    )


def _print_without_unit(done: Dispatch) -> None:
    n = count(len(done.sin_unidad), "pregunta no tiene", "preguntas no tienen")
    say(f"{n} dependencia; solo van en el libro maestro y en el de Control Interno:")
    by_politica = Counter(item.nombre_politica or NOMBRE_SIN_POLITICA for item in done.sin_unidad)
    for nombre, n_preguntas in by_politica.most_common(MOST_SHOWN):
        say(f"  {nombre}: {n_preguntas}")
    say("  Asígnelas en la columna «Dependencia que responde» del libro maestro, recíbalo y repita")
