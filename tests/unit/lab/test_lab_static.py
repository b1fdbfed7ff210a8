import pytest

from mipg_helpers.lab.static import WIDGET_MIME, Interactive, somebody_watches
from mipg_helpers.presentation import blocks
from mipg_helpers.presentation.display import Displayed
from mipg_helpers.reporting.settings import WATCHED_VARIABLE


class Counter(Interactive):
    """An object with one control and a text."""

    def shown(self):
        return Displayed([blocks.paragraph("uno")])

    def panel(self):
        import ipywidgets

        return ipywidgets.Text("uno")


@pytest.fixture
def watched(monkeypatch):
    monkeypatch.setenv(WATCHED_VARIABLE, "/casa/cuaderno.ipynb")


@pytest.fixture
def alone(monkeypatch):
    monkeypatch.delenv(WATCHED_VARIABLE, raising=False)


def test_nobody_watches_a_report(alone):
    assert not somebody_watches()


def test_alone_it_shows_only_its_static_form(alone):
    assert Counter()._repr_mimebundle_() == Counter().shown()._repr_mimebundle_()


def test_watched_it_adds_the_controls_to_the_same_static_form(watched):
    bundle = Counter()._repr_mimebundle_()
    assert bundle.pop(WIDGET_MIME)["model_id"]
    assert bundle == Counter().shown()._repr_mimebundle_()


def test_without_the_library_of_controls_it_is_static(watched, monkeypatch):
    monkeypatch.setattr("mipg_helpers.lab.static.find_spec", lambda _: None)
    assert WIDGET_MIME not in Counter()._repr_mimebundle_()


def test_a_report_made_from_an_open_document_is_not_watched(watched, monkeypatch, tmp_path):
    from mipg_helpers.reporting import execute

    seen = []
    monkeypatch.setattr(execute, "_run", lambda *_: seen.append(somebody_watches()) or {})
    execute.run_notebook(tmp_path, tmp_path, {}, data_folder=tmp_path, engine="kernel")
    assert (seen, somebody_watches()) == ([False], True)
