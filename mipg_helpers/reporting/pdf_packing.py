"""Save a PDF small, with the same bytes every time, and with stream ends nobody can misread.

The data of a stream may end in a carriage return by chance. Together with the line end that
follows it looks like a line end of two characters, and a checker then counts one byte too
few: the file is sound, yet it would fail as PDF/A in about one report of ten.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Name

#: A PDF object as pikepdf hands it over; its entries are not typed.
Element = Any

AMBIGUOUS = b"\r\nendstream"
#: Each try has about one chance in thirty to meet such an end again.
MOST_TRIES = 8


def repacked(data: bytes) -> bytes:
    """Save a file of PDF 1.4 again: that release knows no object streams, so none are made."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return packed(pdf, pikepdf.ObjectStreamMode.disable)


def packed(
    pdf: pikepdf.Pdf, mode: pikepdf.ObjectStreamMode = pikepdf.ObjectStreamMode.generate
) -> bytes:
    """Save with object streams; same content, same bytes."""
    for entry in pdf.objects:
        if isinstance(entry, pikepdf.Stream):
            _settle(entry)
    for number in range(MOST_TRIES):
        file = BytesIO()
        pdf.save(
            file,
            object_stream_mode=mode,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            deterministic_id=True,
        )
        if AMBIGUOUS not in file.getvalue():
            break
        # The packed objects are at fault: one more object numbers, and so packs, them anew.
        pdf.Root[f"/MIPG_Pad{number}"] = pdf.make_indirect(Array())
    return file.getvalue()


def _settle(stream: Element) -> None:
    """Compress a plain stream, and close one with a misleading end by a zero byte.

    Readers stop at the end that compressed data carry in themselves; what follows is ignored.
    """
    raw = stream.read_raw_bytes()
    if "/Filter" not in stream and stream.get("/Type") != "/Metadata":
        raw = zlib.compress(raw)
        stream.write(raw, filter=Name.FlateDecode)
    if raw.endswith(b"\r"):
        stream.write(
            raw + b"\0", filter=stream.get("/Filter"), decode_parms=stream.get("/DecodeParms")
        )
