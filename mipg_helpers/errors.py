"""The exception tree of the workbench and its exit codes.

Every message the operator sees is built here, in Spanish, as
``place: problem; se esperaba expected`` plus a hint on its own line, so the
connecting words exist once. A `MipgError` is shown without a traceback.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_LISTED = 10


def listed(values: Iterable[object], *, most: int = MAX_LISTED) -> str:
    """Join values for a message: sorted, at most `most`, then "y N más"."""
    texts = sorted({str(value) for value in values})
    shown = ", ".join(texts[:most])
    rest = len(texts) - most
    return f"{shown} y {rest} más" if rest > 0 else shown


class MipgError(Exception):
    """Base of all errors shown to the operator without a traceback."""

    exit_code = 1

    def __init__(self, place: str, problem: str, expected: str = "", hint: str = "") -> None:
        super().__init__(place, problem, expected, hint)  # all arguments: it survives pickling
        self.place, self.problem, self.expected, self.hint = place, problem, expected, hint

    def __str__(self) -> str:
        text = f"{self.place}: {self.problem}" if self.place else self.problem
        if self.expected:
            text += f"; se esperaba {self.expected}"
        return f"{text}\nSugerencia: {self.hint}" if self.hint else text

    def _render_traceback_(self) -> list[str]:
        """Show the message alone in a notebook too: IPython asks for this."""
        return [str(self)]


class ConfigError(MipgError):
    """Settings or paths are wrong."""

    exit_code = 10


class SourceFileError(MipgError):
    """A workbook, sheet or header row is missing or unreadable."""

    exit_code = 11


class CollectedError(MipgError):
    """Base of errors that report everything wrong at once.

    `failures` holds one `mipg_helpers.sources.model.Finding` per failure.
    """

    def __init__(
        self,
        place: str,
        problem: str,
        expected: str = "",
        hint: str = "",
        failures: Sequence[Any] = (),
    ) -> None:
        super().__init__(place, problem, expected, hint)
        self.args = (place, problem, expected, hint, tuple(failures))
        self.failures = tuple(failures)


class LayoutError(CollectedError):
    """Columns do not match the layout of that vigencia."""

    exit_code = 12


class DataValidationError(CollectedError):
    """Values break a table contract."""

    exit_code = 13


class ReferenceDataError(MipgError):
    """A code or name is unknown to the reference tables; the hint carries near matches."""

    exit_code = 14


class ParameterError(MipgError):
    """Report parameters are unknown, missing, of the wrong kind or outside the loaded data."""

    exit_code = 15


class NotebookRunError(MipgError):
    """A notebook cell failed; the message names notebook, cell and kept copy."""

    exit_code = 16


class RenderError(MipgError):
    """A HTML, PDF or workbook could not be written."""

    exit_code = 17
