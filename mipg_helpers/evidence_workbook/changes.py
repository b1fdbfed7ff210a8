"""What a returned evidence workbook says anew, and whether its author may say it.

A unit reports; Planeación or Control Interno reviews. Nobody approves what has no evidence, nor
rejects without a reason, and no personal datum is taken, whoever writes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mipg_helpers.evidence_workbook.layout import ENLACE, locked_in
from mipg_helpers.plan_workbook.returned_changes import ChangeReader, ReturnedChanges
from mipg_helpers.reference.evidence_tables import ESTADO, MOTIVO
from mipg_helpers.reference.personal import HIDDEN, hide_in_text, kind_in_text
from mipg_helpers.sources.model import Finding
from mipg_helpers.sources.personal_data import personal_kind
from mipg_helpers.store.evidence_book import row_address, row_id, row_name

if TYPE_CHECKING:
    from mipg_helpers.plan_workbook.model import Returned
    from mipg_helpers.reference import Catalog
    from mipg_helpers.reference.plan_cells import CellKey
    from mipg_helpers.sources.model import Severity
    from mipg_helpers.store.plan_book_records import Said

APROBADA, RECHAZADA = "aprobada", "rechazada"
CARGO = "responsable_cargo"


def read_changes(returned: Returned, catalog: Catalog) -> ReturnedChanges:
    """Find what was written, emptied or not understood in a returned workbook."""
    return _Reader(returned, catalog.evidence_form().for_rol(returned.rol)).read()


def personal_objection(key: CellKey, value: str) -> str:
    """Say that a value holds a personal datum; "" when it does not."""
    kind = _personal(key, value)
    return f"la celda trae un dato personal ({kind}) y no se guarda" if kind else ""


class _Reader(ChangeReader):
    roles: ClassVar[dict[str, str]] = {
        "lider": "la dependencia",
        "planeacion": "Planeación",
        "control_interno": "Control Interno",
    }

    def read(self) -> ReturnedChanges:
        # The book says nothing yet of most rows that were sent: they are known by their place.
        self.known = frozenset(key.accion_id for key in self.returned.places)
        return super().read()

    def objection(self, key: CellKey, value: str) -> str:
        """Say why a change cannot be taken, and tell it; "" when it can."""
        if key.campo in self._locked(key):
            reason = f"esta columna no se llena en la fila de {row_name(key.accion_id)}"
            return self.refuse(key, value, "celda sin uso", reason, self._other_row(key))
        reason = personal_objection(key, value)
        if reason:
            hint = "escriba el cargo, o un enlace sin ese dato, y devuelva el libro"
            return self.refuse(key, value, "dato personal", reason, hint)
        return super().objection(key, value) or self._review_objection(key, value)

    def tell_missing_rows(self) -> None:
        """Tell the rows that are gone from the workbook."""
        for name in self.returned.missing_rows:
            self.problems.append(
                Finding(
                    archivo=self.returned.archivo,
                    hoja="",
                    fila=None,
                    columna="",
                    valor=row_name(name),
                    tipo="fila borrada",
                    gravedad="aviso",
                    mensaje="la fila fue borrada del libro",
                    accion="lo que ya se había recibido de ella sigue como estaba",
                )
            )

    def tell(
        self,
        key: CellKey,
        value: str,
        tipo: str,
        reason: str,
        hint: str,
        *,
        gravedad: Severity = "error",
    ) -> None:
        """Note a problem of a cell with its place in the file, never with a personal datum."""
        super().tell(key, _safe(key, value), tipo, reason, hint, gravedad=gravedad)

    def note(self, key: CellKey, value: str, reason: str) -> Said:
        """Write what was said of a cell, without personal data; with a reason it is refused."""
        return super().note(key, _safe(key, value), reason)

    def _review_objection(self, key: CellKey, value: str) -> str:
        if key.campo == ESTADO and value == APROBADA and not self.now(key, ENLACE):
            hint = "espere a que la dependencia escriba el enlace, o deje la celda en blanco"
            return self.refuse(key, value, "sin evidencia", "no hay evidencia que aprobar", hint)
        is_rejected = value == RECHAZADA or self.now(key, ESTADO) == RECHAZADA
        if is_rejected and key.campo in {ESTADO, MOTIVO} and not self.now(key, MOTIVO):
            reason = "la evidencia rechazada exige un motivo y está en blanco"
            return self.refuse(
                key, value, "rechazo sin motivo", reason, "escriba el motivo y devuelva el libro"
            )
        return ""

    def _locked(self, key: CellKey) -> frozenset[str]:
        codigo, numero = row_address(key.accion_id)
        return locked_in(numero, has_options=row_id(codigo, 1) in self.known)

    def _other_row(self, key: CellKey) -> str:
        numero = row_address(key.accion_id)[1]
        where = "la fila azul de la pregunta" if numero else "cada una de sus opciones"
        return f"no se tomó: escríbalo en {where}"


def _personal(key: CellKey, value: str) -> str:
    kind = kind_in_text(value)
    return kind or (personal_kind(value) if key.campo == CARGO else "")


def _safe(key: CellKey, value: str) -> str:
    hidden = hide_in_text(value)
    return HIDDEN if hidden == value and _personal(key, value) else hidden
