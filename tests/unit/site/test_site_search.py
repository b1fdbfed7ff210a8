"""The index of the search: complete, compact, harmless, and stable where nothing changed."""

import site_search_builders as made
from hypothesis import given
from hypothesis import strategies as st

from mipg_helpers.site import search
from mipg_helpers.site.search import INDEX, dump_entries, load_entries, search_files


def test_a_word_of_the_title_is_found_without_accents():
    assert made.words(search_files([made.entry("Participación")]))["participacion"] == ([0], [])


def test_a_word_of_the_text_is_told_from_one_of_the_title():
    found = made.words(search_files([made.entry("Uno", "dos"), made.entry("dos", "uno")]))
    assert found["dos"] == ([1], [0])


def test_a_word_past_the_excerpt_is_found():
    text = "palabra " * 100 + "última"
    assert "ultima" in made.words(search_files([made.entry("Uno", text)]))
    assert len(made.parts(search_files([made.entry("Uno", text)]))[0]["f"][0][4]) <= 241


def test_an_entry_is_found_by_its_entidad_and_politica():
    found = made.words(search_files([made.entry("Uno", entidad="Chita", politica="Compras")]))
    assert {"chita", "compras"} <= found.keys()


def test_politicas_are_numbered_before_the_rest():
    entries = [made.entry("Uno"), made.entry("Dos", kind="politica")]
    _, head = made.handed_over(search_files(entries)[INDEX])
    assert head["grupos"][0]["e"][0][1:] == [2, 1]
    assert made.words(search_files(entries))["dos"] == ([0], [])


def test_an_entry_keeps_its_page_and_its_place():
    part = made.parts(search_files([made.entry("Uno", "dos")]))[0]
    assert part["p"] == [["politicas/integridad.html", "Alcaldía de Ejemplo", "Integridad"]]
    assert part["f"] == [[1, 0, "rec-1", "Uno", "dos"]]


@given(st.text(max_size=60))
def test_no_text_ends_a_script_or_changes(text):
    script = next(v for k, v in search_files([made.entry(text)]).items() if "/f" in k)
    assert b"<" not in script
    assert script.count(b"\n") == 1
    assert "\u2028" not in script.decode()
    assert made.handed_over(script)[1]["f"][0][3] == text.encode("utf-8", "replace").decode()


def test_the_order_of_entidades_changes_nothing():
    entries = list(made.many(5, 3))
    blocks = [entries[start : start + 3] for start in range(0, 15, 3)]
    other = [blocks[place] for place in (3, 0, 4, 2, 1)]
    assert search_files(e for block in other for e in block) == search_files(entries)


def groups_of(paths):
    return {path.split("-")[0] for path in paths if path.startswith("buscar/p")}


def test_one_entidad_that_grows_leaves_the_parts_of_others(monkeypatch):
    monkeypatch.setattr(search, "GROUP_ENTRIES", 40)
    before = search_files(made.many(20, 10))
    after = search_files([*made.many(20, 10), made.entry("Nuevo", entidad_id="0007")])
    changed = {path for path in after if after[path] != before.get(path)}
    parts = [path for path in changed if path.startswith("buscar/f")]
    assert len(parts) == 1
    assert len(groups_of(changed)) == 1 < len(groups_of(after))


def test_words_that_are_many_are_divided(monkeypatch):
    monkeypatch.setattr(search, "MOST_WORD_BYTES", 40)
    files = search_files([made.entry(f"pa{letter}o paz pa") for letter in "bcdefg"])
    _, head = made.handed_over(files[INDEX])
    assert {"pab", "paz", "pa"} <= set(head["grupos"][0]["p"].split())
    assert "pabo" in made.words(files)


def test_names_of_files_are_ours_whatever_the_entidad_is_called():
    files = search_files([made.entry("con nul", entidad_id="../../x")])
    assert all(path.startswith("buscar/") and ".." not in path for path in files)
    assert not any(path.endswith(("/con.js", "/nul.js")) for path in files)


def test_nothing_to_find_is_an_index_too():
    assert list(search_files([])) == [INDEX]


def test_kept_entries_are_read_again():
    entries = list(made.many(2, 2))
    assert load_entries(dump_entries(entries)) == entries
