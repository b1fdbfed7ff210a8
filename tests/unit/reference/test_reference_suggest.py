from mipg_helpers.reference.suggest import did_you_mean, suggest

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
