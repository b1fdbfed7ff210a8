"""Run ``jupyter nbconvert --to webpdf`` with the Chromium of the machine.

nbconvert asks Playwright for the browser that Playwright itself downloads, and has no option for
another one. Here the launch gets the path of Chromium; everything else is as it comes.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str:
    """Find a Chromium: ``MIPG_CHROMIUM``, or the first usual name in PATH; "" without one."""
    return os.environ.get("MIPG_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")


def command(notebook: Path) -> list[object]:
    """Give the command line; containers have no sandbox for the browser."""
    return [
        sys.executable, Path(__file__).resolve(), "--to", "webpdf",
        "--disable-chromium-sandbox", notebook,
    ]  # fmt: skip


def main() -> None:
    from nbconvert.nbconvertapp import main as nbconvert
    from playwright.async_api import BrowserType

    launch = BrowserType.launch

    async def launch_here(self: BrowserType, **given: Any) -> Any:  # noqa: ANN401 - Playwright's own
        return await launch(self, **given, executable_path=find_chromium())

    BrowserType.launch = launch_here  # type: ignore[method-assign]
    nbconvert()


if __name__ == "__main__":
    main()
