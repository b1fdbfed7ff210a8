"""What changed since the cut-off before, cell by cell."""

from dataclasses import replace

from follow_up_builders import action, change, follow_up

BORN = change("a1", "accion", "", "Publicar", "2026-07-05")


def changed(*changes, corte="2026-12-31", ids=("a1",)):
    return follow_up(tuple(map(action, ids)), changes=changes, corte=corte).cambios


def cells(found):
    return [(c.key.campo, c.antes, c.despues) for c in found.cambios]


def test_change_after_the_previous_cut_off_is_told():
    (found,) = changed(BORN, change("a1", "meta", "1", "2", "2026-10-20"))
    assert (found.accion_id, found.es_nueva) == ("a1", False)
    assert cells(found) == [("meta", "1", "2")]


def test_change_before_the_previous_cut_off_is_old():
    assert changed(BORN, change("a1", "meta", "1", "2", "2026-09-30")) == ()


def test_first_cut_off_tells_what_changed_since_the_plan_was_written():
    (found,) = changed(BORN, change("a1", "meta", "1", "2", "2026-08-01"), corte="2026-09-30")
    assert cells(found) == [("meta", "1", "2")]


def test_several_changes_of_a_cell_are_one():
    (found,) = changed(
        BORN,
        change("a1", "meta", "1", "2", "2026-10-20"),
        change("a1", "meta", "2", "3", "2026-11-20"),
    )
    assert cells(found) == [("meta", "1", "3")]


def test_cell_that_came_back_did_not_change():
    back = change("a1", "meta", "2", "1", "2026-11-20")
    assert changed(BORN, change("a1", "meta", "1", "2", "2026-10-20"), back) == ()


def test_new_action_is_told_without_its_first_cells():
    new = change("a2", "accion", "", "Otra", "2026-10-20")
    with_it = change("a2", "meta", "", "1", "2026-10-20")
    (found,) = changed(BORN, new, with_it, ids=("a1", "a2"))
    assert (found.accion_id, found.es_nueva, found.cambios) == ("a2", True, ())


def test_cells_stand_by_cut_off_and_then_by_column():
    (found,) = changed(
        BORN,
        change("a1", "avance", "", "40", "2026-10-20", corte="2026-12-31"),
        change("a1", "meta", "1", "2", "2026-10-20"),
        change("a1", "producto", "x", "y", "2026-10-20"),
    )
    assert [c[0] for c in cells(found)] == ["producto", "meta", "avance"]


def test_changes_of_actions_outside_the_scope_are_left_out():
    assert changed(BORN, change("b9", "meta", "1", "2", "2026-10-20")) == ()


def test_plan_without_history_has_no_changes():
    assert changed() == ()


def test_progress_is_compared_with_that_of_the_previous_cut_off():
    (found,) = changed(
        BORN,
        change("a1", "avance", "", "30", "2026-10-05", corte="2026-09-30"),
        change("a1", "avance", "", "45", "2027-01-05", corte="2026-12-31"),
    )
    assert ("avance", "30", "45") in cells(found)


def test_progress_read_with_the_plan_itself_is_compared_too():
    read = [
        change("a1", "avance", "", percent, "2026-07-05", corte=corte)
        for corte, percent in (("2026-09-30", "30"), ("2026-12-31", "30"))
    ]
    assert changed(BORN, *read) == ()
    (found,) = changed(BORN, read[0], replace(read[1], despues="60"))
    assert cells(found) == [("avance", "30", "60")]


def test_late_correction_of_an_earlier_cut_off_is_told():
    (found,) = changed(
        BORN,
        change("a1", "avance", "", "30", "2026-09-29", corte="2026-09-30"),
        change("a1", "avance", "30", "20", "2026-10-29", corte="2026-09-30"),
    )
    assert cells(found) == [("avance", "30", "20")]
