"""The command line ``mipg``: Spanish verbs, one job each, exit codes that tell."""

from mipg_helpers.cli.app import main

__all__ = ["main"]
