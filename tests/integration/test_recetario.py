"""The cookbook: each of its twelve answers against plain pandas over the tidy Parquet files."""

import json
import re
import string

import pandas as pd
import pytest
from builders import NOTEBOOKS
from follow_up_builders import SAMPLE_PLAN, keep_plan
from lxml import html

from mipg_helpers.presentation.blocks import MIME
from mipg_helpers.presentation.display_text import span_text, to_text
from mipg_helpers.presentation.formats import (
    integer,
    official_points,
    points,
    short_date,
    signed_points,
)
from mipg_helpers.reporting.catalogue import read_report_kinds, select_kinds
from mipg_helpers.reporting.jobs import plan_jobs, run_job

VIGENCIA, BEFORE = 2025, (2024, 2023, 2022)  # those comparable with it, nearest first
TYPICAL, MECI = ("0001", "gobierno_digital"), ("0102", "control_interno")
RECIPES = 12


@pytest.fixture(scope="module")
def recetarios(sample_space, tmp_path_factory):
    """Run the cookbook for a typical entidad with a plan and for one of MECI form."""
    folder = tmp_path_factory.mktemp("recetario")
    keep_plan(folder / "plan", SAMPLE_PLAN, entidad=TYPICAL[0])
    kinds = select_kinds(read_report_kinds(NOTEBOOKS), ["recetario"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MIPG_PLAN", str(folder / "plan"))
        for entidad, politica in (TYPICAL, MECI):
            (job,) = plan_jobs(
                sample_space, kinds, entidades=[entidad], vigencia=VIGENCIA, outputs=folder,
                politicas=[politica], keep_notebook=True,
            )  # fmt: skip
            result = run_job(job)
            assert result.ok, result.error
            assert not result.avisos
    return folder / str(VIGENCIA)


@pytest.fixture(scope="module", params=[TYPICAL, MECI], ids=["typical", "meci"])
def case(request, recetarios, sample):
    return Case(*request.param, recetarios, sample / "tidy")


class Case:
    """The answers of one entidad, and the tidy files as anybody with pandas reads them."""

    def __init__(self, entidad, politica, folder, tidy):
        self.entidad, self.politica, self.tidy = entidad, politica, tidy
        self.stem = folder / entidad / f"{politica}-recetario"
        cells = json.loads(self.stem.with_suffix(".ipynb").read_text("utf-8"))["cells"]
        self.cells = {cell["id"]: cell for cell in cells}
        files = sorted((tidy / "indices" / "por_entidad").glob("*.parquet"))
        self.indices = pd.concat([pd.read_parquet(path) for path in files])
        people = self.table("entidades")
        self.people = people[people["vigencia"] == VIGENCIA].set_index("entidad_id")
        self.own = self.people.loc[entidad]
        same = self.people["grupo_par"] == self.own["grupo_par"]
        self.peers = self.people.index[same]

    def table(self, name):
        return pd.read_parquet(self.tidy / name / f"{name}.parquet")

    def blocks(self, cell):
        (output,) = self.cells[cell]["outputs"]
        return output["data"][MIME]["blocks"]

    def rows(self, cell):
        """Give the cells of the table of an answer; [] where it says that there is none."""
        found = [block for block in self.blocks(cell) if block["type"] == "table"]
        return [[span_text(part) for part in row] for row in found[-1]["rows"]] if found else []

    def scores(self, indice, vigencia=VIGENCIA):
        chosen = (self.indices["indice"] == indice) & (self.indices["vigencia"] == vigencia)
        return self.indices[chosen].set_index("entidad_id")["puntaje_puntos"].dropna()

    def names(self, table, key):
        from mipg_helpers.reference import catalog

        path = f"{catalog.__file__.removesuffix('catalog.py')}{table}.csv"
        rows = pd.read_csv(path, dtype=str).query(f"vigencia == '{VIGENCIA}'")
        return rows.set_index(key)["nombre"]

    def politicas(self):
        """Name the politicas in which the entidad has a score that counts."""
        names = self.names("politicas_vigencia", "politica")
        if self.own["es_meci"]:
            names = names[["control_interno"]]
        return {k: v for k, v in names.items() if self.entidad in self.scores(k).index}

    def subindices(self):
        rows = self.indices[self.indices["vigencia"] == VIGENCIA]
        rows = rows[(rows["politica"] == self.politica) & (rows["nivel"] == "indice")]
        names = self.names("indices", "indice")
        own = rows[rows["entidad_id"] == self.entidad].dropna(subset="puntaje_puntos")
        return {indice: names[indice] for indice in own["indice"]}

    def gap_to_mean(self, indice):
        scores = self.scores(indice)
        mean = scores[scores.index.intersection(self.peers)].mean()
        return scores[self.entidad], mean, mean - scores[self.entidad]

    def change(self, indice, entidad):
        now = self.scores(indice).get(entidad)
        for vigencia in BEFORE:
            before = self.scores(indice, vigencia).get(entidad)
            if before is not None:
                return vigencia, before, now, now - before
        return None


def described(name, own, mean, gap):
    return [name, official_points(own), points(mean), points(gap)]


def test_below_the_group(case):
    gaps = [(name, *case.gap_to_mean(indice)) for indice, name in case.politicas().items()]
    below = sorted((row for row in gaps if row[3] > 0), key=lambda row: -row[3])
    assert [row[:4] for row in case.rows("debajo-tabla")] == [described(*row) for row in below]


def test_who_of_the_group_rose_most(case):
    now, before = case.scores(case.politica), case.scores(case.politica, BEFORE[0])
    rises = (now - before).round(9)[lambda one: one.index.isin(case.peers)].dropna()
    best = rises[rises > 0].sort_index().sort_values(ascending=False, kind="stable").head(10)
    names = case.people["nombre_entidad"]
    expected = [[names[one], signed_points(rise)] for one, rise in best.items()]
    assert [[row[0], row[3]] for row in case.rows("mejoras-tabla")] == expected


def test_sub_indices_farthest_from_the_group(case):
    gaps = [(name, *case.gap_to_mean(indice)) for indice, name in case.subindices().items()]
    widest = sorted((row for row in gaps if row[3] > 0), key=lambda row: -row[3])[:5]
    assert case.rows("subindices-tabla") == [described(*row) for row in widest]


def test_repeated_recommendations(case):
    rows = case.table("recomendaciones").query(
        f"entidad_id == '{case.entidad}' and vigencia == {VIGENCIA}"
    )
    plain = (
        rows["texto"]
        .str.casefold()
        .str.replace(f"[{re.escape(string.punctuation)}]", " ", regex=True)
    )
    rows = rows.assign(plain=plain.str.split().str.join(" "))
    repeated = rows.groupby("plain").filter(lambda one: len(set(one["politica"])) > 1)
    names = case.names("politicas_vigencia", "politica")
    expected = {
        (" ".join(group["texto"].iloc[0].split()), *sorted(names[group["politica"]]))
        for _, group in repeated.groupby("plain")
    }
    found = {
        (text, *sorted(served.split("; "))) for text, served in case.rows("recomendaciones-tabla")
    }
    assert found == expected
    assert bool(expected) == (case.entidad == TYPICAL[0])


def test_politicas_without_leader(case):
    owners = case.table("responsables").query(f"entidad_id == '{case.entidad}'")
    led = set(owners[owners["lider_dependencia"] != ""]["politica"])
    expected = [name for indice, name in case.politicas().items() if indice not in led]
    assert [row[0] for row in case.rows("lideres-tabla")] == expected


def test_who_of_the_departamento_is_above(case):
    scores = case.scores(case.politica)
    near = case.people[case.people["departamento"] == case.own["departamento"]]
    above = scores[scores.index.intersection(near.index)]
    above = above[above > scores[case.entidad]].sort_values(ascending=False)
    rows = case.rows("departamento-tabla")
    assert len(rows) == min(len(above), 15)
    assert [row[2] for row in rows] == [official_points(one) for one in above.head(15)]
    assert {row[0] for row in rows} <= set(near.loc[above.index, "nombre_entidad"])


def test_distance_to_the_target(case):
    metas = case.table("metas").query(f"entidad_id == '{case.entidad}' and vigencia >= {VIGENCIA}")
    metas = metas.sort_values("vigencia").drop_duplicates("indice").set_index("indice")
    metas = metas["meta_puntos"]
    names = {k: v for k, v in case.politicas().items() if k in metas}
    expected = [
        [name, points(metas[indice] - case.scores(indice)[case.entidad])]
        for indice, name in names.items()
    ]
    found = [[row[0], row[3]] for row in case.rows("metas-tabla")]
    assert sorted(found) == sorted(expected)
    assert bool(expected) == (case.entidad == TYPICAL[0])


def test_change_since_the_last_comparable_vigencia(case):
    changes = [(name, case.change(i, case.entidad)) for i, name in case.politicas().items()]
    expected = [
        [name, official_points(before), official_points(now), signed_points(change), str(year)]
        for name, (year, before, now, change) in (one for one in changes if one[1])
    ]
    assert sorted(case.rows("cambios-tabla")) == sorted(expected)


def test_rows_of_the_load_to_look_at(case):
    found = pd.read_csv(case.tidy / "hallazgos.csv", dtype=str, keep_default_na=False, sep=None,
                        engine="python", encoding="utf-8-sig")  # fmt: skip
    rows = case.rows("hallazgos-tabla")
    assert len(rows) == min(len(found), 15)
    assert [row[0] for row in rows] == sorted(found["gravedad"], reverse=True)[:15]
    assert f"de {integer(len(found))} filas" in to_text(case.blocks("hallazgos-tabla"))


def test_from_whom_to_learn(case):
    scores = case.scores(case.politica)
    best = scores[scores.index.intersection(case.peers)].sort_values(ascending=False).head(5)
    rows = case.rows("aprender-tabla")
    assert [row[2] for row in rows] == [official_points(one) for one in best]
    assert {row[0] for row in rows} == set(case.people.loc[best.index, "nombre_entidad"])


def test_actions_without_progress(case):
    silent = [a for a in SAMPLE_PLAN if not any(v.avance_pct is not None for v in a.avances)]
    rows = case.rows("acciones-tabla")
    if case.entidad == MECI[0]:
        assert rows == []
        assert "No hay un plan de 2026" in to_text(case.blocks("acciones-tabla"))
        return
    assert len(rows) == len(silent)
    ends = [short_date(action.fecha_fin) if action.fecha_fin else "sin dato" for action in silent]
    assert sorted(row[3] for row in rows) == sorted(ends)


def test_what_closing_the_gaps_would_mean(case):
    expected = {}
    for indice, name in case.subindices().items():
        own, mean, gap = case.gap_to_mean(indice)
        peers = case.scores(indice)
        peers = peers[peers.index.intersection(case.peers)]
        if gap > 0:
            expected[name] = [
                official_points(own),
                points(mean),
                points(gap),
                f"{(peers > own).sum() + 1} de {len(peers)}",
                f"{(peers > mean).sum() + 1} de {len(peers)}",
                str((peers >= mean).sum()),
            ]
    rows = case.rows("cerrar-vista")
    assert {row[0].partition(" ")[2]: row[1:] for row in rows} == expected


def test_each_recipe_takes_few_lines(case):
    ids = [name for name in case.cells if name.endswith(("-tabla", "-vista"))]
    assert len(ids) == RECIPES
    longest = max(len("".join(case.cells[name]["source"]).splitlines()) for name in ids)
    assert longest <= 6


def test_the_page_has_every_question_and_answer(case):
    page = html.fromstring(case.stem.with_suffix(".html").read_bytes())
    questions = [element.text_content() for element in page.iter("h2") if "¿" in element.text]
    assert len(questions) == RECIPES
    assert "dataframe" not in html.tostring(page, encoding="unicode")
    assert case.stem.with_suffix(".pdf").stat().st_size > 20_000
