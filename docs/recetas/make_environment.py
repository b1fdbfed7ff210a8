"""Regenerate ``requirements.lock`` and ``environment.yml`` from ``uv.lock`` (``make lock``)."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
MANDATORY = ("jupyterlab", "pandas", "matplotlib", "papermill", "nbconvert", "openpyxl")
CONDA_PYTHON = "3.12"
HEADER = "# Generado de pyproject.toml y uv.lock con «make lock»; no se edita a mano.\n"
EXPORT = (
    "export", "--frozen", "--all-extras", "--no-dev", "--no-emit-project", "--no-hashes",
    "--no-header", "--no-annotate", "--format", "requirements-txt",
)  # fmt: skip


def find_uv() -> str:
    beside = Path(sys.executable).parent / "uv"
    return str(beside) if beside.exists() else "uv"


def requirements() -> str:
    result = subprocess.run([find_uv(), *EXPORT], cwd=ROOT, check=True, capture_output=True)
    return HEADER + result.stdout.decode()


def pinned(lock: str, package: str) -> str:
    """Find the version of `package` that the lock gives to the conda environment's Python."""
    lines = re.findall(rf"^{package}==([^\s;]+)", lock, flags=re.MULTILINE)
    if len(set(lines)) != 1:
        raise SystemExit(f"{package}: {len(set(lines))} versions in the lock")
    return f"{package}=={lines[0]}"


def environment(lock: str) -> str:
    named = "\n".join(f"      - {pinned(lock, package)}" for package in MANDATORY)
    return (
        f"{HEADER}name: mipg\nchannels: [conda-forge, nodefaults]\ndependencies:\n"
        f"  - python={CONDA_PYTHON}\n  - pip\n  - pip:\n{named}\n"
        "      - -r requirements.lock\n      - -e .\n"
    )


def generated() -> dict[str, str]:
    """Name each generated file with its content."""
    lock = requirements()
    return {"requirements.lock": lock, "environment.yml": environment(lock)}


def direct_dependencies() -> dict[str, list[str]]:
    """Read the requirements of ``pyproject.toml`` by group, as written there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = {"": project["project"]["dependencies"], **project["project"]["optional-dependencies"]}
    return {**groups, "dev": project["dependency-groups"]["dev"]}


if __name__ == "__main__":
    for name, content in generated().items():
        (ROOT / name).write_text(content, encoding="utf-8")
        print(f"{name}: {content.count(chr(10))} líneas")
