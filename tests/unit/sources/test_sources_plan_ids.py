from plan_source_builders import SMALL, YEAR, kinds, read_rows, small_row

from mipg_helpers.reference.ids import foreign_action_id

WITH_ID = ("id", *SMALL)


def ids(parsed):
    return [row.accion_id for row in parsed.rows]


def test_same_file_gives_the_same_ids(tmp_path):
    one, other = (read_rows(tmp_path, SMALL, small_row()) for _ in range(2))
    assert ids(one) == ids(other)


def test_id_is_made_of_the_key_alone_unless_rows_are_equal(tmp_path):
    parsed = read_rows(tmp_path, WITH_ID, ["A1", *small_row()])
    assert ids(parsed) == [foreign_action_id("0001", YEAR, "", "id", "A1")]


def test_own_id_identifies_when_the_text_changes(tmp_path):
    one = read_rows(tmp_path, WITH_ID, ["A1", *small_row()])
    other = read_rows(tmp_path, WITH_ID, ["a1 ", *small_row(accion="Otro texto")])
    assert ids(one) == ids(other)


def test_own_id_is_kept_aside(tmp_path):
    assert read_rows(tmp_path, WITH_ID, ["A1", *small_row()]).rows[0].extra == {"id": "A1"}


def test_number_that_counts_rows_does_not_identify(tmp_path):
    header = ("#", *SMALL)
    first, second = small_row(), small_row(accion="Otra")
    one = read_rows(tmp_path, header, ["1", *first], ["2", *second])
    other = read_rows(tmp_path, header, ["1", *second], ["2", *first])
    assert ids(one) == ids(other)[::-1]


def test_repeated_own_id_is_told_and_the_text_tells_the_rows_apart(tmp_path):
    parsed = read_rows(tmp_path, WITH_ID, ["A1", *small_row()], ["A1", *small_row(accion="Otra")])
    assert len(set(ids(parsed))) == 2
    assert kinds(parsed) == ["id repetido"]


def test_equal_rows_have_different_ids(tmp_path):
    assert len(set(ids(read_rows(tmp_path, SMALL, *[small_row()] * 3)))) == 3


def test_same_text_for_two_politicas_is_two_actions(tmp_path):
    rows = [small_row(), small_row(politica="Gobierno Digital")]
    assert len(set(ids(read_rows(tmp_path, SMALL, *rows)))) == 2


def test_plans_of_another_year_kind_or_entidad_have_other_ids(tmp_path):
    read = [
        read_rows(tmp_path, SMALL, small_row(), **stated)
        for stated in (
            {},
            {"vigencia_plan": 2025},
            {"tipo_plan": "decreto_612"},
            {"entidad_id": "2"},
        )
    ]
    assert len({parsed.rows[0].accion_id for parsed in read}) == 4


def test_rows_with_one_own_id_keep_theirs_when_they_change_places(tmp_path):
    rows = [["A1", *small_row()], ["A1", *small_row(accion="Otra")]]
    one, other = (read_rows(tmp_path, WITH_ID, *each) for each in (rows, rows[::-1]))
    assert ids(one) == ids(other)[::-1]
