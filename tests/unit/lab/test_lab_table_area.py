import pytest

from mipg_helpers.lab.table_area import TableArea
from mipg_helpers.presentation import blocks
from mipg_helpers.presentation.display import Displayed


def table(n_rows, name="Entidad"):
    return blocks.table(
        caption="<b>Puntajes</b>",
        columns=[("Entidad", "left"), ("Puntaje", "right")],
        rows=[[f"{name} {n}", f"{n},5"] for n in range(n_rows)],
    )


@pytest.fixture
def area():
    return TableArea("vista")


def shown(area):
    return "".join(output["data"]["text/html"] for output in area.table.outputs)


def test_a_long_table_gets_search_in_spanish_and_all_its_rows(area):
    area.show(Displayed([table(300)]))
    assert "Buscar en la tabla:" in shown(area)
    assert "Entidad 299" in shown(area)


def test_a_short_table_is_shown_as_elsewhere(area):
    area.show(Displayed([table(3)]))
    assert area.table.outputs == ()
    assert "Entidad 2" in area._html.value


def test_nothing_of_the_former_table_stays(area):
    area.show(Displayed([table(30, name="Antigua")]))
    area.show(Displayed([table(30, name="Nueva")]))
    assert "Antigua" not in shown(area)
    area.clear()
    assert area.table.outputs == ()


def test_cells_and_caption_are_text(area):
    area.show(Displayed([table(30, name="</script><img src=x onerror=alert(1)>")]))
    assert "<img" not in shown(area)
    assert "<b>" not in shown(area)


def test_no_address_is_loaded(area):
    area.show(Displayed([table(30)]))
    library = area._program.outputs[0]["data"]["text/html"]
    assert "src=" not in shown(area)
    assert 'src="http' not in library
    assert "unpkg" not in shown(area) + library


def test_the_program_of_the_tables_is_sent_once(area):
    area.show(Displayed([table(30)]))
    first = area._program.outputs
    area.show(Displayed([table(40)]))
    assert area._program.outputs is first
