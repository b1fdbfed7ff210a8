"""The environment files say the same as ``pyproject.toml``."""

import json
import re
import runpy
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RECIPE = runpy.run_path(str(ROOT / "docs" / "recetas" / "make_environment.py"))
LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
PROJECT = next(p for p in LOCK["package"] if p["name"] == "mipg-workbench")


def normalised(requirement: str) -> tuple[str, frozenset[str]]:
    """Split ``pandera[pandas]>=0.26,<1`` into its name and its bounds."""
    name, bounds = re.fullmatch(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?([^;]*).*", requirement).groups()
    return name.lower().replace("_", "-"), frozenset(b for b in bounds.split(",") if b)


@pytest.mark.parametrize("name", ["requirements.lock", "environment.yml", "docs/sbom.cdx.json"])
def test_generated_file_is_current(name):
    assert (ROOT / name).read_text(encoding="utf-8") == RECIPE["generated"]()[name]


@pytest.mark.parametrize("package", RECIPE["MANDATORY"])
def test_mandatory_package_is_named_in_the_conda_environment(package):
    assert f"- {package}==" in (ROOT / "environment.yml").read_text(encoding="utf-8")


def test_uv_lock_was_made_from_these_requirements():
    written = RECIPE["direct_dependencies"]()
    metadata = PROJECT["metadata"]
    locked = [*metadata["requires-dist"], *metadata["requires-dev"]["dev"]]
    assert {normalised(r) for group in written.values() for r in group} == {
        normalised(entry["name"] + entry.get("specifier", "")) for entry in locked
    }


def test_every_requirement_has_bounds():
    loose = [
        requirement
        for group in RECIPE["direct_dependencies"]().values()
        for requirement in group
        if not normalised(requirement)[1]
    ]
    assert not loose


def test_bill_of_materials_names_every_package_of_an_installation():
    bill = json.loads((ROOT / "docs" / "sbom.cdx.json").read_text(encoding="utf-8"))
    named = {(item["name"], item["version"]) for item in bill["components"]}
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert set(re.findall(r"^([\w.-]+)==([^\s;]+)", lock, flags=re.MULTILINE)) <= named


def test_every_file_of_the_lock_has_its_hash():
    for package in LOCK["package"]:
        files = [*package.get("wheels", ()), *filter(None, [package.get("sdist")])]
        assert all(file["hash"].startswith("sha256:") for file in files)
        assert files or package["source"] == {"editable": "."}
