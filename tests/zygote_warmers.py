"""Ways to spoil a warm process, for the tests of its self-check."""

import threading


def start_thread():
    threading.Thread(target=threading.Event().wait, daemon=True).start()


def break_output():
    from mipg_helpers.reporting.engine.streams import Marks

    Marks.deliver = lambda *_: None
