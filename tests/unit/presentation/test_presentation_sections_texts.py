"""Official texts keep their own lines and say whom they serve."""

from profile_builders import recomendacion

from mipg_helpers.presentation import sections_texts
from mipg_helpers.presentation.display_text import span_text


def items(block):
    return block["items"]


def test_texts_are_numbered():
    block = sections_texts.politica_texts([recomendacion(1, "Publicar.", "integridad")])
    assert block["ordered"] is True
    assert [span_text(part["c"]) for part in items(block)[0]] == ["Publicar."]


def test_other_politicas_are_named_after_the_text():
    text = recomendacion(1, "Publicar", "integridad", ("compras", "tramites"))
    (item,) = items(sections_texts.politica_texts([text]))
    assert span_text(item[0]["c"]) == (
        "Publicar. También sirve a: Compras y Contratación Pública; Racionalización de Trámites."
    )


def test_shared_text_names_every_politica():
    text = recomendacion(1, "Publicar.", "integridad", ("compras",))
    (item,) = items(sections_texts.shared_texts([text]))
    assert span_text(item[0]["c"]).endswith("Sirve a: Integridad; Compras y Contratación Pública.")


def test_lines_marked_as_a_list_become_one():
    text = recomendacion(1, "Con estas tareas:\n- ver;\n• decidir.\nInformar.", "integridad")
    (item,) = items(sections_texts.politica_texts([text]))
    assert [part["type"] for part in item] == ["paragraph", "list", "paragraph"]
    assert len(items(item[1])) == 2
    assert span_text(items(item[1])[1][0]["c"]) == "decidir."


def test_list_is_followed_by_whom_it_serves():
    text = recomendacion(1, "Tareas:\n- ver", "integridad", ("compras",))
    (item,) = items(sections_texts.politica_texts([text]))
    assert span_text(item[-1]["c"]) == "También sirve a: Compras y Contratación Pública."
