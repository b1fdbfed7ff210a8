"""A key changes exactly when the report would say something else."""

import json
from dataclasses import replace

import pytest
from batch_builders import draw_result
from builders import NOTEBOOKS
from report_builders import report

from mipg_helpers.presentation.cover import run_id
from mipg_helpers.reporting import keys_code
from mipg_helpers.reporting.catalogue import read_report_kinds, select_kinds
from mipg_helpers.reporting.jobs import plan_jobs
from mipg_helpers.reporting.keys import KeyMaker
from mipg_helpers.reporting.manifest import Manifest
from mipg_helpers.reporting.manifest_decisions import UNCHANGED, UNSEEN, decide, settle
from mipg_helpers.reporting.profiles import load_entidad_profile, load_profile
from mipg_helpers.reporting.settings import Workspace
from mipg_helpers.store import Store, write_tables

MAIN, POLITICA, VIGENCIA = "0001", "gobierno_digital", 2025
TABLES = ("entidades", "indices", "recomendaciones", "responsables", "metas", "hallazgos")


@pytest.fixture
def changed(sample_space, tmp_path):
    """Give a copy of the sample in which one table was changed."""

    def make(table, change, info=None):
        tables = {name: getattr(sample_space.store, name)() for name in TABLES}
        tables[table] = change(tables[table].copy())
        write_tables(tmp_path / "tidy", tables, info or sample_space.store.info())
        return Workspace(Store(tmp_path / "tidy"), sample_space.catalog)

    return make


@pytest.fixture(scope="session")
def peers(sample_space):
    """Name an entidad of the group of the main one, and one of another group."""
    group = sample_space.store.entidades(VIGENCIA).set_index("entidad_id")["grupo_par"]
    same = group == group[MAIN]
    return group.index[same][-1], group.index[~same & (group != "")][-1]


def plan(space, tmp_path, entidades=(MAIN,), **options):
    kinds = select_kinds(read_report_kinds(options.pop("notebooks", NOTEBOOKS)))
    return plan_jobs(
        space, kinds, entidades=entidades, vigencia=VIGENCIA, outputs=tmp_path, **options
    )


def keys(space, tmp_path, entidades=(MAIN,), **options):
    jobs = plan(space, tmp_path, entidades, **options)
    return {job.name: key.key for job, key in KeyMaker(space).keys(jobs)}


def differing(before, after):
    return {name for name in before if before[name] != after[name]}


def shown(space, job):
    """Render the cells of a report, but for the code that names its edition."""
    own = {"vigencia": VIGENCIA, "entidad": job.entidad_id}
    given = {**dict(job.parameters), **own, "workspace": space}
    load, name = (load_profile, "politica") if job.politica else (load_entidad_profile, "entidad")
    profile = load(**given)
    parts = [[place, list(blocks)] for place, blocks in report(name, profile)]
    return json.dumps(parts, default=str).replace(run_id(profile), "")


def set_score(entidad, indice, puntos, vigencia=VIGENCIA):
    def change(rows):
        row = (rows["entidad_id"] == entidad) & (rows["indice"] == indice)
        rows.loc[row & (rows["vigencia"] == vigencia), "puntaje_puntos"] = puntos
        return rows

    return change


def first_row(column, value):
    def change(rows):
        own = rows.index[(rows["entidad_id"] == MAIN) & (rows["vigencia"] == VIGENCIA)]
        rows.loc[own[0], column] = value
        return rows

    return change


@pytest.fixture(scope="module")
def known(sample_space, tmp_path_factory):
    """Give the keys of the main entidad, its data as they are."""
    return keys(sample_space, tmp_path_factory.mktemp("claves"))


@pytest.fixture(scope="module")
def said_before(sample_space, tmp_path_factory):
    """Give what some reports say, the data as they are."""
    jobs = plan(sample_space, tmp_path_factory.mktemp("dicho"), politicas=[POLITICA, "compras"])
    return {job.name: shown(sample_space, job) for job in jobs}


def test_same_data_give_the_same_keys(known, sample_space, tmp_path):
    assert known == keys(sample_space, tmp_path)


def test_each_report_has_its_own_key(sample_space, tmp_path):
    found = keys(sample_space, tmp_path, [MAIN, "0002"])
    assert len(set(found.values())) == len(found) > 20


