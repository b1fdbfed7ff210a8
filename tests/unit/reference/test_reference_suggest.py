from mipg_helpers.reference.suggest import alike_pairs, did_you_mean, nearest, suggest

NAMES = ["Gobierno Digital", "Seguridad Digital", "Control Interno", "Integridad"]


def test_nearest_name_comes_first():
    assert suggest("gobierno digitl", NAMES)[0] == "Gobierno Digital"


def test_accents_and_case_do_not_count():
    assert suggest("PARTICIPACION", ["Participación", "Planeación"])[0] == "Participación"


def test_no_more_than_asked():
    assert len(suggest("Digital", NAMES, n=1)) == 1


def test_nothing_alike_gives_no_suggestion():
    assert suggest("zzzz", NAMES) == []


def test_hint_quotes_the_names():
    assert did_you_mean("Integrida", ["Integridad"]) == "¿Quiso decir «Integridad»?"


def test_hint_is_empty_when_nothing_is_alike():
    assert did_you_mean("zzzz", NAMES) == ""


def test_several_names_are_joined_in_spanish():
    hint = did_you_mean("Digital", ["Gobierno Digital", "Seguridad Digital"])
    assert " o «" in hint


def test_header_with_words_more_is_near_its_plain_form():
    assert nearest("Fecha de inicio real", ["Fecha inicio", "Fecha fin"])[0] == "Fecha inicio"


def test_part_of_a_word_is_no_likeness():
    assert nearest("Prioridad alta", ["id"]) is None


def test_names_equal_but_for_case_and_accents_are_a_pair():
    names = ["Archivo", "SECRETARIA  general", "Secretaría General"]
    assert alike_pairs(names, 100) == [("SECRETARIA  general", "Secretaría General")]
