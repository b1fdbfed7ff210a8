import re

from mipg_helpers.lab.tables import SortableTable, to_html

ONE = {"Valor": 100}
EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"


def test_cell_is_never_markup():
    html = to_html([(EVIL,)], ONE)
    assert "<script>alert" not in html
    assert "<img" not in html


def test_every_row_of_a_long_table_is_there():
    html = to_html([(f"fila-{n}-",) for n in range(3000)], ONE)
    assert len(set(re.findall(r"fila-\d+-", html))) == 3000


def test_nothing_is_fetched_from_the_network():
    table = SortableTable("prueba", ONE)
    table.show([("1",)])
    outputs = [one for part in (table._program, table._table) for one in part.outputs]
    html = "".join(one["data"]["text/html"] for one in outputs)
    assert not re.search(r"(?:src|import|from)\s*[=(]?\s*['\"]https?:", html)
    assert "unpkg" not in html
