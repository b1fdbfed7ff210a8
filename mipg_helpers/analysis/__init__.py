"""Pure functions from tidy tables to the frozen result of one report."""