def test_key_is_the_same_alone_and_among_others(sample_space, tmp_path, peers):
    alone = keys(sample_space, tmp_path, politicas=[POLITICA])
    among = keys(sample_space, tmp_path, [*peers, MAIN])
    assert alone.items() <= among.items()


def test_score_of_a_peer_is_shown_where_its_politica_is(sample_space, changed, tmp_path, peers):
    entidades = [MAIN, *peers]
    after = changed("indices", set_score(peers[0], POLITICA, 63.21))
    found = differing(keys(sample_space, tmp_path, entidades), keys(after, tmp_path, entidades))
    mine = {name for name in found if name.startswith(MAIN)}
    assert mine == {f"{MAIN}/2025/{POLITICA}", f"{MAIN}/2025/institucional"}
    assert not any(name.startswith(peers[1]) for name in found)


@pytest.mark.parametrize(
    "change",
    [
        ("indices", set_score(MAIN, POLITICA, 12.3)),
        ("indices", set_score(MAIN, "i23", 12.3)),
        ("indices", set_score(MAIN, POLITICA, 12.3, vigencia=2024)),
        ("indices", set_score(MAIN, "d3", 12.3)),
        ("responsables", first_row("responsable_dependencia", "Otra dependencia")),
        ("metas", first_row("meta_puntos", 99.9)),
        ("entidades", first_row("grupo_par", "Otro grupo")),
    ],
)  # fmt: skip
def test_key_changes_when_and_only_when_the_report_does(
    known, said_before, changed, tmp_path, change
):
    after = changed(*change)
    jobs = plan(after, tmp_path, politicas=[POLITICA, "compras"])
    found = differing(known, keys(after, tmp_path))
    said = {job.name for job in jobs if said_before[job.name] != shown(after, job)}
    assert found & said_before.keys() == said
    assert found


def test_other_edition_of_a_file_with_the_same_figures_changes_no_key(
    known, sample_space, changed, tmp_path
):
    info = sample_space.store.info()
    results = {file.sha256 for file in info.files if file.tipo == "resultados"}
    files = tuple(
        replace(file, sha256=file.sha256[::-1]) if file.sha256 in results else file
        for file in info.files
    )

    def edition(rows):
        other = {sha: sha[::-1] for sha in results}
        rows["fuente_sha256"] = rows["fuente_sha256"].replace(other)
        return rows

    after = changed("indices", edition, replace(info, files=files))
    assert known == keys(after, tmp_path)


def test_recommendation_is_shown_where_its_politica_is(known, sample_space, changed, tmp_path):
    after = changed("recomendaciones", first_row("texto", "Publicar otra cosa."))
    rows = sample_space.store.recomendaciones(MAIN, VIGENCIA)
    # The institutional report prints the texts of urgent politicas: which those are is not told.
    names = {f"{MAIN}/2025/{rows['politica'].iloc[0]}", f"{MAIN}/2025/institucional"}
    assert differing(known, keys(after, tmp_path)) == names


@pytest.mark.parametrize("parameters", [{"umbral_alta": 20}, {"fecha_informe": "2026-07-01"}])
def test_parameters_change_every_key(known, sample_space, tmp_path, parameters):
    after = keys(sample_space, tmp_path, parameters=parameters)
    assert differing(known, after) == set(known)


def test_formats_change_no_key(sample_space, tmp_path):
    assert keys(sample_space, tmp_path) == keys(sample_space, tmp_path, formats=("html",))


def test_equal_inputs_spare_the_key(sample_space, tmp_path):
    jobs = plan(sample_space, tmp_path)
    known = {job.name: key.inputs for job, key in KeyMaker(sample_space).keys(jobs)}
    again = [key for _, key in KeyMaker(sample_space).keys(jobs, known.__getitem__)]
    assert {key.key for key in again} == {""}
    assert [key.inputs for key in again] == list(known.values())


def test_of_the_same_load_no_data_are_read_again(sample_space, tmp_path):
    jobs = plan(sample_space, tmp_path)
    known = {job.name: key.inputs for job, key in KeyMaker(sample_space).keys(jobs)}
    blind = Workspace(Store(sample_space.store.folder), sample_space.catalog)
    blind.store.indices = blind.store.entidades = None
    again = [key.inputs for _, key in KeyMaker(blind).keys(jobs, known.__getitem__)]
    assert again == list(known.values())


