"""Stored notebooks are what a fresh run gives, and eleven ways of being otherwise are rejected."""

import base64
import copy
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import nbformat
import pytest
from notebook_guards import code_cells, problems

from prisoner_diplomacy.notebooks import notebook_text, read_notebook, run_notebook, write_notebook
from prisoner_diplomacy.places import data_folder

ROOT = data_folder().parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
KEPT_CELLS = ("title", "parameters", "imports", "load", "overview", "table", "limits")
PICTURE = 'Shown(\'<figure><img alt="a dot" src="data:image/png;base64,iVBORw0KGgo="></figure>\', "a dot")'


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_stored_notebook_keeps_to_the_rules(path):
    assert problems(read_notebook(path)) == []


@pytest.fixture(scope="module", autouse=True)
def kernels_unmeasured():
    """Measure coverage where nbval runs the notebooks, not again in every rerun."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("COVERAGE_PROCESS")]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="module")
def reruns():
    """Run every notebook, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        texts = pool.map(
            lambda path: notebook_text(run_notebook(read_notebook(path), path.parent)), NOTEBOOKS
        )
        return dict(zip(NOTEBOOKS, texts, strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_rerun_changes_no_byte(path, reruns):
    assert reruns[path] == path.read_text(encoding="utf-8")


def test_a_file_is_replaced_whole(tmp_path):
    notebook = read_notebook(NOTEBOOKS[0])
    write_notebook(notebook, tmp_path / "x.ipynb")
    assert [path.name for path in tmp_path.iterdir()] == ["x.ipynb"]
    assert read_notebook(tmp_path / "x.ipynb") == notebook


@pytest.fixture(scope="module")
def base():
    """Return a short copy of the notebook of events, run, with a picture, a printed line and two outputs."""
    notebook = read_notebook(next(path for path in NOTEBOOKS if path.stem.endswith("tabulate-events")))
    notebook.cells = [cell for cell in notebook.cells if cell.id in KEPT_CELLS]
    imports = next(cell for cell in notebook.cells if cell.id == "imports")
    imports.source = "\n".join(
        [
            "from prisoner_diplomacy import find_article, read_article",
            "from prisoner_diplomacy.front.lead import answer",
            "from prisoner_diplomacy.review import describe_review, reviewed_rows",
            "from prisoner_diplomacy.summary import describe_events, event_overview",
            "from prisoner_diplomacy.viewer import Shown, show_sentence, show_table",
        ]
    )
    extra = [
        ("picture", PICTURE),
        ("print", 'print("printed")'),
        ("both", 'display(show_sentence("One."))\nshow_sentence(describe_events(events[:1]))'),
        ("plain", "len(events)"),
    ]
    cells = [nbformat.v4.new_code_cell(source, id=name) for name, source in extra]
    notebook.cells[-1:-1] = cells
    return run_notebook(notebook, ROOT / "notebooks")


def cell_of(notebook, name):
    return next(cell for cell in notebook.cells if cell.id == name)


def wrong_number(notebook):
    data = cell_of(notebook, "plain").outputs[0].data
    data["text/plain"] = str(int(data["text/plain"]) + 1)


def wrong_table_value(notebook):
    data = cell_of(notebook, "table").outputs[0].data
    assert "release" in data["text/html"]
    data["text/html"] = data["text/html"].replace("release", "sanction", 1)


def changed_picture(notebook):
    data = cell_of(notebook, "picture").outputs[0].data
    other = base64.b64encode(b"\x89PNG other bytes").decode()
    data["text/html"] = re.sub(r"base64,[\w+/=]+", f"base64,{other}", data["text/html"])


def cleared_outputs(notebook):
    for cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None


def counts_out_of_order(notebook):
    first, second = code_cells(notebook)[:2]
    first.execution_count, second.execution_count = second.execution_count, first.execution_count


def swapped_outputs(notebook):
    cell_of(notebook, "both").outputs.reverse()


def new_stderr(notebook):
    cell_of(notebook, "imports").source += '\nimport sys\n\nprint("careful", file=sys.stderr)'


def exception_under_time(notebook):
    cell_of(notebook, "imports").source = "%%time\n" + cell_of(notebook, "imports").source + "\n1 / 0"


def unknown_magic(notebook):
    cell_of(notebook, "imports").source += "\n%nosuchmagic"


def failing_command(notebook):
    cell_of(notebook, "imports").source += "\n!false"


def prose_against_output(notebook):
    notebook.cells[0].source += "\n\nThe article reports ninety events."


DEFECTS = (
    wrong_number,
    wrong_table_value,
    changed_picture,
    cleared_outputs,
    counts_out_of_order,
    swapped_outputs,
    new_stderr,
    exception_under_time,
    unknown_magic,
    failing_command,
    prose_against_output,
)


@pytest.fixture(scope="module")
def rejected_by_nbval(base, tmp_path_factory):
    """Let nbval judge the base and each copy that the guards let pass; return the names it rejects."""
    folder = tmp_path_factory.mktemp("planted")
    write_notebook(base, folder / "sound.ipynb")
    for plant in DEFECTS:
        notebook = copy.deepcopy(base)
        plant(notebook)
        if not problems(notebook):
            write_notebook(notebook, folder / f"{plant.__name__}.ipynb")
    names = sorted(path.name for path in folder.glob("*.ipynb"))
    with ThreadPoolExecutor(2) as pool:
        return set().union(*pool.map(lambda part: nbval_rejects(folder, part), (names[::2], names[1::2])))


def nbval_rejects(folder, names):
    result = folder / f"{names[0]}.xml"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "-q",
        "-p",
        "no:cacheprovider",
        "--junitxml",
        result,
    ]
    environment = {**os.environ, "PRISONER_DIPLOMACY_DATA": str(ROOT / "data")}
    subprocess.run([*command, *names], cwd=folder, env=environment, capture_output=True)
    cases = ElementTree.parse(result).iter("testcase")
    return {case.get("classname").rsplit(".", 1)[0] for case in cases if case.find("failure") is not None}


@pytest.mark.slow
def test_the_sound_copy_passes(base, rejected_by_nbval):
    assert problems(base) == []
    assert not any("sound" in name for name in rejected_by_nbval)


@pytest.mark.slow
@pytest.mark.parametrize("plant", DEFECTS, ids=lambda plant: plant.__name__)
def test_a_planted_defect_is_rejected(plant, base, rejected_by_nbval):
    notebook = copy.deepcopy(base)
    plant(notebook)
    assert problems(notebook) or any(plant.__name__ in name for name in rejected_by_nbval)


def test_another_article_can_be_run(tmp_path):
    article = tmp_path / "two.txt"
    article.write_text("Minsk freed 31 Ukrainian citizens on Monday.", encoding="utf-8")
    article.with_suffix(".toml").write_text("published = 2031-05-06", encoding="utf-8")
    notebook = read_notebook(NOTEBOOKS[0])
    notebook.cells = [
        cell for cell in notebook.cells if cell.id in ("title", "parameters", "imports", "load", "article")
    ]
    run = run_notebook(notebook, ROOT / "notebooks", str(article))
    assert "6 May 2031" in run.cells[-1].outputs[0].data["text/plain"]
