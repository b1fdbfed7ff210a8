"""Every cell of the parity notebooks shows the same under a kernel and under the fast engine."""

import nbformat
import parity_builders as parity
import pytest

# Every warning of the interpreter inside a notebook is the notebook's affair.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

ENDING = [name for name in parity.names() if name.startswith("salida_")]
CELLS = [
    cell.id
    for name in (*parity.together(), *ENDING)
    for cell in parity.read(name).cells
    if cell.cell_type == "code"
]


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Run everything once under each engine."""
    found = []
    folder = tmp_path_factory.mktemp("paridad") / "trabajo"
    for engine in parity.ENGINES:
        book = parity.joined([parity.read(name) for name in parity.together()])
        cells = parity.run(book, engine, folder)
        for name in ENDING:
            cells |= parity.run(parity.read(name), engine, folder, ends=True)
        found.append(cells)
    return found


@pytest.mark.parametrize("name", [name for name in CELLS if name not in parity.differences()])
def test_cell_shows_the_same_under_both_engines(both, name):
    kernel, fork = both
    assert parity.comparable(fork[name]) == parity.comparable(kernel[name])


@pytest.mark.parametrize("name", parity.differences())
def test_documented_difference_is_still_there(both, name):
    kernel, fork = both
    assert parity.comparable(fork[name]) != parity.comparable(kernel[name])


def test_streams_keep_their_true_order(both):
    _, fork = both
    texts = [output.text for output in fork["flujos-02"].outputs]
    assert texts == ["a\n", "b\n", "c\n"]


def test_descriptors_and_prints_keep_their_true_order(both):
    _, fork = both
    texts = "".join(output.text for output in fork["descriptores-03"].outputs)
    assert texts == "antes\ndesde el sistema\ndespués\n"


def test_only_cells_that_say_so_fail(both):
    for cells in both:
        failed = {
            name
            for name, cell in cells.items()
            if any(output.output_type == "error" for output in cell.outputs)
        }
        tagged = {n for n, c in cells.items() if "raises-exception" in c.metadata.get("tags", [])}
        assert failed - {"salida-os-02"} <= tagged


def test_every_cell_that_should_run_ran(both):
    for cells in both:
        idle = [n for n, c in cells.items() if c.source.strip() and c.execution_count is None]
        assert set(idle) <= {"salida-os-02", "salida-os-03"}


@pytest.mark.parametrize("name", parity.names())
def test_parity_notebook_is_valid_and_holds_no_output(name):
    book = parity.read(name)
    nbformat.validate(book)
    assert not any(cell.get("outputs") for cell in book.cells)


def test_every_documented_difference_has_a_reason():
    assert all(parity.differences().values())
