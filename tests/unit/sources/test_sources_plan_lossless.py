"""Nothing that somebody wrote in a plan disappears in the reading."""

from hypothesis import given, settings
from hypothesis import strategies as st
from plan_source_builders import SMALL, small_row
from workbook_builders import sheet_of

from mipg_helpers.analysis.plan import accion_of, cells_of
from mipg_helpers.reference import load_catalog
from mipg_helpers.reference.plan_cells import CellKey
from mipg_helpers.sources.cleaning import cell_text, missing_reason, one_line
from mipg_helpers.sources.personal_data import personal_kind
from mipg_helpers.sources.plan_columns import KnownColumns
from mipg_helpers.sources.plan_draft import PlanContext
from mipg_helpers.sources.plan_rows import PlanRows
from mipg_helpers.sources.plan_settle import propose
from mipg_helpers.sources.unit_aliases import UnitAliases

HEADER = (*SMALL, "Avance junio", "Unidad de medida", "Nota", "Evidencia")
KNOWN = KnownColumns(load_catalog(), 2026)
CELLS = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(["1/3/0205", "31/11/2026", "117,5%", "=1+1", "-", "\n\nx", "N/A", "0.5"]),
        st.integers(-5, 50_000),
        st.floats(allow_nan=False, allow_infinity=False, width=16),
        st.dates(),
    ),
    min_size=len(HEADER),
    max_size=len(HEADER),
)


def read(cells):
    """Read a sound row and one of these cells, which is given a text of action."""
    cells[1] = "Acción: " + cell_text(cells[1])
    settled = propose([sheet_of(HEADER, small_row(), cells)], KNOWN)
    context = PlanContext("1", 2026, "", UnitAliases())
    return PlanRows(settled.table, settled.mapping, KNOWN, context).read()[-1]


@settings(max_examples=100, deadline=None)
@given(cells=CELLS)
def test_every_cell_is_read_or_kept_or_told(cells):
    row = read(cells)
    kept = {one_line(text) for text in row.extra.values()}
    taken = {letter for letters in row.columns.values() for letter in letters.split("+")}
    for place, cell in enumerate(cells):
        text = one_line(cell_text(cell))
        if not missing_reason(text) and not personal_kind(text):
            assert text in kept or "ABCDEFGHIJ"[place] in taken


@settings(max_examples=100, deadline=None)
@given(cells=CELLS)
def test_what_is_read_is_canonical(cells):
    row = read(cells)
    accion = accion_of(row.accion_id, row.cells)
    assert cells_of(accion) | {CellKey(row.accion_id, "estado"): accion.estado} == (
        {CellKey(row.accion_id, "estado"): "nueva"} | row.cells
    )
