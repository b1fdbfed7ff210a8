"""The changes are those meant, each one alone, and the same seed chooses the same ones."""

import ast

import pytest
from campaign.mutants import ROOT, equivalents, sample
from campaign.mutations import mutations_of


def mutants(text):
    return {item.mutant for item in mutations_of(text.encode())}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a < b", {"(a <= b)", "(a >= b)"}),
        ("a in b", {"(a not in b)"}),
        ("0 < a < b", {"1", "(0 <= a < b)", "(0 < a <= b)"}),
        ("x = a and b", {"(a or b)", "(a)", "(b)"}),
        ("x = not a", {"(a)"}),
        ("x = a + b", {"(a - b)"}),
        ("x = 'a' + b", set()),
        ("x = True", {"False"}),
        ("x = 2.5", {"3.5"}),
        ("x = min(a)", {"max"}),
        ("x = a.any()", {"a.all"}),
        ("x = f(a, b=c)", {"f(a)"}),
        ("a.append(b)", {"pass"}),
        ("x = [a for a in b if a]", {"True"}),
        ("def f():\n    return a", {"None"}),
        ("if a:\n    b", {"(not a)"}),
        ("for a in b:\n    continue", {"break"}),
    ],
)
def test_each_kind_of_change(text, expected):
    assert mutants(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'x = f"{a + 1}"',
        "def f(a: Literal[1] = b) -> Annotated[int, 2]: ...",
        "if TYPE_CHECKING:\n    x = 1",
        "@dataclass(frozen=True)\nclass A: ...",
        '"""What it is for."""',
        "x = lru_cache(maxsize=1 << 14)(f)",
        "x = zip(a, b, strict=True)",
    ],
)
def test_what_only_people_and_checkers_read_is_left_alone(text):
    assert mutants(text) == set()


def test_change_stands_where_the_piece_stood():
    source = "ñ = [\n    'á', a <\n    b]\n".encode()
    found = mutations_of(source)[0]
    assert (found.line, found.original) == (2, "a < b")
    assert found.apply(source).decode() == "ñ = [\n    'á', (a <= b)]\n"


def test_function_around_a_change_is_named():
    (found,) = mutations_of(b"class A:\n    @cache\n    def f(self):\n        return self\n")
    assert (found.function, found.first_line, found.is_run_once) == ("A.f", 2, True)


def test_same_seed_chooses_the_same_changes_of_a_module():
    modules = ["mipg_helpers/analysis/gaps.py", "mipg_helpers/analysis/plan.py"]
    first = sample(ROOT, modules, size=2, seed=1)
    assert first == sample(ROOT, modules, size=2, seed=1) != sample(ROOT, modules, size=2, seed=2)
    weighty = [task for task in first if task.module == modules[0]]
    assert len(weighty) == 4  # twice as many
    assert weighty == sample(ROOT, modules[:1], size=2, seed=1)


def test_change_of_the_code_leaves_the_rest_of_the_sample(tmp_path):
    (tmp_path / "a.py").write_text("a < b\n")
    (one,) = sample(tmp_path, ["a.py"], size=1, seed=1)
    (tmp_path / "a.py").write_text("c = d + e\na < b\n")
    both = sample(tmp_path, ["a.py"], size=2, seed=1)
    assert one.name in {task.name for task in both}


def test_every_change_of_the_packages_is_python():
    source = (ROOT / "mipg_helpers/sources/plan_percents.py").read_bytes()
    for mutation in mutations_of(source):
        ast.parse(mutation.apply(source))


def test_every_equivalent_change_is_still_in_the_code_and_has_its_reason():
    known = equivalents()
    there = {
        f"{name.partition('|')[0]}|{item.function}|{item.original}|{item.mutant}"
        for name in known
        for item in mutations_of((ROOT / name.partition("|")[0]).read_bytes())
    }
    assert set(known) <= there
    assert all(known.values())
