"""The merge of the evidence alone, without files: order and repetition make no difference."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st
from plan_book_builders import key, returned
from readiness_builders import CATALOG

from mipg_helpers.evidence_workbook.merge import CHANGED, merge_evidence

ROW = "gth201.1"
LINK, STATE, REASON, TASK = (key(campo, ROW) for campo in ("enlace", "estado", "motivo", "tarea"))
OTHER = key("enlace", "gth201.2")
BASE = {LINK: "https://a.co/1"}


def from_unit(changes, base=BASE, name="unidad.xlsx"):
    return returned(base, changes, name=name)


def from_reviewer(changes, base=BASE, rol="planeacion"):
    return returned(base, changes, name=f"{rol}.xlsx", rol=rol)


def merged(*returns, current=BASE):
    return merge_evidence(current, returns, CATALOG)


def test_different_cells_are_all_taken():
    done = merged(from_unit({TASK: "Firmar el acta"}), from_reviewer({STATE: "aprobada"}))
    assert done.cells == BASE | {TASK: "Firmar el acta", STATE: "aprobada"}
    assert done.disputed == ()


def test_review_of_an_old_link_is_refused_whole():
    done = merged(
        from_unit({LINK: "https://a.co/2"}),
        from_reviewer({STATE: "rechazada", REASON: "Sin firma"}),
    )
    assert done.cells == {LINK: "https://a.co/2"}
    assert {one.motivo for one in done.said if one.resultado == "rechazado"} == {CHANGED}


def test_change_of_evidence_undoes_state_and_reason():
    current = BASE | {STATE: "rechazada", REASON: "Sin firma"}
    done = merged(from_unit({LINK: "https://a.co/2"}, current), current=current)
    assert done.cells == {LINK: "https://a.co/2"}


def test_change_of_a_task_leaves_the_review():
    current = BASE | {STATE: "aprobada"}
    done = merged(from_unit({TASK: "Archivar"}, current), current=current)
    assert done.cells == current | {TASK: "Archivar"}


def test_reviewers_who_differ_are_shown():
    done = merged(
        from_reviewer({STATE: "aprobada"}),
        from_reviewer({STATE: "rechazada", REASON: "Sin firma"}, rol="control_interno"),
    )
    assert {one.valor for one in done.disputed} == {"aprobada", "rechazada"}
    assert STATE not in done.cells


def test_merging_again_what_is_in_the_book_changes_nothing():
    first = merged(from_unit({TASK: "Firmar"}), from_reviewer({STATE: "aprobada"}))
    again = merge_evidence(
        first.cells,
        [from_unit({TASK: "Firmar"}), from_reviewer({STATE: "aprobada"})],
        CATALOG,
    )
    assert (again.cells, again.changes, again.disputed) == (first.cells, (), ())


VALUES = {
    LINK: ["https://a.co/1", "https://a.co/2", ""],
    TASK: ["", "Firmar"],
    OTHER: ["", "https://a.co/3"],
}


@settings(max_examples=25, deadline=None)
@given(
    st.fixed_dictionaries({cell: st.sampled_from(texts) for cell, texts in VALUES.items()}),
    st.sampled_from(["", "aprobada"]),
    st.booleans(),
)
def test_order_of_receiving_makes_no_difference(typed, state, is_second):
    files = [from_unit(typed), from_reviewer({STATE: state})]
    files += [from_unit({OTHER: "https://a.co/3"}, name="otra.xlsx")] if is_second else []
    found = set()
    for order in permutations(files):
        cells = BASE
        for one in order:
            cells = merged(one, current=cells).cells
        found.add(tuple(sorted(cells.items())))
    together = merged(*files).cells
    assert found == {tuple(sorted(together.items()))}


TYPED = st.fixed_dictionaries({}, optional={c: st.sampled_from(v) for c, v in VALUES.items()})


@settings(max_examples=40, deadline=None)
@given(st.lists(TYPED, min_size=1, max_size=4), st.sampled_from(["", "aprobada", "rechazada"]))
def test_no_typed_value_disappears(typed, state):
    files = [from_unit(one, name=f"{n}.xlsx") for n, one in enumerate(typed)]
    files.append(from_reviewer({STATE: state} if state else {}))
    kept = {(one.key, one.valor, one.origen.archivo) for one in merged(*files).said}
    for book in files:
        for where, value in book.cells.items():
            assert value == BASE.get(where, "") or (where, value, book.archivo) in kept
