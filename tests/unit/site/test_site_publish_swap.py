"""The moment a build becomes the site."""

import contextlib

import pytest

from mipg_helpers.site import publish_swap
from mipg_helpers.site.publish_swap import new_folder, previous_site, settle, take_place


@pytest.fixture(params=["a la vez", "en dos pasos"])
def site(tmp_path, request, monkeypatch):
    if request.param == "en dos pasos":
        monkeypatch.setattr(publish_swap, "_exchange", lambda *_: False)
    return tmp_path / "sitio"


def publish(site, text):
    folder = new_folder(site)
    (folder / "index.html").write_text(text)
    take_place(folder, site)


def says(folder):
    return (folder / "index.html").read_text()


def test_first_build_is_the_site(site):
    publish(site, "uno")
    assert says(site) == "uno"
    assert not previous_site(site).exists()


def test_previous_build_is_kept(site):
    publish(site, "uno")
    publish(site, "dos")
    assert (says(site), says(previous_site(site))) == ("dos", "uno")


def test_only_one_previous_build_is_kept(site):
    for text in ("uno", "dos", "tres"):
        publish(site, text)
    assert (says(site), says(previous_site(site))) == ("tres", "dos")
    assert len(list(site.parent.iterdir())) == 2


def test_only_its_owner_may_read_a_build_that_is_not_proved(site):
    assert new_folder(site).stat().st_mode & 0o777 == 0o700


def test_everybody_may_read_the_site(site):
    publish(site, "uno")
    assert site.stat().st_mode & 0o055 == 0o055


def test_what_a_killed_publication_left_is_removed(site):
    publish(site, "uno")
    (new_folder(site) / "index.html").write_text("a medias")
    settle(site)
    assert [path.name for path in site.parent.iterdir()] == ["sitio"]


def test_site_that_was_away_when_killed_comes_back(site):
    publish(site, "uno")
    site.rename(previous_site(site))
    settle(site)
    assert says(site) == "uno"


@pytest.mark.parametrize("step", range(1, 5))
def test_killed_at_any_step_there_is_a_whole_site(site, step, monkeypatch):
    publish(site, "uno")
    publish(site, "dos")
    folder = new_folder(site)
    (folder / "index.html").write_text("tres")
    done, real = [], type(site).rename

    def stop(self, target):
        done.append(target)
        if len(done) == step:
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as patch, contextlib.suppress(KeyboardInterrupt):
        patch.setattr(type(site), "rename", stop)
        take_place(folder, site)
    settle(site)
    assert says(site) in {"dos", "tres"}
