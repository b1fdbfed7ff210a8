"""Fixtures every kind of test may use."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def python():
    """Run a snippet in a new interpreter and return what it printed."""

    def run(code: str) -> str:
        result = subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
        )
        return result.stdout

    return run


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Give the folder of real public files; tests that need it are skipped where it is absent."""
    folder = ROOT.parent / "shared" / "data" / "real"
    if not folder.is_dir():
        pytest.skip("los archivos públicos reales no están junto a esta copia")
    return folder
