"""Plans that an entidad has already, as ``mipg plan --leer`` finds them: hostile ones."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from campaign.answers_desk import BACK
from campaign.bombs import BOMBS
from campaign.books import write_book
from campaign.corpus import ENCODINGS, LINE_ENDS, Case
from campaign.payloads import PAYLOADS, SPELLINGS
from hostile_builders import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

HEADER = (
    "Política", "Recomendación", "Acción de mejora", "Producto", "Indicador", "Responsable",
    "Dependencia", "Fecha de inicio", "Fecha fin", "Estado", "Avance (%)", "Evidencia",
    "Observaciones",
)  # fmt: skip
SOUND = (
    "Integridad", "Medir", "Medir el clima", "Informe", "Informes", "Jefe", "Talento Humano",
    "01/02/2026", "30/06/2026", "", "", "", "",
)  # fmt: skip
KIND = ("--tipo", "accion_politica")
INJECTED = (
    "guion", "estilo", "formula", "formula_arroba", "typst", "markdown", "latex", "sql", "ruta",
    "rastro", "lineas", "controles", "derecha_izquierda", "correo",
)  # fmt: skip
#: What a workbook may hold otherwise than a text.
IN_WORKBOOKS = ("guion", "formula", "formula_arroba", "lineas", "controles")
BROKEN = ("nulos.csv", "binario.csv", "comillas.csv", "vacio.csv", "informe.csv", "con_clave.xlsx")
EXPLODING = ("proporcion", "celda_final", "trescientas_hojas", "entidades_en_estilos", "con_macros")
MANY = 20_000


def plans() -> Iterator[Case]:
    """List the cases of plans that exist already."""
    for name in INJECTED:
        rows = [SOUND, _with(name), SOUND[:1] + (PAYLOADS[name],) * (len(SOUND) - 1)]
        yield _case("inyección en planes", f"{name} csv", partial(_csv, rows), goes_on=True)
        if name in IN_WORKBOOKS:
            yield _case("inyección en planes", f"{name} xlsx", partial(_xlsx, rows), goes_on=True)
    for encoding in ENCODINGS:
        write = partial(
            _csv, [SOUND, _but(5, "Secretaría de Ñoño")], encoding=encoding, end="mezcla"
        )
        yield _case("planes", encoding, write)
    for name in BROKEN:
        yield _case("planes", name, partial(_drop, HOSTILE[name]))
    for name in EXPLODING:
        yield _case("planes", name, partial(_explode, BOMBS[name], name))
    for name, write in PLANS.items():
        yield _case("planes", name, write, goes_on=True)


def _case(
    family: str, name: str, write: Callable[[Path], object], *, goes_on: bool = False
) -> Case:
    return Case(family, name, write, goes_on=goes_on, options=KIND)


def _but(place: int, text: str) -> tuple[str, ...]:
    return (*SOUND[:place], text, *SOUND[place + 1 :])


def _with(name: str) -> tuple[str, ...]:
    """Give a row with a text everywhere but in its politica and its days."""
    text = PAYLOADS[name]
    return (SOUND[0], *(text,) * 6, SOUND[7], SOUND[8], "", "", text, text)


def _csv(
    rows: Sequence[Sequence[str]], root: Path, *, encoding: str = "utf-8", end: str = "lf",
    name: str = "plan.csv", header: Sequence[str] = HEADER,
) -> None:  # fmt: skip
    ends = LINE_ENDS[end].split("|")
    lines = [
        ";".join(f'"{text.replace(chr(34), chr(34) * 2)}"' for text in row)
        for row in (header, *rows)
    ]
    text = "".join(line + ends[n % len(ends)] for n, line in enumerate(lines))
    (root / BACK / name).write_bytes(text.encode(encoding, errors="replace"))


def _xlsx(rows: Sequence[Sequence[str]], root: Path) -> None:
    write_book(root / BACK / "plan.xlsx", {"Plan <b>": [HEADER, *rows]})


def _drop(write: Callable[[Path], object], root: Path) -> None:
    write(root / BACK)


def _explode(write: Callable[[], bytes], name: str, root: Path) -> None:
    (root / BACK / f"{name}.xlsx").write_bytes(write())


def _strange_days(root: Path) -> None:
    days = (
        ("30/06/2026", "01/02/2026"), ("31/02/2026", "31/11/2026"), ("01/01/0205", "2099-01-01"),
        ("1e309", "NaN"), ("٠١/٠٢/٢٠٢٦", "−12"), ("99999999", "0"), ("mañana", "=HOY()"),
    )  # fmt: skip
    rows = [
        (*SOUND[:2], f"Medir {n}", *SOUND[3:7], *pair, *SOUND[9:]) for n, pair in enumerate(days)
    ]
    _csv(rows, root)


def _strange_advances(root: Path) -> None:
    texts = ("1e309", "NaN", "-12", "−12", "100,0,1", "٤٢", "900", "1" * 400, "½", "0x1F")
    rows = [(*SOUND[:2], f"Medir {n}", *SOUND[3:10], one, "", "") for n, one in enumerate(texts)]
    _csv(rows, root)


def _same_twice(root: Path) -> None:
    _csv([SOUND, SOUND, _but(8, "30/11/2026"), _but(7, "15/03/2026")], root)


def _two_that_contradict(root: Path) -> None:
    _csv([SOUND, _but(2, "Otra")], root, name="a.csv")
    _csv([_but(8, "30/11/2026"), _but(2, "Otra")], root, name="b.csv")


def _alike_names(root: Path) -> None:
    rows = [SOUND] * len(SPELLINGS)
    rows = [(*row[:2], f"Medir {n}", *row[3:]) for n, row in enumerate(rows)]
    strange = [
        (text, *SOUND[1:2], f"Hacer {n}", *SOUND[3:]) for n, text in enumerate(SPELLINGS.values())
    ]
    _csv([*rows, *strange], root)


def _many(root: Path) -> None:
    _csv([(*SOUND[:2], f"Medir el clima {n}", *SOUND[3:]) for n in range(MANY)], root)


def _strange_headers(root: Path) -> None:
    header = (*HEADER[:-2], "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "Acción de mejora")
    _csv([(*SOUND, "otra")] * 2, root, header=header)


def _strange_mapping(root: Path) -> None:
    _csv([SOUND], root)
    lines = f"[columnas]\n'Producto' = '../../x'\n'x' = {'9' * 5000}\n"
    (root / BACK / "plan_columnas.toml").write_text(lines, encoding="utf-8")


def _strange_aliases(root: Path) -> None:
    _csv([SOUND], root)
    names = "dependencia;nombre\nTalento Humano;=cmd|' /C calc'!A0\nTalento Humano;<b>x</b>\n"
    (root / BACK / "dependencias.csv").write_text(names, encoding="utf-8")


def _strange_name(root: Path) -> None:
    _csv([SOUND], root, name="=cmd|' C calc'!A0 <b>\x1b[31m\u202e.csv")


PLANS: dict[str, Callable[[Path], object]] = {
    "fechas imposibles": _strange_days,
    "avances imposibles": _strange_advances,
    "una acción cuatro veces": _same_twice,
    "dos planes que se contradicen": _two_that_contradict,
    "nombres parecidos": _alike_names,
    "veinte mil filas": _many,
    "encabezados": _strange_headers,
    "columnas confirmadas": _strange_mapping,
    "dependencias": _strange_aliases,
    "nombre del archivo": _strange_name,
}
