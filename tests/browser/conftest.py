"""A real browser for finished pages: what axe finds, and what a page asks the network for."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest

WIDTHS = (1280, 390)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--no-first-run",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")


class Visit(NamedTuple):
    """What one visit at each width brought; all of it empty for a good page."""

    violations: list[str]
    requests: list[str]
    too_wide: list[str]


def chromium() -> str:
    """Find a Chromium: ``MIPG_CHROMIUM``, or the first usual name in PATH."""
    return os.environ.get("MIPG_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    path = chromium()
    if not path:
        missing = f"no hay navegador: instale chromium o indique MIPG_CHROMIUM ({', '.join(NAMES)})"
        if os.environ.get("CI") or os.environ.get("MIPG_EXIGIR_NAVEGADOR"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def violations_of():
    """Ask axe what is wrong with a page; only that is brought here, not all that is right."""
    import axe_playwright_python

    script = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))

    def ask(page) -> list[dict[str, Any]]:
        page.add_script_tag(path=script)
        return page.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
        )

    return ask


@pytest.fixture(scope="session")
def open_page(browser, violations_of):
    """Open a page file at every width; returns what axe, the network and the layout tell."""

    def visit(path: Path) -> Visit:
        result, address = Visit([], [], []), path.resolve().as_uri()
        # The page's own policy forbids every script, that of the checker included.
        context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
        page = context.new_page()
        page.on("request", lambda request: result.requests.append(request.url))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            _look(page, width, result)
            result.violations.extend(
                f"{width}: {rule['id']}: {node['html'][:120]}"
                for rule in violations_of(page)
                for node in rule["nodes"]
            )
        context.close()
        asked = [url for url in result.requests if url != address and not url.startswith("data:")]
        return result._replace(requests=asked)

    return visit


def _look(page, width, result):
    for details in page.locator("details:visible > summary").all():
        details.click()  # what is folded is checked too
    if page.evaluate("document.documentElement.scrollWidth") > width:
        result.too_wide.append(f"{width}: {page.url}")
