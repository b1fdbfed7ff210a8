"""Fixtures every kind of test may use."""

import subprocess
import sys
from pathlib import Path

import pytest
from builders import once, run_mipg

ROOT = Path(__file__).parents[1]


#: What takes longest begins first, so that no process is left alone with it at the end.
FIRST = ("browser", "integration", "campaign", "unit/reporting", "unit/site")


def pytest_addoption(parser):
    parser.addoption(
        "--larga", action="store_true", help="every report, every kill: the long form of the tests"
    )


def pytest_collection_modifyitems(items):
    """Order the modules; together with ``--dist loadscope`` one process makes what one shares."""
    folders = {name: number for number, name in enumerate(FIRST)}

    def rank(item):
        folder = item.path.parent.relative_to(ROOT / "tests").as_posix()
        return folders.get(folder, len(FIRST))

    items.sort(key=rank)


@pytest.fixture(scope="session")
def thorough(request) -> bool:
    """Tell whether everything is asked for, or a sample that a change of the code would show in."""
    return request.config.getoption("--larga")


@pytest.fixture
def python():
    """Run a snippet in a new interpreter and return what it printed."""

    def run(code: str) -> str:
        result = subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
        )
        return result.stdout

    return run


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Give the folder of real public files; tests that need it are skipped where it is absent."""
    folder = ROOT.parent / "shared" / "data" / "real"
    if not folder.is_dir():
        pytest.skip("los archivos públicos reales no están junto a esta copia")
    return folder


def _load_sample(folder: Path) -> None:
    import runpy

    from mipg_helpers.sources.ingest import ingest

    generator = runpy.run_path(str(ROOT / "data" / "sample" / "generar.py"))
    generator["generate"](folder / "raw")
    report = ingest([folder / "raw"], tidy=folder / "tidy")
    assert report.written


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Path:
    """Give a folder with the fictitious sample: ``raw`` as received and ``tidy`` as loaded."""
    return once(tmp_path_factory, "muestra", _load_sample)


@pytest.fixture(scope="session")
def sample_space(sample):
    """Open the tidy tables of the sample."""
    from mipg_helpers.reporting.settings import open_workspace

    return open_workspace(sample / "tidy")


@pytest.fixture(scope="session")
def sample_reports(sample, tmp_path_factory) -> Path:
    """Give the folder of the 20 reports of the sample entidad, made by the command line."""

    def make(folder: Path) -> None:
        done = run_mipg(
            "lote", "--entidad", "0001", "--vigencia", "2025",
            "--datos", sample / "tidy", "--salida", folder,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr

    return once(tmp_path_factory, "informes", make)


#: Entidades of the sample that are not usual, with politicas that show why.
UNUSUAL = {
    "0002": ("gobierno_digital", "planeacion"),  # a group of three
    "0003": ("mejora_normativa", "presupuesto", "control_interno"),  # much does not apply
    "0101": ("defensa_juridica",),  # 100 in most
    "0102": ("control_interno", "integridad"),  # MECI
    "9329": ("gobierno_digital",),  # alone in its group
}


@pytest.fixture(scope="session")
def unusual_reports(sample, tmp_path_factory) -> Path:
    """Give the folder of reports of entidades that are not usual, the institutional ones too."""
    from mipg_helpers.reporting.catalogue import read_report_kinds, select_kinds
    from mipg_helpers.reporting.jobs import plan_jobs, run_job
    from mipg_helpers.reporting.settings import open_workspace

    def make(folder: Path) -> None:
        space = open_workspace(sample / "tidy")
        kinds = select_kinds(read_report_kinds(ROOT / "notebooks"))
        for entidad, politicas in UNUSUAL.items():
            jobs = plan_jobs(
                space, kinds, entidades=[entidad], vigencia=2025, outputs=folder,
                politicas=politicas,
            )  # fmt: skip
            for result in map(run_job, jobs):
                assert result.ok, result.error
                assert not result.avisos, result.avisos

    return once(tmp_path_factory, "poco_usuales", make)


@pytest.fixture(scope="session")
def follow_up_reports(sample, tmp_path_factory) -> Path:
    """Give the folder of reports of seguimiento: committee, politica, leaders, and no plan."""
    from follow_up_builders import SAMPLE_PLAN, keep_plan

    from mipg_helpers.reporting.catalogue import read_report_kinds, select_kinds
    from mipg_helpers.reporting.jobs import plan_jobs, run_job
    from mipg_helpers.reporting.settings import open_workspace

    def make(folder: Path) -> None:
        space = open_workspace(sample / "tidy")
        kinds = read_report_kinds(ROOT / "notebooks")
        names = ["seguimiento", "seguimiento_politica", "seguimiento_lider"]
        keep_plan(folder / "plan", SAMPLE_PLAN, entidad="0001")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("MIPG_PLAN", str(folder / "plan"))
            for entidad, asked in (("0001", names), ("0002", names[:1])):
                jobs = plan_jobs(
                    space, select_kinds(kinds, asked), entidades=[entidad], vigencia=2025,
                    outputs=folder, politicas=["gobierno_digital"],
                )  # fmt: skip
                for result in map(run_job, jobs):
                    assert result.ok, result.error
                    assert not result.avisos, result.avisos

    return once(tmp_path_factory, "seguimiento", make)
