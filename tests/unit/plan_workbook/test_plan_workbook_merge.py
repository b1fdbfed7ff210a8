"""Many workbooks come back in any order: what the plan says then, and what nobody decided."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_book_builders import A1, A2, A3, accion, avance, key, plan_cells, returned, said

from mipg_helpers.plan_workbook.conflicts import who_said
from mipg_helpers.plan_workbook.merge import merge
from mipg_helpers.plan_workbook.model import Place
from mipg_helpers.reference import load_catalog
from mipg_helpers.store.plan_book_records import Option

CATALOG = load_catalog()
BASE = plan_cells()
CAUSA, PRODUCTO, ESTADO = key("causa"), key("producto"), key("estado")


def results(merged, where):
    return [one.resultado for one in merged.said if one.key == where]


def test_untouched_workbook_changes_nothing():
    merged = merge(BASE, [returned(BASE)], CATALOG)
    assert (merged.cells, merged.said, merged.problems) == (BASE, (), ())


def test_value_typed_by_one_is_taken():
    merged = merge(BASE, [returned(BASE, {CAUSA: "Sin difusión"})], CATALOG)
    assert merged.cells == {**BASE, CAUSA: "Sin difusión"}
    assert merged.changes[0].origen.fila == 6


def test_same_value_typed_by_two_is_taken_once():
    one, other = (returned(BASE, {CAUSA: "Igual"}, name=name) for name in ("a.xlsx", "b.xlsx"))
    assert sorted(results(merge(BASE, [one, other], CATALOG), CAUSA)) == ["coincide", "tomado"]


def test_different_values_of_two_are_both_left_undecided():
    returns = [returned(BASE, {PRODUCTO: text}) for text in ("Uno", "Dos")]
    merged = merge(BASE, returns, CATALOG)
    assert merged.cells == BASE
    assert {one.valor for one in merged.disputed} == {"Uno", "Dos"}


def test_what_was_said_comes_in_the_order_of_the_workbook():
    places = {CAUSA: Place("Integridad", 9, "K"), PRODUCTO: Place("Integridad", 7, "L")}
    typed_in = {CAUSA: "Sin difusión", PRODUCTO: "Guía"}
    merged = merge(BASE, [returned(BASE, typed_in, places=places)], CATALOG)
    assert [one.origen.fila for one in merged.said] == [7, 9]
    assert {one.origen.destinatario for one in merged.said} == {"Talento Humano"}


def test_place_of_a_value_names_file_sheet_row_and_who():
    one = said(hoja="Integridad", fila=6, destinatario="Talento Humano")
    other = said(archivo="")
    assert who_said(Option("x", (one, one, other))) == (
        "uno.xlsx, hoja Integridad, fila 6, Talento Humano\npropuesta de este programa"
    )


def test_old_workbook_cannot_undo_what_was_said_since():
    current = {**BASE, PRODUCTO: "Nuevo"}
    merged = merge(current, [returned(BASE, {PRODUCTO: "Viejo", CAUSA: "Otra"})], CATALOG)
    assert merged.cells == {**current, CAUSA: "Otra"}
    assert results(merged, PRODUCTO) == ["disputado"]


def test_emptied_cell_is_a_change():
    base = {**BASE, CAUSA: "Algo"}
    merged = merge(base, [returned(base, emptied=[CAUSA])], CATALOG)
    assert merged.cells == BASE


def test_spaces_and_line_breaks_of_a_spreadsheet_are_no_change():
    base = {**BASE, CAUSA: "Primera línea\nsegunda"}
    merged = merge(base, [returned(base, {CAUSA: " Primera línea\r\nsegunda "})], CATALOG)
    assert merged.said == ()


@pytest.mark.parametrize(
    ("rol", "campo", "who"),
    [
        ("lider", "eficacia", "Control Interno"),
        ("lider", "peso", "Planeación"),
        ("planeacion", "causa", "el líder"),
        ("control_interno", "producto", "el líder"),
    ],
)
def test_column_of_somebody_else_is_kept_but_not_taken(rol, campo, who):
    merged = merge(BASE, [returned(BASE, {key(campo): "si"}, rol=rol)], CATALOG)
    assert (merged.cells, results(merged, key(campo))) == (BASE, ["rechazado"])
    assert who in merged.problems[0].mensaje


def test_state_follows_the_table_of_states():
    merged = merge(BASE, [returned(BASE, {ESTADO: "en_ejecucion"})], CATALOG)
    assert merged.cells == BASE
    assert merged.problems[0].mensaje == "de «Nueva» no se pasa a «En ejecución»"


def test_leader_does_not_approve_his_own_action():
    base = plan_cells(accion(estado="por_aprobar"))
    merged = merge(base, [returned(base, {ESTADO: "aprobada"})], CATALOG)
    assert merged.cells == base
    assert "lo pone Planeación" in merged.problems[0].mensaje


def test_rejection_without_motive_is_not_taken():
    base = plan_cells(accion(estado="por_aprobar"))
    merged = merge(base, [returned(base, {ESTADO: "rechazada"}, rol="planeacion")], CATALOG)
    assert merged.cells == base
    assert "exige un motivo" in merged.problems[0].mensaje


def test_rejection_with_motive_is_taken():
    base = plan_cells(accion(estado="por_aprobar"))
    typed = {ESTADO: "rechazada", key("motivo_estado"): "Repite otra"}
    merged = merge(base, [returned(base, typed, rol="planeacion")], CATALOG)
    assert merged.cells == {**base, **typed}


def test_finished_action_without_evidence_is_taken_and_told():
    base = plan_cells(accion(estado="en_ejecucion"))
    merged = merge(base, [returned(base, {ESTADO: "terminada", avance(): "100"})], CATALOG)
    assert merged.cells[ESTADO] == "terminada"
    assert merged.problems[0].mensaje == "la acción está terminada sin evidencia"


def test_required_column_cannot_be_emptied():
    merged = merge(BASE, [returned(BASE, emptied=[PRODUCTO])], CATALOG)
    assert merged.cells == BASE
    assert "no puede quedar vacía" in merged.problems[0].mensaje


def test_deleted_row_stays_in_the_plan_and_is_told():
    book = returned(BASE, emptied=list(BASE), missing_rows=(A1,))
    merged = merge(BASE, [book], CATALOG)
    assert merged.cells == BASE
    assert [problem.tipo for problem in merged.problems] == ["fila borrada"]


def test_new_row_says_what_it_is_about():
    typed = {k._replace(accion_id=A2): v for k, v in BASE.items()}
    merged = merge(BASE, [returned(BASE, typed, new_rows=(A2,))], CATALOG)
    assert merged.cells == {**BASE, **typed}


def test_new_row_cannot_bring_its_own_verification():
    typed = {key("accion", A2): "Otra", key("eficacia", A2): "si"}
    merged = merge(BASE, [returned(BASE, typed, new_rows=(A2,))], CATALOG)
    assert key("eficacia", A2) not in merged.cells


def test_row_that_was_never_sent_is_not_taken():
    merged = merge(BASE, [returned(BASE, {key("causa", A3): "Otra"})], CATALOG)
    assert merged.cells == BASE
    assert results(merged, key("causa", A3)) == ["rechazado"]


def test_text_that_nobody_understands_is_kept_as_typed():
    merged = merge(BASE, [returned(BASE, raw={avance(): "casi todo"})], CATALOG)
    assert [(one.valor, one.resultado) for one in merged.said] == [("casi todo", "rechazado")]


def test_decided_change_is_not_asked_again():
    current = {**BASE, PRODUCTO: "Decidido"}
    settled = frozenset([(PRODUCTO, BASE[PRODUCTO], "Otro")])
    merged = merge(current, [returned(BASE, {PRODUCTO: "Otro"})], CATALOG, settled=settled)
    assert results(merged, PRODUCTO) == ["decidido"]


def test_who_changes_a_disputed_cell_joins_the_dispute():
    first = merge(BASE, [returned(BASE, {PRODUCTO: text}) for text in ("Uno", "Dos")], CATALOG)
    third = returned(BASE, {PRODUCTO: "Tres"})
    merged = merge(first.cells, [third], CATALOG, disputed=first.disputed)
    assert results(merged, PRODUCTO) == ["disputado"]


# Properties: partial returns in any order.

PLAN = plan_cells(accion(A1), accion(A2, fecha_inicio=None), accion(A3, estado="por_aprobar"))
PLACES = [
    key(campo, accion_id, corte)
    for accion_id in (A1, A2, A3)
    for campo, corte in (
        ("causa", ""),
        ("producto", ""),
        ("avance", "2026-09-30"),
        ("avance", "2026-12-31"),
        ("eficacia", ""),
    )
]
WORDS = st.sampled_from(["1", "20", "33.5", "100", "Otra cosa", "=1+1"])
NUMBERS = st.sampled_from(["1", "20", "33.5", "100"])


def typed(places):
    return st.fixed_dictionaries(
        {}, optional={p: NUMBERS if p.campo == "avance" else WORDS for p in places}
    )


@st.composite
def disjoint_returns(draw):
    """Up to five workbooks; no cell is changed by two of them."""
    n = draw(st.integers(1, 5))
    share = draw(st.lists(st.integers(0, n - 1), min_size=len(PLACES), max_size=len(PLACES)))
    return [
        returned(
            PLAN,
            draw(typed([p for p, who in zip(PLACES, share, strict=True) if who == i])),
            name=f"{i}.xlsx",
        )
        for i in range(n)
    ]


@st.composite
def any_returns(draw):
    """Up to five workbooks that may contradict each other."""
    n = draw(st.integers(1, 5))
    raw = st.fixed_dictionaries({}, optional={avance(A1, "2026-09-30"): st.just("casi")})
    books = []
    for i in range(n):
        cells, unread = draw(typed(PLACES)), draw(raw)
        cells = {k: v for k, v in cells.items() if k not in unread}
        books.append(returned(PLAN, cells, raw=unread, name=f"{i}.xlsx"))
    return books


def receive_one_by_one(books, cells=PLAN, past=()):
    """Merge file after file, as several days of receiving would."""
    disputed, kept = [], []
    past = {where: [*values] for where, values in dict(past).items()}
    for book in books:
        merged = merge(cells, [book], CATALOG, disputed=disputed, past=past)
        for one in merged.changes:
            past.setdefault(one.key, []).append(cells.get(one.key, ""))
        cells, disputed = merged.cells, [*disputed, *merged.disputed]
        kept += merged.said
    return cells, kept


def contested(cells, kept):
    """The cells in conflict with all the values that people said of them."""
    open_ones = {
        one.key
        for one in kept
        if one.resultado == "disputado" and one.valor != cells.get(one.key, "")
    }
    return {
        (where, frozenset(one.valor for one in kept if one.key == where)) for where in open_ones
    }


@given(disjoint_returns(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_of_returns_makes_no_difference_without_conflicts(books, random):
    shuffled = random.sample(books, len(books))
    together = merge(PLAN, shuffled, CATALOG).cells
    assert receive_one_by_one(books)[0] == receive_one_by_one(shuffled)[0] == together


@given(any_returns(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_conflicts_are_the_same_in_any_order(books, random):
    shuffled = random.sample(books, len(books))
    together = merge(PLAN, shuffled, CATALOG)
    expected = contested(*receive_one_by_one(books))
    assert contested(*receive_one_by_one(shuffled)) == expected
    assert contested(together.cells, together.said) == expected


# A second sending, made after some cells had changed.
NOW = {**PLAN, key("causa", A1): "20", key("producto", A2): "100", avance(A1): "33.5"}
PAST = {where: [PLAN.get(where, "")] for where in NOW if NOW[where] != PLAN.get(where)}


@st.composite
def returns_of_two_sendings(draw):
    """Up to five workbooks, of the sending before and of the one after."""
    n = draw(st.integers(1, 5))
    return [
        returned(draw(st.sampled_from([PLAN, NOW])), draw(typed([*PAST])), name=f"{i}.xlsx")
        for i in range(n)
    ]


@given(returns_of_two_sendings(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_old_workbooks_among_new_ones_conflict_the_same_in_any_order(books, random):
    shuffled = random.sample(books, len(books))
    expected = contested(*receive_one_by_one(books, NOW, PAST))
    assert contested(*receive_one_by_one(shuffled, NOW, PAST)) == expected


def test_who_says_late_what_others_changed_knowingly_contradicts_nobody():
    late = returned(PLAN, {key("causa", A1): "20"})
    current = {**NOW, key("causa", A1): "Después"}
    past = {**PAST, key("causa", A1): ["", "20"]}
    assert results(merge(current, [late], CATALOG, past=past), key("causa", A1)) == ["coincide"]


def test_old_value_of_before_does_contradict():
    late = returned(NOW, {key("producto", A2): PLAN[key("producto", A2)]})
    current = {**NOW, key("producto", A2): "Después"}
    past = {key("producto", A2): [PLAN[key("producto", A2)], "100"]}
    merged = merge(current, [late], CATALOG, past=past)
    assert results(merged, key("producto", A2)) == ["disputado"]


@given(any_returns())
@settings(max_examples=60, deadline=None)
def test_merging_again_changes_nothing(books):
    merged = merge(PLAN, books, CATALOG)
    again = merge(merged.cells, [*books, *books], CATALOG, disputed=merged.disputed)
    assert (again.cells, again.changes) == (merged.cells, ())
    assert {one.change for one in again.disputed} == {one.change for one in merged.disputed}


@given(any_returns())
@settings(max_examples=60, deadline=None)
def test_no_typed_value_disappears(books):
    kept = {(one.key, one.valor, one.origen.archivo) for one in receive_one_by_one(books)[1]}
    for book in books:
        for where, value in {**book.cells, **book.raw}.items():
            assert value == PLAN.get(where) or (where, value, book.archivo) in kept


@given(any_returns())
@settings(max_examples=30, deadline=None)
def test_merge_leaves_its_arguments_alone(books):
    before = dict(PLAN)
    merge(PLAN, books, CATALOG)
    assert before == PLAN
    assert replace(books[0]) == books[0]
