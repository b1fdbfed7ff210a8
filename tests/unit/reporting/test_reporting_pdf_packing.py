import zlib
from io import BytesIO

import pikepdf
import pytest

from mipg_helpers.reporting.pdf_packing import AMBIGUOUS, packed


def pdf_with(data, **entries):
    """Build a file whose catalog leads to one stream of these data."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Extra = pdf.make_stream(data, **entries)
    return pdf


def misleading(n):
    """Give text whose compressed form ends in a carriage return: its check sum does."""
    texts = (f"{n} {'ñ' * (i // 90)}{chr(33 + i % 90)}".encode() for i in range(900))
    return next(text for text in texts if zlib.compress(text).endswith(b"\r"))


@pytest.mark.parametrize("n", range(5))
def test_no_stream_ends_like_a_line(n):
    data = misleading(n)
    saved = packed(pdf_with(data))
    assert AMBIGUOUS not in saved
    with pikepdf.open(BytesIO(saved)) as pdf:
        assert pdf.Root.Extra.read_bytes() == data


def test_packed_objects_with_a_misleading_end_are_packed_anew():
    for n in range(2_000):
        pdf = pdf_with(b"x")
        pdf.Root.Note = pikepdf.String("a" * (n // 90) + chr(33 + n % 90))
        saved = packed(pdf)
        if "/MIPG_Pad0" in pdf.Root:
            assert AMBIGUOUS not in saved
            return
    pytest.fail("no file needed it")


def test_same_content_gives_the_same_bytes():
    assert packed(pdf_with(b"a")) == packed(pdf_with(b"a"))
