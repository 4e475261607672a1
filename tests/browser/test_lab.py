"""A fresh clone in JupyterLab: readable while untrusted, then chosen, read, corrected, applied."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import nbformat
import pytest

from prisoner_diplomacy.notebooks import read_notebook, run_notebook, write_notebook
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.wording import KINDS

NAME = "2025-11-22-belarus-frees-31-ukrainians"
CELLS = [
    "from prisoner_diplomacy import find_article, read_article",
    "from prisoner_diplomacy.review import describe_review, reviewed_rows",
    "from prisoner_diplomacy.viewer import show_article, show_sentence",
    f"article = read_article(find_article('{NAME}'))",
    "reviewed = reviewed_rows(article)",
]
MOVABLE = """from datetime import date

from prisoner_diplomacy import load_context
from prisoner_diplomacy.charts.pairs import chart_ledger
from prisoner_diplomacy.viewer import show_movable

show_movable(chart_ledger, load_context(), date(2025, 11, 22), 30)"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A clone with one stored notebook, as somebody finds it."""
    root = tmp_path_factory.mktemp("lab") / "clone"
    for part in ("articles", "context", "plover"):
        shutil.copytree(data_folder() / part, root / "data" / part)
    shutil.copy(data_folder() / "datapackage.json", root / "data")
    (root / "notebooks").mkdir()
    cells = [
        nbformat.v4.new_markdown_cell("# See", id="title"),
        nbformat.v4.new_code_cell("\n".join([*CELLS, "show_sentence(describe_review(reviewed))"]), id="load"),
        nbformat.v4.new_code_cell("view = show_article(article, reviewed)\nview", id="view"),
        nbformat.v4.new_code_cell("print('chosen:', list(view.selected.kind))", id="chosen"),
        nbformat.v4.new_code_cell("view.widget.chosen and setattr(view, 'selected', 4)", id="choose"),
        nbformat.v4.new_code_cell(MOVABLE, id="movable"),
    ]
    path = root / "notebooks" / "see.ipynb"
    write_notebook(run_notebook(nbformat.v4.new_notebook(cells=cells), path.parent), path)
    return root


@pytest.fixture(scope="module")
def lab(clone, tmp_path_factory, browser, jupyterlab):
    """A JupyterLab of its own on the clone; the address of its notebook."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path_factory.mktemp("home")
    settings = {"JUPYTER_CONFIG_DIR": str(home), "JUPYTER_DATA_DIR": str(home), "IPYTHONDIR": str(home)}
    options = ["--no-browser", "--allow-root", f"--port={port}", "--IdentityProvider.token="]
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options], cwd=clone, env={**os.environ, **settings}
    )
    address = f"http://127.0.0.1:{port}/lab/tree/notebooks/see.ipynb"
    for _ in range(120):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=1)
            break
        except OSError:
            time.sleep(0.5)
    yield address
    server.terminate()
    server.wait()


def run_all(page):
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def run_cell(page, number):
    page.locator(".jp-CodeCell").nth(number).locator(".jp-InputArea-editor").click()
    page.keyboard.press("Control+Enter")


def test_from_a_fresh_clone_to_a_corrected_row(browser, lab, clone):
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(120_000)
    page = context.new_page()
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(lab)

    stored = page.locator(".jp-CodeCell").nth(1).locator(".jp-OutputArea-output")
    stored.wait_for()
    words = stored.inner_text()
    assert "Belarusian authoritarian leader Aleksandr Lukashenko has pardoned" in words
    assert "31 Ukrainian citizens who had been held" in words
    assert "person · named" not in words
    assert "{" not in words

    page.wait_for_function("document.body.innerText.includes('| Idle')")
    run_all(page)
    page.locator(".pd-script .pd-row").first.wait_for()
    page.locator(".pd-script .pd-pick").nth(1).click()
    page.locator(".pd-script .pd-row.pd-on").wait_for()
    kind = page.locator(".pd-script .pd-pick").nth(1).inner_text().split()[1]
    run_cell(page, 2)
    told = page.locator(".jp-CodeCell").nth(2).locator(".jp-OutputArea-output")
    page.wait_for_function('document.body.innerText.includes("chosen: [\'")')
    assert {word: code for code, word in KINDS.items()}[kind] in told.inner_text()

    run_cell(page, 3)
    page.locator(".pd-script .pd-row.pd-on", has_text="4 ").wait_for()

    page.locator(".pd-script .pd-pick").nth(1).click()
    page.keyboard.press("e")
    page.fill(".pd-form [name=counted]", "civilian")
    page.fill(".pd-form [name=why]", "so the committee calls them")
    page.click(".pd-form [type=submit]")
    page.fill(".pd-who", "tester")
    page.click(".pd-script [data-act=save]")
    page.wait_for_function("document.querySelector('.pd-told').textContent.includes('1 decision saved')")
    [line] = (clone / "data" / "annotations" / f"{NAME}.review.jsonl").read_text().splitlines()
    assert '"became": {"counted": "civilian"}' in line

    run_all(page)
    page.locator(".pd-script .pd-row.pd-checked").wait_for()
    assert page.locator(".pd-script .pd-row.pd-checked").text_content().startswith("✓ corrected 2 ")
    elsewhere = [url for url in fetched if not url.startswith(("http://127.0.0.1", "data:", "blob:", "ws:"))]
    assert elsewhere == []
    context.close()


def test_day_and_window_of_a_chart_move_by_sliders_beside_it(browser, lab, clone):
    stored = read_notebook(clone / "notebooks" / "see.ipynb").cells[-1].outputs
    assert [set(output.data) for output in stored] == [{"text/html", "text/plain"}]
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(120_000)
    page = context.new_page()
    page.goto(lab)
    cell = page.locator(".jp-CodeCell").last
    cell.locator("figcaption", has_text="within 30 days after talks").wait_for()
    page.wait_for_function("document.body.innerText.includes('| Idle')")
    run_all(page)
    window = cell.locator(".widget-slider").nth(1)
    window.wait_for()
    number = window.locator(".widget-readout")
    number.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("7\n")
    cell.locator("figcaption", has_text="within 7 days after talks").wait_for()
    handle = cell.locator(".widget-slider").nth(0).locator(".noUi-handle")
    handle.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    cell.locator(".widget-readout", has_text="19 November 2025").wait_for()
    cell.locator("img[alt*='One line per release']").wait_for()
    cell.locator("figcaption", has_text="of 19 releases").wait_for()
    assert cell.locator("figure").count() == 1
    context.close()


def test_a_stored_notebook_exported_without_a_kernel_still_works(visit, clone):
    from nbconvert import HTMLExporter

    body, _ = HTMLExporter(exclude_anchor_links=True).from_notebook_node(
        read_notebook(clone / "notebooks" / "see.ipynb")
    )
    assert "widget-view" not in body
    page = visit(body, offline=True)
    page.problems.clear()
    page.locator(".pd-pick").nth(2).click()
    assert page.locator(".pd-m.pd-on").count() >= 1
    page.problems.clear()
    page.fetched.clear()