def test_score_that_no_report_of_the_entidad_is_given_spares_its_keys(
    sample_space, changed, tmp_path, peers
):
    jobs = plan(sample_space, tmp_path)
    known = {job.name: key.inputs for job, key in KeyMaker(sample_space).keys(jobs)}
    after = changed("indices", set_score(peers[1], POLITICA, 63.21))
    again = [key for _, key in KeyMaker(after).keys(jobs, known.__getitem__)]
    assert {key.key for key in again} == {""}
    assert [key.inputs for key in again] != list(known.values())


def test_report_that_stays_is_known_by_the_new_load(sample_space, changed, tmp_path, peers):
    jobs = plan(sample_space, tmp_path, politicas=[POLITICA], formats=("html",))
    after = changed("indices", set_score(peers[1], POLITICA, 63.21))
    with Manifest(tmp_path) as manifest:
        run = manifest.start_run({}, {}, planned=len(jobs), pending=len(jobs))
        for decision in list(decide(jobs, sample_space, manifest)):
            manifest.record(draw_result(decision.job), decision.key, run)
        assert {one.reason for one in decide(jobs, after, manifest)} == {UNSEEN}
        assert settle(decide(jobs, after, manifest), manifest).pending == ()
        assert {one.reason for one in decide(jobs, after, manifest)} == {UNCHANGED}


def test_new_job_beside_known_ones_gets_a_key_of_its_own(sample_space, tmp_path):
    jobs = plan(sample_space, tmp_path, [MAIN, "0002"])
    known = {job.name: key.inputs for job, key in KeyMaker(sample_space).keys(jobs)}
    new = known.popitem()[0]
    again = KeyMaker(sample_space).keys(jobs, lambda name: known.get(name, ""))
    assert {job.name for job, key in again if key.key} == {new}


@pytest.mark.parametrize(
    ("name", "por"),
    [("politica", "politica"), ("declaracion", "politica"), ("entidad", "entidad")],
)
def test_our_notebooks_show_only_their_slice(name, por):
    assert keys_code.shows_only_its_slice(NOTEBOOKS / f"{name}.ipynb", por)


@pytest.mark.parametrize(
    "source",
    [
        "import pandas",
        "from mipg_helpers.presentation.charts import plot_priority_map",
        "profile.politicas",
        "cover(profile.politicas)",
        "open('otro.csv')",
        "%run otro.ipynb",
        "x = cover(profile)",
        "profile = load_profile(entidad, vigencia, politica, grupo=grupo)",
    ],
)
def test_notebook_with_code_of_its_own_may_show_anything(tmp_path, source):
    content = json.loads((NOTEBOOKS / "politica.ipynb").read_text(encoding="utf-8"))
    content["cells"].append({"cell_type": "code", "metadata": {}, "source": source})
    path = tmp_path / "politica.ipynb"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert not keys_code.shows_only_its_slice(path, "politica")


def test_outputs_of_somebodys_last_look_are_no_change(tmp_path):
    content = json.loads((NOTEBOOKS / "politica.ipynb").read_text(encoding="utf-8"))
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [{"output_type": "stream"}], "execution_count": 3}
    path = tmp_path / "politica.ipynb"
    path.write_text(json.dumps(content), encoding="utf-8")
    original = keys_code.notebook_fingerprint(NOTEBOOKS / "politica.ipynb")
    assert keys_code.notebook_fingerprint(path) == original


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("analysis/gaps.py", True),
        ("errors.py", True),
        ("lab/explorer.py", True),
        ("presentation/theme/theme.toml", True),
        ("reporting/templates/page.html", True),
        ("reporting/manifest.py", False),
        ("lab/api.py", True),
        ("cli/app.py", False),
        ("sources/ingest.py", False),
        ("reference/politicas.csv", False),
    ],
)
def test_code_that_shapes_reports_counts(tmp_path, path, counts):
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text("antes")
    before = keys_code.code_fingerprint.__wrapped__(tmp_path)
    (tmp_path / path).write_text("después")
    assert (keys_code.code_fingerprint.__wrapped__(tmp_path) != before) is counts
