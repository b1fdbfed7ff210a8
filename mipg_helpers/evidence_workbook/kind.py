"""How evidence workbooks are received: with the machinery of the plan and the rules of here."""

from __future__ import annotations

from mipg_helpers.evidence_workbook.changes import personal_objection
from mipg_helpers.evidence_workbook.merge import merge_evidence, pending_again
from mipg_helpers.evidence_workbook.read import read_returned
from mipg_helpers.plan_workbook.conflicts import Paper
from mipg_helpers.plan_workbook.kinds import Kind

EVIDENCE_PAPER = Paper(
    "conflictos-evidencias.xlsx",
    "Conflictos de evidencias",
    "Valores distintos de una misma celda de la preparación del FURAG",
    "Pregunta",
    "Año",
    "lo recibido antes, sin cambios",
)
EVIDENCE = Kind(
    read=read_returned,
    merge=merge_evidence,
    follow=pending_again,
    objection=personal_objection,
    form=lambda catalog: catalog.evidence_form(),
    paper=EVIDENCE_PAPER,
    que=lambda returned: f"preparación del FURAG {returned.vigencia}",
    orden="mipg preparar",
    problemas="problemas-evidencias.csv",
)
