"""Whatever bytes a source holds, reading it ends, and all it yields becomes articles or rows of failures."""

import io
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import ATOM, PAGE, RSS, archive, good, lines, zipped

from prisoner_diplomacy.corpus.batches import cut
from prisoner_diplomacy.corpus.saved_addresses import read_addresses
from prisoner_diplomacy.corpus.sources import READERS
from prisoner_diplomacy.corpus.trees import CANNOT, FolderTree, ZipTree, read_tree
from prisoner_diplomacy.corpus.working import Settings, do_batch

SETTINGS = Settings(published=date(2031, 5, 6))
SEEDS = {
    ".jsonl": lines(good("a"), good("b", html=PAGE, published="soon"), {"text": 3}).encode(),
    ".warc": archive(("https://i.example/1", "200 OK", "text/html", PAGE.encode()), compressed=False),
    ".atom": ATOM.encode(),
    ".rss": RSS.encode(),
    ".zip": zipped(
        {"a.txt": "Two were freed.", "a.toml": "published = 2031-05-06", "b.jsonl": lines(good())}
    ),
    ".tsv": b"https://i.example/1\ta.html\nhttps://i.example/2\t..\t2031-05-06\n\t\t\n",
}


def read(suffix, raw):
    stream, name = io.BytesIO(raw), f"in{suffix}"
    if suffix == ".zip":
        return read_tree(ZipTree(stream), READERS)
    if suffix == ".tsv":
        return read_addresses(stream, name, FolderTree(NoFiles(), "/none"))
    return READERS[suffix](stream, name)


class NoFiles:
    protocol = ("none",)

    def open(self, path, mode):
        raise FileNotFoundError(2, "No such file or directory")


@st.composite
def damaged(draw, raw):
    """A source with some bytes taken out, put in or changed."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 40)))
        raw = raw[:start] + draw(st.binary(max_size=20)) + raw[end:]
    return raw


@pytest.mark.parametrize("suffix", SEEDS)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_damaged_source_is_read_to_its_end(suffix, data):
    raw = data.draw(damaged(SEEDS[suffix]))
    try:
        batches = list(cut(read(suffix, raw), 10))
    except CANNOT:
        assert suffix == ".zip"  # the source as a whole is refused
        return
    for batch in batches:
        done = do_batch(batch, SETTINGS)
        assert done.articles + len(done.problems) == len(batch.entries)
        assert not [problem for problem in done.problems if problem.reason == "fault"], done.problems
