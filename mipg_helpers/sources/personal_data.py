"""Recognise cells and columns that hold data of persons, so that they are never stored.

The workbench keeps posts and units (Ley 1581 de 2012). A finding about such a cell says
where it is, never what it says. The rules prefer to drop a doubtful cell: the operator sees
the finding and can write the unit instead.
"""

from __future__ import annotations

import re

from mipg_helpers.reference.labels import fold
from mipg_helpers.reference.personal import HIDDEN, KINDS

__all__ = ["HIDDEN", "is_personal_header", "personal_kind"]

_PERSON = r"(lider|responsable|delegad[oa]|funcionari[oa]|jefe|servidor(a)?|encargad[oa]|enlace)"
_HEADERS = re.compile(
    r"\b(correos?|e ?-?mails?|telefonos?|celular(es)?|movil(es)?|whatsapp|cedulas?|c\.?c|"
    r"documento de identidad|(no\.?|numero)( de)? documento|identificacion|usuario|login|"
    r"funcionari[oa]s?|servidor(a|as|es)?|nombres|apellidos?|nombre y|"
    rf"nombre (del?|de la|de el)? ?{_PERSON}|{_PERSON}\W+(\(?nombre|completo))\b"
)
# The given names most frequent among adults in Colombia: a cell that starts with one of
# them and has no word of a unit is taken as a person.
_GIVEN_NAME = re.compile(
    r"(adriana|alejandra|alejandro|alexander|ana|andrea|andres|angela|beatriz|camila|camilo|"
    r"carlos|carolina|catalina|cesar|claudia|cristian|cristina|daniel|daniela|david|diana|"
    r"diego|edgar|eduardo|elena|enrique|esteban|fabian|felipe|fernando|francisco|gabriel|"
    r"german|gloria|gustavo|hector|hernan|hugo|ivan|jaime|javier|jesus|john|jorge|jose|juan|"
    r"julian|juliana|julio|karen|laura|leidy|leonardo|liliana|lina|lorena|luis|luisa|luz|"
    r"manuel|marcela|margarita|maria|mario|marta|martha|mauricio|miguel|monica|natalia|"
    r"nelson|nestor|olga|oscar|pablo|paola|patricia|paula|pedro|rafael|ricardo|roberto|"
    r"rodrigo|rosa|ruben|sandra|santiago|sebastian|sergio|sofia|valentina|veronica|victor|"
    r"viviana|william|wilson|ximena|yolanda) [a-z]"
)
_SEPARATORS = re.compile(r"[-–—/,;:()]")
_UNIT_WORDS = re.compile(
    r"\b(secretari|oficina|direcci|director|subdirec|subsecret|unidad|geren|subgeren|jefe|"
    r"jefatura|grupo|area|departamento|despacho|comite|archivo|asesor|coordina|alcald|gobern|"
    r"dependencia|division|instituto|hospital|ese|empresa|personeri|tesorer|contralor|"
    r"profesional|lider|equipo|todas|planeacion|hacienda|juridic|contratacion|control|talento|"
    r"rector|vicerrector|facultad|centro|corporaci|agencia|consejo|concejo)"
)


def is_personal_header(header: str) -> bool:
    """Tell whether a column announces names, e-mails, phones or identity numbers.

    "Nombre" alone is not enough: tables also name the politica or the unit so.
    """
    return bool(_HEADERS.search(fold(header)))


def personal_kind(text: str) -> str:
    """Say what kind of personal datum a cell looks like, in Spanish; empty when none."""
    folded = fold(text)
    for kind, pattern in KINDS.items():
        if pattern.search(folded):
            return kind
    parts = (part.strip() for part in _SEPARATORS.split(folded))
    return "nombre de persona" if any(map(_is_name, parts)) else ""


def _is_name(part: str) -> bool:
    start = " ".join(part.split()[:2])
    return bool(_GIVEN_NAME.match(start)) and not _UNIT_WORDS.search(start)
