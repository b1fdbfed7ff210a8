"""The priority worked out."""

import profile_builders as made

from mipg_helpers.presentation import tables_method
from mipg_helpers.presentation.display_text import span_text


def cells(block):
    return [[span_text(cell) for cell in row] for row in block["rows"]]


def test_priority_is_worked_out_component_by_component():
    profile = made.typical()
    rows = cells(tables_method.rule_table(profile.priority, profile.method.rule))
    assert rows[0] == ["Brecha con la meta", "0,4", "18,7", "0,4", "7,5"]
    assert rows[-1] == ["Puntos de prioridad", "", "", "", "11,2"]


def test_component_without_data_shares_its_weight():
    profile = made.no_peers()
    rows = cells(tables_method.rule_table(profile.priority, profile.method.rule))
    assert rows[1] == ["Brecha con el promedio del grupo", "0,3", "sin dato", "–", "–"]
    assert rows[0][3] == "0,67"
