"""Readers of source files: from bytes to tidy frames, each figure with the cell it came from."""
