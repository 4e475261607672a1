"""Pages as people save them: article and stated day are read, or refused in a line; nothing is invented."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from prisoner_diplomacy import InputError, read_article

CASES = tomllib.loads(Path(__file__).with_name("pages.toml").read_text(encoding="utf-8"))["page"]
STORY = (
    "<p>The government of the island freed two fishermen on Monday after long talks with the mainland.</p>"
    "<p>Their families had waited for weeks at the harbour gate, and nobody had told them anything.</p>"
)
FREED = "The government of the island freed two fishermen"


def write(case, folder):
    whole = '<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'
    markup = case.get("markup") or whole.format(head=case.get("head", ""), body=case["body"])
    if "repeat" in case:
        name, pattern, times = case["repeat"]
        markup = markup.replace(name, "".join(pattern % number for number in range(times)))
    path = folder / f"{case['name']}{case.get('suffix', '.html')}"
    path.write_bytes(markup.replace("STORY", STORY).encode(case.get("encoding", "utf-8")))
    return path


def test_there_are_fifty_pages_and_more():
    assert len({case["name"] for case in CASES}) == len(CASES) >= 50


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_page_is_read_rightly_or_refused_in_a_line(case, tmp_path):
    path = write(case, tmp_path)
    if "refused" in case:
        with pytest.raises(InputError) as caught:
            read_article(path)
        assert case["refused"] in str(caught.value)
        assert "\n" not in str(caught.value)
        return
    article = read_article(path)
    assert article.published == date.fromisoformat(case["published"])
    assert article.published_from == case.get("from", article.published_from) != ""
    for name in ("title", "url", "publisher", "language"):
        assert getattr(article, name) == case.get(name, getattr(article, name))
    assert len(article.notes) == len(case.get("notes", []))
    for note, part in zip(article.notes, case.get("notes", []), strict=True):
        assert part in note
    for part in case.get("contains", [] if "dateline" in case["name"] else [FREED]):
        assert part in article.text
    for part in case.get("contains_not", []):
        assert part not in article.text


@pytest.mark.parametrize("case", [case for case in CASES if "day" in case.get("refused", "")])
def test_a_day_that_somebody_gives_settles_it(case, tmp_path):
    article = read_article(write(case, tmp_path), "2031-05-06")
    assert article.published == date(2031, 5, 6)
    assert article.published_from == "--published"
    assert FREED in article.text
