"""The fictitious entidades of the sample: five in full and a population of peers.

Nothing here exists: every name ends in "(FICTICIA)" and places are called after words for
"example". Group labels follow the style of the official files; their sizes are ours, in
``grupos.csv``. The five in full stand in ``entidades.csv``.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from math import lcm
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

HERE = Path(__file__).parent
MECI = "MECI"
MARK = "(FICTICIA)"

DEPARTAMENTOS = tuple(
    f"Departamento Ejemplo {point}"
    for point in ("Norte", "Sur", "Oriente", "Occidente", "Centro", "Litoral")
)
CAPITAL = ("Distrito Capital de Ejemplo", "Distrito Capital de Ejemplo")
_FIRST = ["Villa", "Puerto", "Monte", "Peña", "Loma", "Vega", "Ciénaga", "Cerro", "Llano", "Piedra"]
_LAST = [
    "Modelo",
    "Ensayo",
    "Prueba",
    "Ejemplo",
    "Boceto",
    "Esquema",
    "Patrón",
    "Simulacro",
    "Borrador",
    "Maqueta",
    "Plantilla",
    "Supuesta",
    "Diseño",
    "Hipótesis",
]

#: Names that hide another one, or hold quotes and commas, as the official files have them.
_ODD_NAMES = {
    "9340": 'E.S.E. HOSPITAL "NUESTRA SEÑORA DEL ENSAYO", SEDE UNO',
    "9345": "E.S.E. CENTRO DE SALUD DE LA ALCALDÍA DE VILLA MUESTRA",
}


@dataclass(frozen=True, slots=True)
class SampleEntidad:
    """One fictitious entidad; `nivel` moves all its scores, in points.

    `no_aplica` holds ids of politicas and indices that do not apply to it: a politica there
    takes its indices along.
    """

    codigo_sigep: str
    nombre: str
    orden: str
    naturaleza_juridica: str
    clasificacion_organica: str
    departamento: str
    municipio: str
    grupo_par: str
    tipo_formulario: str
    sector: str
    nivel: float = 0.0
    no_aplica: frozenset[str] = frozenset()

    @property
    def es_meci(self) -> bool:
        return self.tipo_formulario == MECI


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """A grupo par of the population: `n` peers, and how their names and forms look."""

    grupo_par: str
    orden: str
    n: int
    nivel: float
    nombre: str  # with {municipio} or {departamento}
    naturaleza_juridica: str
    clasificacion_organica: str
    tipo_formulario: str
    #: (id of politica or indice, share of the group to which it does not apply)
    no_aplica: tuple[tuple[str, float], ...] = ()


def full_entidades() -> tuple[SampleEntidad, ...]:
    """List the entidades that also have recommendations; the first is that of the reports."""
    return tuple(
        SampleEntidad(
            codigo_sigep=row["codigo_sigep"],
            nombre=_marked(row["nombre"]),
            orden=row["orden"],
            naturaleza_juridica=row["naturaleza_juridica"],
            clasificacion_organica=row["clasificacion_organica"],
            departamento=row["departamento"],
            municipio=row["municipio"],
            grupo_par=row["grupo_par"],
            tipo_formulario=row["tipo_formulario"],
            sector=row["sector"],
            nivel=float(row["nivel"]),
            no_aplica=frozenset(filter(None, row["no_aplica"].split("|"))),
        )
        for row in _rows("entidades.csv")
    )


def sample_entidades(*, seed: int) -> tuple[SampleEntidad, ...]:
    """List the five entidades in full and then their population, in order of SIGEP code."""
    peers = _peers(_plans(), first={"territorio": 9001, "nacion": 9501}, seed=seed)
    return (*full_entidades(), *peers)


def country_entidades(n: int, *, seed: int) -> tuple[SampleEntidad, ...]:
    """List `n` territorial entidades in the proportions of the sample, codes from 0001 on."""
    plans = [plan for plan in _plans() if plan.orden == "territorio"]
    total = sum(plan.n for plan in plans)
    scaled = [replace(plan, n=round(plan.n * n / total)) for plan in plans]
    # Rounding leaves a few too many or too few: the largest group takes the difference.
    largest = max(scaled, key=lambda plan: plan.n)
    surplus = sum(plan.n for plan in scaled) - n
    settled = [replace(one, n=one.n - surplus) if one is largest else one for one in scaled]
    return tuple(_peers(settled, first={"territorio": 1}, seed=seed))


def _plans() -> list[GroupPlan]:
    return [
        GroupPlan(
            grupo_par=row["grupo_par"],
            orden=row["orden"],
            n=int(row["n"]),
            nivel=float(row["nivel"]),
            nombre=row["nombre"],
            naturaleza_juridica=row["naturaleza_juridica"],
            clasificacion_organica=row["clasificacion_organica"],
            tipo_formulario=row["tipo_formulario"],
            no_aplica=tuple(_shares(row["no_aplica"])),
        )
        for row in _rows("grupos.csv")
    ]


def _shares(text: str) -> Iterator[tuple[str, float]]:
    """Read "mejora_normativa:0.5|i21:0.4"."""
    for part in filter(None, text.split("|")):
        name, share = part.split(":")
        yield name, float(share)


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _marked(nombre: str) -> str:
    return f"{nombre} {MARK}"


def _peers(
    plans: Sequence[GroupPlan], *, first: Mapping[str, int], seed: int
) -> Iterator[SampleEntidad]:
    done = dict.fromkeys(first, 0)
    for plan in plans:
        for _ in range(plan.n):
            ordinal = done[plan.orden]
            done[plan.orden] += 1
            yield _peer(plan, f"{first[plan.orden] + ordinal:04d}", ordinal, seed=seed)


def _peer(plan: GroupPlan, codigo: str, ordinal: int, *, seed: int) -> SampleEntidad:
    rng = Random(f"{seed}|entidad|{codigo}")
    national = plan.orden == "nacion"
    departamento, municipio = _place(ordinal)
    usual = plan.nombre.format(
        municipio=municipio.upper(), departamento=departamento.upper().removeprefix("DEPARTAMENTO ")
    )
    if national:  # named like a place, but seated in the capital
        departamento, municipio = CAPITAL
    nombre = _ODD_NAMES.get(codigo, usual)
    return SampleEntidad(
        codigo_sigep=codigo,
        nombre=_marked(nombre),
        orden=plan.orden,
        naturaleza_juridica=plan.naturaleza_juridica,
        clasificacion_organica=plan.clasificacion_organica,
        departamento=departamento,
        municipio=municipio,
        grupo_par=plan.grupo_par,
        tipo_formulario=plan.tipo_formulario,
        sector=f"Sector de ejemplo {ordinal % 7 + 1}" if national else "",
        nivel=plan.nivel + rng.gauss(0, 9),
        no_aplica=frozenset(what for what, share in plan.no_aplica if rng.random() < share),
    )


def _place(ordinal: int) -> tuple[str, str]:
    """Choose departamento and municipio; a name may occur in several departamentos."""
    names = len(_FIRST) * len(_LAST)
    first, last = ordinal % len(_FIRST), ordinal % names // len(_FIRST)
    municipio = f"{_FIRST[first]} {_LAST[last]}"
    # A full country needs more places than the words give before both lists begin again.
    lap = ordinal // lcm(names, len(DEPARTAMENTOS))
    return DEPARTAMENTOS[
        ordinal % len(DEPARTAMENTOS)
    ], f"{municipio} {lap + 1}" if lap else municipio
