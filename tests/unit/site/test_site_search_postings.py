"""Numbers of entries in few characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mipg_helpers.site.search_postings import DIGITS, decode, encode

NUMBERS = st.sets(st.integers(0, 200_000)).map(sorted)


@given(NUMBERS)
def test_what_is_written_is_read_again(numbers):
    assert decode(encode(numbers)) == numbers


@given(NUMBERS)
def test_no_character_needs_an_escape(numbers):
    assert set(encode(numbers)) <= set(DIGITS)


@pytest.mark.parametrize("first", [0, 1, 31, 32, 100_000])
def test_a_run_takes_few_characters(first):
    assert len(encode(range(first, first + 50_000))) <= 12
