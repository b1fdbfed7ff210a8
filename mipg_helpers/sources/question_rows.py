"""One pregunta of a bank as it was read, before it becomes a row of two tidy tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from mipg_helpers.reference.labels import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mipg_helpers.reference import Catalog


class GivenOption(NamedTuple):
    """An option: its number in the pregunta, its text and the letter of its column."""

    numero: int
    texto: str
    columna: str


@dataclass(frozen=True, slots=True)
class PreguntaRow:
    """A pregunta with its options, and where it was read.

    `numero` is the running number that the bank gives it, as text; "" without any.
    """

    vigencia: int
    codigo: str
    politica: str
    texto: str
    tipo: str
    tipo_leido: str
    opciones: tuple[GivenOption, ...]
    es_cortada: bool
    exige_evidencia: str
    numero: str
    fuente: Mapping[str, object]

    @property
    def modulo(self) -> str:
        return self.codigo[:3]

    @property
    def content(self) -> tuple[object, ...]:
        """Give what two readings of one pregunta must share; case and accents do not count."""
        return fold(self.texto), self.tipo, tuple(fold(item.texto) for item in self.opciones)

    def tidy(self, orden: int) -> dict[str, object]:
        """Write the row of ``preguntas``."""
        return {
            "vigencia": self.vigencia,
            "codigo_pregunta": self.codigo,
            "orden": orden,
            "modulo": self.modulo,
            "politica": self.politica,
            "texto": self.texto,
            "tipo": self.tipo,
            "n_opciones": len(self.opciones),
            "es_cortada": self.es_cortada,
            "exige_evidencia": self.exige_evidencia,
            **self.fuente,
        }

    def tidy_options(self, catalog: Catalog) -> Iterator[dict[str, object]]:
        """Write the rows of ``opciones``, each with its class."""
        for option in self.opciones:
            yield {
                "vigencia": self.vigencia,
                "codigo_pregunta": self.codigo,
                "numero": option.numero,
                "texto": option.texto,
                "clase": catalog.option_class(option.texto, pregunta=self.texto, tipo=self.tipo),
                **self.fuente,
                "fuente_columna": option.columna,
            }
