"""Regenerate what is said of the dependencies from ``uv.lock`` (``make lock``).

``requirements.lock`` for pip, ``environment.yml`` for conda, and ``docs/sbom.cdx.json``, the bill
of materials: every component that an installation brings, and which one asks for which.
"""

from __future__ import annotations

import json
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
SBOM = (
    "export", "--quiet", "--frozen", "--all-extras", "--no-dev",
    "--preview-features", "sbom-export", "--format", "cyclonedx1.5",
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


def bill_of_materials() -> str:
    """Write the components of an installation in the CycloneDX form.

    Left out is what changes without a change of ours (moment, serial number), and the addresses
    and hashes of the files, which stand in ``uv.lock``.
    """
    result = subprocess.run([find_uv(), *SBOM], cwd=ROOT, check=True, capture_output=True)
    bill = json.loads(result.stdout)
    bill.pop("serialNumber", None)
    bill["metadata"] = {"component": bill["metadata"]["component"]}
    for component in bill["components"]:
        component.pop("externalReferences", None)
    return json.dumps(bill, ensure_ascii=False, indent=1) + "\n"


def generated() -> dict[str, str]:
    """Name each generated file with its content."""
    lock = requirements()
    return {
        "requirements.lock": lock,
        "environment.yml": environment(lock),
        "docs/sbom.cdx.json": bill_of_materials(),
    }


def direct_dependencies() -> dict[str, list[str]]:
    """Read the requirements of ``pyproject.toml`` by group, as written there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = {"": project["project"]["dependencies"], **project["project"]["optional-dependencies"]}
    return {**groups, "dev": project["dependency-groups"]["dev"]}


if __name__ == "__main__":
    for name, content in generated().items():
        (ROOT / name).write_text(content, encoding="utf-8")
        print(f"{name}: {content.count(chr(10))} líneas")
