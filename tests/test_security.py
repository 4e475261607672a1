"""No command talks to another machine, and what a terminal shows cannot command it."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import pandas as pd
import pytest
from lxml import html

from prisoner_diplomacy import Article
from prisoner_diplomacy.charts.core import Chart
from prisoner_diplomacy.front.first_page import front_page
from prisoner_diplomacy.notebooks import write_notebook
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.review import reviewed_rows
from prisoner_diplomacy.viewer import show_sentence, show_table
from prisoner_diplomacy.wording import for_terminal

OFFLINE = Path(__file__).parent / "offline"
COMMAND = [sys.executable, "-c", "from prisoner_diplomacy.cli import main; main()"]
PAGE = """<?xml version="1.0"?><!DOCTYPE html SYSTEM "http://other.example/a.dtd" [<!ENTITY x SYSTEM "http://other.example/x">]>
<html lang="en"><head><base href="http://other.example/"><link rel="stylesheet" href="a.css">
<meta property="article:published_time" content="2031-05-06"><script src="http://other.example/a.js"></script></head>
<body><article><h1>Two freed</h1><img src="http://other.example/a.png"><p>Minsk freed 31 Ukrainian citizens on
Monday, the ministry said. &x; They are home.</p><iframe src="http://other.example/"></iframe></article></body></html>"""
CELL = """from prisoner_diplomacy import annotate, find_article, find_events, load_context, read_article
article = read_article(find_article(__import__("os").environ["ARTICLE"]))
print(len(find_events(article, annotate(article))), len(load_context().releases))"""


@pytest.fixture
def barred(tmp_path):
    """Run the command line where connections are barred; return exit code, stderr and the tries."""
    tried = tmp_path / "tried"
    paths = [str(OFFLINE), os.environ.get("PYTHONPATH", "")]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_PROCESS")}
    environment = {**kept, "TRIED": str(tried), "PYTHONPATH": os.pathsep.join(filter(None, paths))}

    def run(*words, command=COMMAND, **more):
        done = subprocess.run(
            [*command, *map(str, words)],
            capture_output=True,
            text=True,
            env={**environment, **more},
            timeout=300,
        )
        return done.returncode, done.stderr, tried.read_text(encoding="utf-8") if tried.exists() else ""

    return run


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_a_connection_is_seen_and_barred(barred):
    code = "import urllib.request; urllib.request.urlopen('http://other.example/')"
    failed, told, tried = barred(command=[sys.executable, "-c", code])
    assert failed
    assert "barred" in told
    assert "other.example" in tried


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["annotate", "--format", "html"],
        ["annotate", "--format", "w3c"],
        ["events", "--format", "csv"],
        ["review"],
    ],
)
def test_reading_a_page_that_names_other_machines_asks_none(barred, page, words):
    assert barred(words[0], page, *words[1:]) == (0, "", "")


@pytest.mark.slow
def test_scoring_checking_and_a_corpus_ask_nobody(barred, page, tmp_path):
    assert barred("context", "check")[::2] == (0, "")
    assert barred("evaluate", data_folder() / "evaluation")[::2] == (0, "")
    source = tmp_path / "in"
    source.mkdir()
    page.rename(source / "page.html")
    assert barred("corpus", source, tmp_path / "out")[::2] == (0, "")


@pytest.mark.slow
def test_a_report_asks_nobody(barred, page, tmp_path):
    root = tmp_path / "clone"
    (root / "notebooks").mkdir(parents=True)
    (root / "data").symlink_to(data_folder())
    cells = [nbformat.v4.new_markdown_cell("# Asked", id="title"), nbformat.v4.new_code_cell(CELL, id="cell")]
    write_notebook(nbformat.v4.new_notebook(cells=cells), root / "notebooks" / "01-ask.ipynb")
    code, told, tried = barred(
        "report", page, "--out", tmp_path / "report", PRISONER_DIPLOMACY_DATA=str(root / "data")
    )
    assert (code, tried) == (0, ""), told


@pytest.mark.parametrize(
    "name", ["\u202egnp.exe.txt", "\x1b[2J\x1b]0;x\x07.txt", "\x9b31m.txt", "\u2066a.txt"]
)
def test_a_file_name_cannot_command_the_terminal(barred, tmp_path, name):
    code, told, _ = barred("annotate", tmp_path / name, "--published", "2031-05-06")
    assert code == 1
    assert for_terminal(told) == told
    assert "\\u" in told


def test_what_a_terminal_shows_keeps_letters_and_lines():
    assert for_terminal("Łukasz\n\tחופש 🎉") == "Łukasz\n\tחופש 🎉"
    assert for_terminal("a\u202eb\x1b[0m") == "a\\u202eb\\u001b[0m"


TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
TURNED = "\u202eGnikrow\u2066"


def turning_places(markup):
    """Return what on a page would turn round what stands beside it, but for what is isolated."""
    tree = html.document_fromstring(markup)
    for isolated in tree.xpath("//bdi | //*[@dir='auto'] | //*[contains(@class, 'pd-text')] | //script"):
        isolated.text, isolated[:] = "", []
    pieces = [*tree.itertext(), *(value for element in tree.iter() for value in element.attrib.values())]
    return [piece for piece in pieces if TURNING.search(piece)]


def test_no_name_turns_round_what_stands_beside_it_on_the_first_page():
    text = f"Minsk freed 31 Ukrainian citizens on Monday, {TURNED} Roe said.\n\n“We go,” said Ana {TURNED}."
    article = Article("a", text, date(2031, 5, 6), publisher=TURNED, title=f"Two {TURNED} freed")
    _, body = front_page(article, reviewed_rows(article))
    assert "Gnikrow" in body
    assert turning_places(body) == []
    assert turning_places(f"<p>{TURNED}</p>") == [TURNED]


def test_no_value_turns_round_a_table_a_sentence_or_a_chart():
    table = pd.DataFrame({TURNED: [TURNED, "b"]})
    chart = Chart("a", plt.figure(), TURNED, TURNED, TURNED, table, "")
    shown = [show_table(table).html, show_sentence(TURNED).html, chart.html(), chart.svg().decode()]
    assert [TURNING.findall(markup) for markup in shown] == [[], [], [], []]
    assert all("Gnikrow" in markup for markup in shown)
