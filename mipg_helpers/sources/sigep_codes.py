"""Tell, once per file, which SIGEP codes were read with another spelling than they had.

A number cell loses its zeros and some exports put thousands marks into codes; the rule that
restores them is stated, so that a person can check it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.sources.cleaning import SIGEP_WIDTH
from mipg_helpers.sources.findings import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mipg_helpers.sources.located import Table
    from mipg_helpers.sources.model import Finding

RESTORED = "código completado"
#: How many codes the message shows.
SHOWN = 3


def restored_codes(table: Table, read: Mapping[int, str]) -> list[Finding]:
    """Report the codes of `read` (0-based row to code) that the file wrote otherwise."""
    restored = {
        text: codigo
        for row, codigo in read.items()
        if (text := table.text(row, "codigo_sigep")) and text.lstrip("'") != codigo
    }
    if not restored:
        return []
    some = "; ".join(f"{quoted(text)} es {code}" for text, code in list(restored.items())[:SHOWN])
    rest = f" y {len(restored) - SHOWN} más" if len(restored) > SHOWN else ""
    mensaje = (
        f"códigos Sigep sin sus ceros o con marca de miles ({len(restored)}): se quitó la marca "
        f"y se completaron a {SIGEP_WIDTH} cifras con ceros a la izquierda ({some}{rest})"
    )
    accion = "compare con el código de la entidad en el SIGEP"
    return [table.finding(RESTORED, mensaje, campo="codigo_sigep", gravedad="aviso", accion=accion)]
