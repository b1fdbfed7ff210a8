"""What running a notebook costs before its first cell."""


def test_no_grammar_is_built_to_run_a_notebook_and_none_is_taken_from_others(python):
    code = """
import sys
from mipg_helpers.reporting import execute
execute._import_validator()
from papermill.execute import load_notebook_node
print("lark" in sys.modules)
import rfc3987_syntax
print("lark" in sys.modules)
"""
    assert python(code).split() == ["False", "True"]
