"""What the documents say is true: links resolve, commands exist, no path of a machine."""

import re
import shlex
from pathlib import Path

import pytest
from builders import ROOT

from mipg_helpers.cli.app import app, run
from mipg_helpers.errors import MipgError

DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/*.md", "data/*.md", "data/sample/*.md", "benchmarks/*.md")
    for path in ROOT.glob(pattern)
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(
    r"^\s*(?:\.venv/bin/)?(mipg [^#\n]*?)\s*(?:#.*)?$|`(mipg [^`…]+)`", re.MULTILINE
)
MAKE = re.compile(r"(?:`make |^make (?=[a-z]+ *(?:#|$)))([a-z]+)", re.MULTILINE)


def name_of(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_link_resolves(path):
    targets = [t.partition("#")[0] for t in LINK.findall(path.read_text(encoding="utf-8"))]
    local = [t for t in targets if t and not t.startswith(("http:", "https:", "mailto:"))]
    assert [target for target in local if not (path.parent / target).exists()] == []


def commands():
    import typer

    from mipg_helpers.cli.app import register

    register()
    return typer.main.get_command(app).commands


def options_of(command):
    return {name for parameter in commands()[command].params for name in parameter.opts}


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_command_exists_with_its_options(path):
    for match in COMMAND.finditer(path.read_text(encoding="utf-8")):
        words = shlex.split(match.group(1) or match.group(2))[1:]
        if not words or words[0].startswith("-"):
            continue
        assert words[0] in commands(), match.group()
        asked = {word.partition("=")[0] for word in words if word.startswith("--")}
        assert asked - {"--help", "--ayuda"} <= options_of(words[0]), match.group()


def test_every_option_is_in_the_guide():
    guide = (ROOT / "docs" / "guia.md").read_text(encoding="utf-8")
    for command in sorted(commands().keys() - {"diagnostico"}):
        told = {option for option in options_of(command) if option.startswith("--")}
        missing = {option for option in told if option not in guide}
        assert not missing - {"--salida", "--datos", "--cuadernos", "--ayuda", "--help"}, command


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_make_target_exists(path):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in MAKE.findall(path.read_text(encoding="utf-8")):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_guide_and_help_tell_every_exit_code(capsys):
    run(["--help"])
    shown = " ".join(capsys.readouterr().out.split())
    guide = (ROOT / "docs" / "guia.md").read_text(encoding="utf-8")
    for kind in MipgError.__subclasses__():
        codes = {kind.exit_code, *(sub.exit_code for sub in kind.__subclasses__())} - {1}
        for code in codes:
            assert re.search(rf"\b{code}\b", shown)
            assert re.search(rf"\b{code}\b", guide)


def tracked():
    import subprocess

    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    paths = [ROOT / line for line in listed.stdout.splitlines()]
    return [p for p in paths if p.suffix in {".py", ".md", ".toml", ".yml", ".ipynb", ".csv", ""}]


def test_no_path_of_a_machine_is_written_down():
    machine = re.compile(r"(?<![\w.])/(?:home|Users|root|work|farm)/\w")
    found = [
        name_of(path)
        for path in tracked()
        if path.is_file() and machine.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    # The checks of the reader's files name such paths in order to find them.
    assert [name for name in found if "checks" not in name and "test_" not in name] == []


def test_readme_names_every_folder():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    given = {"notebooks", "mipg_helpers", "data", "outputs", "tests", "benchmarks", "docs"}
    assert {name for name in given if f"`{name}/`" not in readme} == set()


def test_top_level_is_the_given_one():
    given = {"notebooks", "mipg_helpers", "data", "outputs", "tests", "benchmarks", "docs"}
    folders = {Path(path).relative_to(ROOT).parts[0] for path in tracked() if path.parent != ROOT}
    assert folders - {".ci"} == given
