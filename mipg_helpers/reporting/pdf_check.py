"""Ask a checker whether a PDF keeps the standard it claims. The door of page-validation.

The checker comes with the extra ``archive``. Without it nothing is approved: the verdict then
says that nobody looked.
"""

from __future__ import annotations

from mipg_helpers.errors import listed
from mipg_helpers.reporting.norms import (
    CUMPLE,
    NO_CHECKER,
    NO_CUMPLE,
    NORMAS,
    Norma,
    Verdict,
)


def check_pdf(pdf: bytes, norma: Norma) -> Verdict:
    """Check a file against every profile of a norma, and name the rules it breaks.

    A file that the checker cannot read keeps nothing.
    """
    standard = NORMAS[norma]
    try:
        import page
    except ImportError:
        return Verdict(standard.etiqueta, detalle=NO_CHECKER)
    checker = f"page-validation {page.__version__}"
    broken: set[str] = set()
    for name in standard.profiles:
        try:
            report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile(name))
        except page.PageError as error:
            broken.add(f"no se pudo leer ({error})")
            continue
        broken |= {failure.rule_id for failure in report.failures}
        if not report.is_compliant and not report.failures:
            broken.add(f"no cumple {name}")
    verdict = NO_CUMPLE if broken else CUMPLE
    return Verdict(standard.etiqueta, verdict, listed(broken) if broken else "", checker)
