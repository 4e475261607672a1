"""A real browser for tests of what people see; without one they are skipped, save where it is a duty."""

import os
import shutil
from importlib.util import find_spec

import pytest

CHROMIUM = os.getenv("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
DUTY = "REQUIRE_BROWSER"


def _missing(reason):
    """Skip a test loudly, or fail where the browser is a duty."""
    if os.getenv(DUTY):
        pytest.fail(f"{reason}, and {DUTY} is set")
    pytest.skip(f"NOT TESTED IN A BROWSER: {reason}; install Debian's chromium or name one in CHROMIUM")


@pytest.fixture(scope="session")
def browser():
    """Debian's chromium."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("the package playwright is not installed")
    if not CHROMIUM:
        _missing("no chromium found")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def jupyterlab():
    """JupyterLab with the widget's library."""
    if any(find_spec(name) is None for name in ("anywidget", "jupyterlab")):
        _missing("the packages of requirements-lab.lock are not installed")


@pytest.fixture
def visit(browser, tmp_path):
    """Open markup as a file; errors on the page and requests that leave the machine fail the test."""
    pages = []

    def open_page(markup, width=1280, height=900, address="", **options):
        path = tmp_path / f"page{len(pages)}.html"
        path.write_bytes(markup.encode("utf-8", "surrogatepass"))
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(20_000)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.problems, page.fetched = [], []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("console", lambda line: line.type == "error" and page.problems.append(line.text))
        page.on("dialog", lambda dialog: page.problems.append(f"dialog {dialog.message}") or dialog.dismiss())
        page.on("request", lambda request: page.fetched.append(request.url))
        page.goto(f"file://{path}{address}")
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        assert page.problems == []
        assert [url for url in page.fetched if not url.startswith(("file:", "data:", "blob:"))] == []
        page.context.close()
