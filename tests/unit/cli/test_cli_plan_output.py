"""What the commands of the plan say to the operator."""

import json

import pytest
from plan_book_builders import close_books, dispatched, fill_in, profile_with

from mipg_helpers.cli.plan_output import (
    print_dispatch,
    print_dispatch_json,
    print_receipt,
    receipt_content,
)
from mipg_helpers.plan_workbook.receive import receive
from mipg_helpers.reference import load_catalog

CATALOG = load_catalog()


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    yield dispatched(
        tmp_path_factory.mktemp("salida"), profile_with(*(f"Acción {n}" for n in range(22)))
    )
    close_books()


def received(sent, changes):
    book, done = sent
    source = done.archivos[0]
    path = fill_in(source, source.parents[1] / "vuelto.xlsx", changes)
    return receive(book, [path], CATALOG, simulate=True)


def test_sending_says_how_much_is_new_and_where_it_is(sent, capsys):
    book, done = sent
    print_dispatch(done, book, CATALOG)
    told = capsys.readouterr().out
    assert "Plan: 22 acciones; 22 propuestas ahora" in told
    assert "3 libros en " in told
    assert "  plan-secretaria-de-planeacion.xlsx" in told


def test_sending_as_json_holds_nothing_else(sent, capsys):
    book, done = sent
    print_dispatch_json(done, book, CATALOG)
    content = json.loads(capsys.readouterr().out)
    assert (content["acciones"], len(content["nuevas"]), len(content["libros"])) == (22, 22, 3)


def test_changes_are_told_by_action_with_labels(sent, capsys):
    receipt = received(sent, {(0, "Estado"): "Por aprobar", (0, "Causa"): "[red]Una[/red]"})
    print_receipt(receipt, (), CATALOG)
    lines = capsys.readouterr().out.splitlines()
    place = lines.index("- Acción 0")
    assert lines[0].startswith("SIMULACRO")
    assert lines[place + 1 : place + 3] == [
        "    Causa: [red]Una[/red]  [vuelto.xlsx]",
        "    Estado: Nueva → Por aprobar  [vuelto.xlsx]",
    ]


def test_long_account_is_cut_and_says_so(sent, capsys):
    print_receipt(received(sent, {(n, "Causa"): f"C{n}" for n in range(22)}), (), CATALOG)
    assert "  y 2 acciones más; --json las da todas" in capsys.readouterr().out


def test_receipt_as_json_tells_every_value(sent):
    content = json.loads(json.dumps(receipt_content(received(sent, {(0, "Fin"): "mañana"}), ())))
    assert [(one["campo"], one["resultado"]) for one in content["dichos"]] == [
        ("fecha_fin", "rechazado")
    ]
    assert content["problemas"][0]["valor"] == "mañana"
