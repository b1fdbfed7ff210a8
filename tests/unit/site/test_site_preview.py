"""The site as it is shown on this machine."""

import http.client
import threading

import pytest
from site_builders import page, write_site

from mipg_helpers.site.preview import HOST, REPORT_POLICY, Preview, find_file
from mipg_helpers.site.render import POLICY


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "sitio"
    write_site(folder, index=page("inicio"))
    write_site(folder / "informes", compras=page("informe"))
    (folder / ".oculto").write_text("x")
    (tmp_path / "secreto.html").write_text("x")
    (folder / "salida.html").symlink_to(tmp_path / "secreto.html")
    return folder


@pytest.fixture
def ask(site):
    with Preview(site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def get(path, method="GET", **headers):
            connection = http.client.HTTPConnection(*server.server_address[:2], timeout=5)
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            body = answer.read()
            connection.close()
            return answer.status, dict(answer.headers), body

        yield get
        server.shutdown()


def test_home_is_sent_with_the_policy_of_the_pages(ask):
    status, headers, body = ask("/")
    assert (status, headers["Content-Security-Policy"]) == (200, POLICY)
    assert body == page("inicio")


def test_report_has_the_policy_it_needs(ask):
    assert ask("/informes/compras.html")[1]["Content-Security-Policy"] == REPORT_POLICY


def test_head_has_no_body(ask):
    status, headers, body = ask("/index.html", "HEAD")
    assert (status, headers["Content-Length"], body) == (200, str(len(page("inicio"))), b"")


@pytest.mark.parametrize(
    "path",
    ["/informes/", "/informes", "/../secreto.html", "/%2e%2e/secreto.html", "/.oculto",
     "/Index.html", "/salida.html", "/informes//compras.html", "/informes/../../secreto.html",
     "/index.html/", "/a\\b"],
)  # fmt: skip
def test_nothing_else_is_sent(ask, path):
    assert ask(path)[0] == 404


def test_other_names_of_this_machine_are_refused(ask):
    assert ask("/", Host="otro.sitio.co")[0] == 403


def test_nothing_can_be_sent_to_it(ask):
    assert ask("/", "POST")[0] == 501


def test_it_listens_on_this_machine_only(site):
    with Preview(site) as server:
        assert server.server_address[0] == HOST


def test_question_behind_the_name_is_ignored(site):
    assert find_file(site.resolve(), "/index.html?q=1") == site.resolve() / "index.html"
