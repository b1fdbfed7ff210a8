"""What a returned workbook says anew, and whether its author may say it.

Looks at one workbook only, against what was sent in it: what other people said meanwhile is
the business of `merge`, so that the order in which workbooks come in makes no difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from mipg_helpers.analysis.plan import CANCELADA, NUEVA, RECHAZADA, TERMINADA
from mipg_helpers.plan_workbook.layout import writable_fields
from mipg_helpers.plan_workbook.shown import Shown
from mipg_helpers.sources.model import Finding
from mipg_helpers.store.plan_book_records import Origin, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mipg_helpers.plan_workbook.model import Returned
    from mipg_helpers.reference import Catalog
    from mipg_helpers.reference.forms import Form
    from mipg_helpers.reference.plan_cells import CellKey
    from mipg_helpers.reference.records import PlanCampo
    from mipg_helpers.sources.model import Severity
    from mipg_helpers.store.plan_book_records import Resultado

ESTADO, MOTIVO, AVANCE, EVIDENCIA = "estado", "motivo_estado", "avance", "evidencia"
FULL_PCT = 100.0
ROLES = {"lider": "el líder", "planeacion": "Planeación", "control_interno": "Control Interno"}


@dataclass(frozen=True, slots=True)
class ReturnedChanges:
    """What one workbook says anew: values to take (``tomado``) and refused ones, with problems."""

    said: tuple[Said, ...]
    problems: tuple[Finding, ...]


def same(one: str, other: str) -> bool:
    """Tell whether two texts say the same; spreadsheets are free with spaces and line breaks."""
    return one == other or one.split() == other.split()


def read_changes(returned: Returned, catalog: Catalog) -> ReturnedChanges:
    """Find what was written, emptied or not understood in a returned workbook.

    A change that its author may not make comes as ``rechazado``, with its reason; so does
    every text that could not be understood. Rows that are gone are told, never deleted.
    """
    return ChangeReader(returned, catalog).read()


class ChangeReader:
    """Reads what one workbook says anew, by the rules of the plan."""

    #: How roles are named to people.
    roles: ClassVar[dict[str, str]] = ROLES

    def __init__(self, returned: Returned, form: Form) -> None:
        self.returned = returned
        self.campos = {campo.campo: campo for campo in form.plan_campos()}
        self._estados = {estado.estado: estado for estado in form.plan_estados()}
        self._writable = writable_fields(form, returned.rol)
        self._shown = Shown(form)
        self._new = frozenset(returned.new_rows)
        self.known = self._new | {key.accion_id for key in returned.base}
        self.problems: list[Finding] = []

    def read(self) -> ReturnedChanges:
        said = [self._judge(key, value) for key, value in sorted(self._changes())]
        said += [
            self.note(key, text, "no se pudo interpretar, o su autor no llena esa celda")
            for key, text in sorted(self.returned.raw.items())
            if text and not same(text, self.returned.base.get(key, ""))
        ]
        self.tell_missing_rows()
        return ReturnedChanges(tuple(said), tuple(self.problems))

    def _changes(self) -> Iterator[tuple[CellKey, str]]:
        returned = self.returned
        for key, value in returned.cells.items():
            if value and not same(value, returned.base.get(key, "")):
                yield key, value
        gone = set(returned.missing_rows)
        for key in returned.base:
            is_left = key in returned.cells or key in returned.raw or key.accion_id in gone
            if not is_left or (key in returned.cells and not returned.cells[key]):
                yield key, ""

    def _judge(self, key: CellKey, value: str) -> Said:
        reason = self.objection(key, value)
        if not reason and key.campo == ESTADO:
            self._warn_if_unfinished(key, value)
        return self.note(key, value, reason)

    def objection(self, key: CellKey, value: str) -> str:
        """Say why a change cannot be taken, and tell it; "" when it can."""
        campo = self.campos.get(key.campo)
        if key.accion_id not in self.known or campo is None:
            reason = "la fila o la columna no es de las que se enviaron en este libro"
            return self.refuse(key, value, "fila o columna ajena", reason)
        if not self._may_write(campo, key):
            reason = f"«{campo.etiqueta}» la llena {self.roles.get(campo.escribe, 'el sistema')}"
            return self.refuse(key, value, "columna de otro", reason)
        if not value and campo.es_obligatorio:
            reason = f"«{campo.etiqueta}» no puede quedar vacía"
            hint = "se conserva lo que decía; para dejar de hacer una acción pida cancelarla"
            return self.refuse(key, value, "columna obligatoria vacía", reason, hint)
        return self._state_objection(key, value) if key.campo == ESTADO else ""

    def _may_write(self, campo: PlanCampo, key: CellKey) -> bool:
        """Tell whether the author may write a column; who adds a row says what it is about."""
        if campo.campo in self._writable:
            return True
        return key.accion_id in self._new and campo.escribe == "planeacion" and not campo.por_corte

    def _state_objection(self, key: CellKey, value: str) -> str:
        # The state that its author saw counts: another one meanwhile is a conflict, and so
        # the order in which workbooks come in does not matter.
        before = self._estados.get(self.returned.base.get(key, "") or NUEVA)
        after = self._estados.get(value)
        if before is None or after is None or before is after:
            return ""
        if after.estado not in before.siguientes:
            reason = f"de «{before.etiqueta}» no se pasa a «{after.etiqueta}»"
            hint = "; ".join(map(self._following, before.siguientes)) or "es un estado final"
            return self.refuse(key, value, "estado que no sigue", reason, hint)
        if after.escribe != self.returned.rol:
            reason = f"el estado «{after.etiqueta}» lo pone {ROLES.get(after.escribe, '')}"
            return self.refuse(key, value, "estado de otro", reason)
        if value in {RECHAZADA, CANCELADA} and not self.now(key, MOTIVO):
            reason = f"el estado «{after.etiqueta}» exige un motivo y está en blanco"
            hint = f"escriba el motivo en «{self.campos[MOTIVO].etiqueta}» y devuelva el libro"
            return self.refuse(key, value, "estado sin motivo", reason, hint)
        return ""

    def _following(self, name: str) -> str:
        """Name a state that may follow and, when it is not the author, who sets it."""
        estado = self._estados[name]
        if estado.escribe == self.returned.rol:
            return f"elija «{estado.etiqueta}»"
        return f"«{estado.etiqueta}» lo pone {ROLES.get(estado.escribe, '')}"

    def _warn_if_unfinished(self, key: CellKey, value: str) -> None:
        if value != TERMINADA:
            return
        cells = [(k, v) for k, v in self.returned.cells.items() if k.accion_id == key.accion_id]
        is_full = any(k.campo == AVANCE and float(v) >= FULL_PCT for k, v in cells if v)
        has_evidence = any(k.campo == EVIDENCIA and v for k, v in cells)
        lacks = [
            text
            for text, is_there in (("avance de 100 %", is_full), ("evidencia", has_evidence))
            if not is_there
        ]
        if lacks:
            reason = f"la acción está terminada sin {' ni '.join(lacks)}"
            hint = "se tomó el estado; reporte lo que falta"
            self.tell(key, value, "terminada sin soporte", reason, hint, gravedad="aviso")

    def now(self, key: CellKey, campo: str) -> str:
        """Give what another column of the same row says now."""
        return self.returned.cells.get(key._replace(campo=campo), "")

    def tell_missing_rows(self) -> None:
        """Tell the rows that are gone from the workbook."""
        for accion_id in self.returned.missing_rows:
            texts = (v for k, v in self.returned.base.items() if k[:2] == (accion_id, "accion"))
            self.problems.append(
                Finding(
                    archivo=self.returned.archivo,
                    hoja="",
                    fila=None,
                    columna="",
                    valor=next(texts, accion_id),
                    tipo="fila borrada",
                    gravedad="aviso",
                    mensaje="la fila de esta acción fue borrada del libro",
                    accion="la acción sigue en el plan como estaba; para dejarla pida cancelarla",
                )
            )

    def refuse(self, key: CellKey, value: str, tipo: str, reason: str, hint: str = "") -> str:
        """Tell that a change is not taken and give the reason."""
        self.tell(key, value, tipo, reason, hint or "no se tomó; pídalo a quien la llena")
        return reason

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
        """Note a problem of a cell with its place in the file."""
        place = self.returned.places.get(key)
        self.problems.append(
            Finding(
                archivo=self.returned.archivo,
                hoja=place.hoja if place else "",
                fila=place.fila if place else None,
                columna=f"{place.columna} «{self._shown.column(key)}»" if place else "",
                valor=self._shown.value(key, value) if value else "",
                tipo=tipo,
                gravedad=gravedad,
                mensaje=reason,
                accion=hint,
            )
        )

    def note(self, key: CellKey, value: str, reason: str) -> Said:
        """Write what was said of a cell; with a reason it is refused."""
        returned, place = self.returned, self.returned.places.get(key)
        origin = Origin(
            clase="recibido",
            archivo=returned.archivo,
            sha256=returned.sha256,
            hoja=place.hoja if place else "",
            fila=place.fila if place else None,
            columna=place.columna if place else "",
            rol=returned.rol,
            destinatario=returned.destinatario,
        )
        result: Resultado = "rechazado" if reason else "tomado"
        return Said(key, value, returned.base.get(key, ""), result, origin, reason)
