import pytest
from ingest_builders import kinds_of

from mipg_helpers.errors import ConfigError
from mipg_helpers.sources.raw_files import collect_files


def make(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def names_in(folder, *given):
    found = collect_files(given or [folder], folder / "tidy")
    return [path.relative_to(folder.resolve()).as_posix() for path in found.paths]


def test_folder_is_searched_in_depth_and_sorted(tmp_path):
    make(tmp_path, "b.csv", "rec/CHOCO/a.xlsx", "a.xlsx")
    assert names_in(tmp_path) == ["a.xlsx", "b.csv", "rec/CHOCO/a.xlsx"]


def test_lock_files_hidden_files_and_declarations_are_no_sources(tmp_path):
    make(tmp_path, "a.xlsx", "~$a.xlsx", ".oculto.csv", ".git/b.csv")
    (tmp_path / "fuentes.toml").write_text('[[fuente]]\narchivo = "a.xlsx"\n')
    assert names_in(tmp_path) == ["a.xlsx"]


def test_tidy_tables_are_never_read_as_sources(tmp_path):
    make(tmp_path, "a.xlsx", "tidy/hallazgos.csv", "tidy.anterior/hallazgos.csv")
    assert names_in(tmp_path) == ["a.xlsx"]


def test_file_that_is_no_table_is_told(tmp_path):
    make(tmp_path, "a.xlsx", "carta.docx")
    found = collect_files([tmp_path], tmp_path / "tidy")
    assert (len(found.paths), kinds_of(found.findings)) == (1, ["archivo no leído"])


def test_file_given_by_name_is_read_whatever_its_suffix(tmp_path):
    make(tmp_path, "datos.dat")
    assert names_in(tmp_path, tmp_path / "datos.dat") == ["datos.dat"]


def test_glob_and_folder_give_each_file_once(tmp_path):
    make(tmp_path, "a.xlsx", "b.xlsx")
    assert names_in(tmp_path, tmp_path / "*.xlsx", tmp_path) == ["a.xlsx", "b.xlsx"]


@pytest.mark.parametrize("name", ["nada.xlsx", "nada*.xlsx"])
def test_path_that_does_not_exist_is_refused(tmp_path, name):
    with pytest.raises(ConfigError, match="no existe; se esperaba un archivo"):
        collect_files([tmp_path / name], tmp_path / "tidy")


def test_folder_without_files_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="no hay archivos para cargar"):
        collect_files([tmp_path], tmp_path / "tidy")


def test_declarations_of_the_folder_and_above_are_joined(tmp_path):
    make(tmp_path, "rec/a.xlsx")
    (tmp_path / "fuentes.toml").write_text('[[fuente]]\narchivo = "rec/*"\nficticio = true\n')
    (tmp_path / "rec" / "fuentes.toml").write_text('[[fuente]]\narchivo = "a*"\nvigencia = 2024\n')
    found = collect_files([tmp_path], tmp_path / "tidy")
    stated = found.declared(found.paths[0])
    assert (stated.ficticio, stated.vigencia) == (True, 2024)


def test_declaration_beside_a_single_file_counts(tmp_path):
    make(tmp_path, "a.xlsx")
    (tmp_path / "fuentes.toml").write_text('[[fuente]]\narchivo = "a*"\nvigencia = 2024\n')
    found = collect_files([tmp_path / "a.xlsx"], tmp_path / "tidy")
    assert found.declared(found.paths[0]).vigencia == 2024


def test_declaration_that_matches_nothing_is_told(tmp_path):
    make(tmp_path, "a.xlsx")
    (tmp_path / "fuentes.toml").write_text('[[fuente]]\narchivo = "b*"\nvigencia = 2024\n')
    assert kinds_of(collect_files([tmp_path], tmp_path / "tidy").findings) == [
        "declaración sin archivos"
    ]
