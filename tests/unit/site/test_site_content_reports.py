"""Which reports of the manifest the site shows."""

from types import SimpleNamespace

import pytest
from batch_builders import draw_job, draw_key, draw_result
from site_builders import keep_reports, report_page

from mipg_helpers.reporting.manifest import Manifest
from mipg_helpers.site.content_reports import read_reports

ENTRY = SimpleNamespace(entidad_id="0001", prefix="")
NOW = SimpleNamespace(why_outdated=lambda _entidad, _report: "")


@pytest.mark.parametrize("informe", ["preparacion_politica", "calidad", "explorar"])
def test_what_is_for_the_analyst_stays_in_the_entidad(tmp_path, informe):
    keep_reports(tmp_path, "0001", integridad=report_page("0001", "integridad"))
    with Manifest(tmp_path) as manifest:
        corrida = manifest.start_run({}, {}, planned=1, pending=1)
        job = draw_job(tmp_path, "integridad", informe=informe)
        manifest.record(draw_result(job, b"x"), draw_key(), corrida)
        manifest.end_run(corrida)
    found = read_reports(tmp_path, ENTRY, 2025, NOW)
    assert [one.informe for one in (*found.made, *found.failed)] == ["politica"]
