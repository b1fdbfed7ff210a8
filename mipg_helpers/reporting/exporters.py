"""The document renderers as nbconvert exporters, for the command line and JupyterLab's menu.

``jupyter nbconvert --to mipg-pdf cuaderno.ipynb``; importing this module costs seconds, so a
batch calls `render_html` and `render_pdf` directly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbconvert.exporters import Exporter

from mipg_helpers.reporting.document import document_from_notebook
from mipg_helpers.reporting.html import render_html
from mipg_helpers.reporting.pdf import render_pdf

if TYPE_CHECKING:
    from mipg_helpers.reporting.walk import Document, Json


class MipgHtmlExporter(Exporter):
    """One accessible page without scripts or requests."""

    export_from_notebook = "Informe MIPG (HTML)"
    file_extension = ".html"
    output_mimetype = "text/html"

    def from_notebook_node(self, nb: Json, resources: Json = None, **kw: Json) -> tuple[Json, Json]:
        """Run the preprocessors and print the notebook as a page."""
        notebook, found = super().from_notebook_node(nb, resources, **kw)
        return render_html(_document(notebook, found)), found


class MipgPdfExporter(Exporter):
    """One file that is PDF/UA-1 and PDF/A-2a."""

    export_from_notebook = "Informe MIPG (PDF accesible)"
    file_extension = ".pdf"
    output_mimetype = "application/pdf"

    def from_notebook_node(self, nb: Json, resources: Json = None, **kw: Json) -> tuple[Json, Json]:
        """Run the preprocessors and print the notebook as PDF."""
        notebook, found = super().from_notebook_node(nb, resources, **kw)
        return render_pdf(_document(notebook, found)), found


def _document(notebook: Json, resources: Json) -> Document:
    return document_from_notebook(notebook, name=str(resources["metadata"]["name"]))
