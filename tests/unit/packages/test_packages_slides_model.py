import pytest

from mipg_helpers.packages.slides_model import (
    BODY_HEIGHT,
    Grid,
    Opening,
    Points,
    row_height,
    split,
)


def grid(*rows):
    return Grid("Tabla", (("A", "left"), ("B", "left")), rows, (1, 1), "Alternativa.")


def test_what_fits_stays_one_slide():
    slide = grid(("uno", "dos"))
    assert list(split(slide)) == [slide]


def test_opening_is_never_split():
    slide = Opening("T", "S", "D")
    assert list(split(slide)) == [slide]


def test_long_table_goes_on_over_slides_that_say_which_they_are():
    parts = list(split(grid(*((str(n), "x") for n in range(30)))))
    assert [part.titulo for part in parts] == [
        f"Tabla ({n} de {len(parts)})" for n in range(1, len(parts) + 1)
    ]
    assert [row[0] for part in parts for row in part.rows] == [str(n) for n in range(30)]


def test_rows_are_spread_evenly():
    parts = list(split(grid(*((str(n), "x") for n in range(18)))))
    assert [len(part.rows) for part in parts] == [9, 9]


def test_every_part_of_a_table_fits():
    for part in split(grid(*((f"{n} {'largo ' * n}", "x") for n in range(25)))):
        assert sum(row_height(row, part) for row in part.rows) <= BODY_HEIGHT


def test_long_list_goes_on_with_its_numbers():
    first, second = split(Points("Lista", tuple("palabra " * 30 for _ in range(6)), numbered=True))
    assert (first.first, second.first) == (1, 1 + len(first.items))


@pytest.mark.parametrize("items", [(), ("una",)])
def test_short_list_keeps_its_title(items):
    assert [part.titulo for part in split(Points("Lista", items))] == ["Lista"]


def test_one_endless_item_gets_a_slide_of_its_own():
    parts = list(split(Points("Lista", ("corta", "x" * 5000, "corta"))))
    assert [len(part.items) for part in parts] == [1, 1, 1]
