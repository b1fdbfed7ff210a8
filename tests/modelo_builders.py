"""An entidad whose model is compared with an earlier one."""

import analysis_builders as made

from mipg_helpers.analysis.model_changes import compare_models
from mipg_helpers.reference import load_catalog

CATALOG = load_catalog()
OWNERS = """
    entidad | vigencia | politica         | lider   | responsable
    --------+----------+------------------+---------+------------
    0001    | 2025     | gobierno_digital | TIC     | Sistemas
    0001    | 2025     | integridad       | Talento |
"""


NO_OWNERS = "entidad | vigencia | politica"


def compare(before=2021, now=2025, *, owners=NO_OWNERS, meci="", catalog=CATALOG):
    entidades = made.entidades(f"""
        entidad | vigencia | meci
        --------+----------+-----
        0001    | {now}    | {meci}
    """)
    return compare_models(
        entidades, made.responsables(owners), entidad_id="0001", vigencia=now,
        vigencia_anterior=before, catalog=catalog, fecha_informe=made.TODAY,
    )  # fmt: skip
