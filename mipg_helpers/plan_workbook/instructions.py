"""The words of the cover: what this workbook is and what each reader does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.layout import N_NEW_ROWS, NEW_ROW, day_text, options_for
from mipg_helpers.reference.plan_tables import ESTADOS

if TYPE_CHECKING:
    from mipg_helpers.plan_workbook.model import WorkbookContent
    from mipg_helpers.reference import Catalog

    Section = tuple[str, list[tuple[str, str]]]

_TITLES = {
    "lider": "libro del líder de política",
    "planeacion": "libro maestro de Planeación",
    "control_interno": "libro de Control Interno",
}
_TASKS = {
    "lider": [
        (
            "1. Revise las acciones",
            (
                "Hay una hoja por política. Las acciones propuestas son un borrador: cambie o "
                "complete causa, acción, producto, indicador, meta, responsable y fechas hasta "
                "que el plan sea suyo. Son propuestas hasta que el comité las apruebe."
            ),
        ),
        (
            "2. Agregue las que falten",
            (
                f"Al final de cada hoja hay {N_NEW_ROWS} filas marcadas «{NEW_ROW}». Escriba en "
                "ellas y elija de qué plan son: de mejoramiento, de acción de la política o del "
                "Decreto 612. El identificador se asigna cuando Planeación recibe el libro."
            ),
        ),
        (
            "3. Reporte en cada corte",
            (
                "Escriba el avance acumulado, qué se hizo y el enlace de la evidencia. Una "
                "acción en 100 % necesita evidencia."
            ),
        ),
        (
            "4. Actualice el estado",
            (
                "Elíjalo de la lista y escriba desde qué día vale. Aprobar, rechazar y cancelar"
                " le corresponde a Planeación, según decida el comité."
            ),
        ),
    ],
    "planeacion": [
        (
            "1. Complete lo de Planeación",
            (
                "Clase de plan, política, recomendaciones que atiende, peso, prioridad y motivo"
                " del estado. Lo que escriben los líderes y Control Interno es solo de lectura."
            ),
        ),
        (
            "2. Anote lo que decida el comité",
            "Pase cada acción a aprobada, rechazada o cancelada; las dos últimas exigen motivo.",
        ),
        ("3. Observe cada corte", "Escriba su observación junto al reporte del líder."),
    ],
    "control_interno": [
        (
            "1. Verifique cada acción",
            (
                "Lea el avance y la evidencia; elija si la acción fue eficaz (se ejecutó lo "
                "previsto) y efectiva (desapareció la causa), escriba su observación y la fecha"
                " de verificación."
            ),
        ),
        (
            "2. Lo demás es de lectura",
            "Lo que escriben los líderes y Planeación está bloqueado.",
        ),
    ],
}
_READERS = {
    "lider": "Planeación lo recibe y lo reúne en el plan de la entidad; el comité lo aprueba y "
    "Control Interno verifica.",
    "planeacion": "La herramienta lo lee y lo reúne con los libros de los líderes.",
    "control_interno": "Planeación lo recibe, lo reúne en el plan y lo lleva al comité.",
}


def instructions_for(
    content: WorkbookContent, catalog: Catalog
) -> tuple[str, str, tuple[Section, ...]]:
    """Word the cover: title, line below it, and sections of (label, text)."""
    title = f"{plan_name(content, catalog)} {content.vigencia_plan}: {_TITLES[content.rol]}"
    return title, content.entidad, (_about(content), _tasks(content), _rules(content, catalog))


def plan_name(content: WorkbookContent, catalog: Catalog) -> str:
    """Name the kind of plan, when all the actions are of one."""
    kinds = {accion.tipo_plan for accion in content.acciones}
    labels = dict(catalog.plan_lista("tipos"))
    return labels.get(kinds.pop(), "Plan MIPG") if len(kinds) == 1 else "Plan MIPG"


def _about(content: WorkbookContent) -> Section:
    cortes = ", ".join(day_text(day) for day in content.cortes) or "sin cortes definidos"
    lines = [("Para", content.destinatario)] if content.destinatario else []
    lines += [
        ("Políticas", "; ".join(name for _, name in content.politicas)),
        ("Responde a", f"Los resultados de la vigencia {content.vigencia}."),
        ("Enviado el", day_text(content.fecha)),
        ("Cortes de seguimiento", cortes),
        ("Quién lo lee", _READERS[content.rol]),
    ]
    return "Sobre este libro", lines


def _tasks(content: WorkbookContent) -> Section:
    back = [
        (
            "Para devolverlo",
            (
                "Guárdelo como libro de Excel (.xlsx) y envíelo a Planeación por el mismo medio"
                " por el que lo recibió. Puede devolverlo incompleto y reenviarlo en el corte "
                "siguiente. El nombre del archivo no importa."
            ),
        )
    ]
    return "Qué debe hacer", _TASKS[content.rol] + back


def _rules(content: WorkbookContent, catalog: Catalog) -> Section:
    campo = next(campo for campo in catalog.plan_campos() if campo.lista == ESTADOS)
    states = ", ".join(o.etiqueta for o in options_for(catalog, campo, content.rol))
    example = day_text(max(content.cortes, default=content.fecha))
    lines = [
        (
            "Porcentajes",
            (
                "Un número de 0 a 100, sin el signo %: para la mitad, 50. El avance es "
                "acumulado: lo hecho desde el inicio de la acción hasta el corte."
            ),
        ),
        ("Fechas", f"Día/mes/año, por ejemplo {example}."),
    ]
    if states:
        lines.append(("Estados que puede elegir", f"{states}."))
    lines += [
        ("En blanco", "Una celda en blanco es «sin dato»; nunca cuenta como cero."),
        (
            "Evidencias",
            (
                "Enlaces o rutas del repositorio de la entidad, no de carpetas personales, y "
                "sin datos personales. En los responsables escriba el cargo, no el nombre."
            ),
        ),
        (
            "No cambie",
            (
                "La columna Id, los encabezados ni las hojas: con ellos se reconoce lo que "
                "usted escribió. Puede filtrar y ensanchar columnas."
            ),
        ),
    ]
    return "Reglas para escribir", lines
