"""How much memory this process has used at most."""

from __future__ import annotations

import resource
import sys


def peak_mb() -> float:
    """Give the peak in megabytes; Linux counts kilobytes, macOS bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 / (1024 if sys.platform == "darwin" else 1)
