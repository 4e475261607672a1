"""Every kind of source gives its articles and what it says of them; what is wrong is told, not skipped."""

import io
import os
import sys
from datetime import date

import pytest
from samples import ATOM, DAY, PAGE, RSS, TEXT, archive, compressed, good, lines, zipped

from prisoner_diplomacy import InputError
from prisoner_diplomacy.corpus.entries import Failed, Item, Problem
from prisoner_diplomacy.corpus.settling import settle
from prisoner_diplomacy.corpus.sources import Source

SIDECAR = f"published = {DAY}\npublisher = 'The Island'\ndesk = 'abroad'\n"
FEW = lines(good("a", section="abroad"), good("b"))


def read(path):
    return list(Source(str(path)))


def items(path):
    found = read(path)
    assert all(isinstance(entry, Item) for entry in found), found
    return found


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("name", "content", "ids"),
    [
        ("in.jsonl", FEW, ["a", "b"]),
        ("in.ndjson", FEW, ["a", "b"]),
        ("in.jsonl.gz", compressed(FEW), ["a", "b"]),
        ("marked.jsonl", b"\xef\xbb\xbf" + FEW.encode(), ["a", "b"]),
        ("in.jsonl", lines({"html": PAGE}, "", {"html": PAGE}), ["in.jsonl-1", "in.jsonl-3"]),
        ("in.zip", zipped({"a.txt": TEXT, "a.toml": SIDECAR, "b/a.html": PAGE}), ["a", "b/a"]),
        ("in.zip", zipped({"years/2031.jsonl.gz": compressed(FEW)}), ["a", "b"]),
        (
            "in.warc.gz",
            archive(
                ("https://island.example/1", "200 OK", "text/html; charset=utf-8", PAGE.encode()),
                ("https://island.example/2", "200 OK", "text/html", PAGE.encode()),
            ),
            ["https://island.example/1", "https://island.example/2"],
        ),
        ("in.atom", ATOM, ["urn:one", "urn:two"]),
        ("in.rss", RSS, ["https://island.example/1"]),
        ("in.xml", RSS, ["https://island.example/1"]),
    ],
)
def test_a_file_gives_its_articles(tmp_path, name, content, ids):
    found = items(write(tmp_path / name, content))
    assert [item.id for item in found] == ids
    for item in found:
        assert settle(item, date(2031, 5, 6)).text.strip() == TEXT


def test_standard_input_is_json_lines(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(compressed(FEW))))
    assert [item.id for item in read("-")] == ["a", "b"]


def test_a_folder_gives_files_by_path_with_their_sidecars(tmp_path):
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b" / "a.txt", TEXT)
    write(tmp_path / "b" / "a.toml", SIDECAR + "id = 'own'\n")
    write(tmp_path / "b" / "c" / "a.html", PAGE)
    write(tmp_path / "years" / "2031.jsonl", FEW)
    found = items(tmp_path)
    assert [item.id for item in found] == ["a", "own", "b/c/a", "a", "b"]
    assert [item.place for item in found][1] == "b/a.txt"
    assert found[1].known == {"published": date(2031, 5, 6), "publisher": "The Island"}
    assert found[1].extra == {"desk": "abroad"}


def test_the_place_of_the_source_does_not_matter(tmp_path):
    for name in ("one", "two"):
        write(tmp_path / name / "a.txt", TEXT)
        write(tmp_path / name / "b.png", "x")
    assert read(tmp_path / "one") == read(tmp_path / "two")


def test_what_a_source_says_of_an_article_is_kept(tmp_path):
    row = good(3, url="https://island.example/3", section="abroad", tags=["a"], title=None)
    (item,) = items(write(tmp_path / "in.jsonl", lines(row)))
    assert item.id == "3"
    assert item.known == {"published": date(2031, 5, 6), "url": "https://island.example/3"}
    assert item.extra == {"section": "abroad", "tags": ["a"]}


def test_a_feed_says_the_day_at_its_writers_clock(tmp_path):
    first, second = items(write(tmp_path / "in.atom", ATOM))
    assert (first.known["published"], second.known["published"]) == (date(2031, 5, 6), date(2031, 5, 7))
    assert first.known["publisher"] == "The Island"
    assert first.extra["author"] == "A. Writer"
    assert items(write(tmp_path / "in.rss", RSS))[0].known["published"] == date(2031, 5, 6)


@pytest.mark.parametrize(
    "day", ["2031-05-06", "2031-05-06T23:59:59+02:00", "20310506", "Tue, 06 May 2031 10:00:00 GMT"]
)
def test_a_day_is_read_as_programs_write_it(tmp_path, day):
    assert items(write(tmp_path / "in.jsonl", lines(good(published=day))))[0].known["published"] == date(
        2031, 5, 6
    )


def test_a_list_of_saved_addresses_names_its_files(tmp_path):
    write(tmp_path / "pages" / "1.html", PAGE)
    told = "# saved in May\nhttps://island.example/1\tpages/1.html\nhttps://island.example/2\t\n"
    told += "https://island.example/3\tpages/none.html\nhttps://island.example/1\tpages/1.html\t2031-05-07\n"
    found = read(write(tmp_path / "saved.tsv", told))
    assert [entry.place for entry in found] == [f"saved.tsv:{n}" for n in (2, 3, 4, 5)]
    assert found[0].known == {"url": "https://island.example/1"}
    assert [entry.reason for entry in found[1:3]] == ["malformed", "unreadable"]
    assert found[3].known["published"] == date(2031, 5, 7)


def test_what_a_web_archive_holds_beside_pages_is_left_out_and_told(tmp_path):
    records = (
        ("https://island.example/1", "404 Not Found", "text/html", PAGE.encode()),
        ("https://island.example/2", "200 OK", "image/png", b"x"),
        (
            "https://island.example/3",
            "200 OK",
            "text/plain; charset=windows-1252",
            "Zoë was freed.".encode("cp1252"),
        ),
    )
    for name, packed in (("in.warc", False), ("in.warc.gz", True)):
        first, second, third = read(write(tmp_path / name, archive(*records, compressed=packed)))
        assert (first.reason, second.reason) == ("not an article",) * 2
        assert "404" in first.message
        assert "image/png" in second.message
        assert settle(third, date(2031, 5, 6)).text == "Zoë was freed."


def test_what_a_folder_holds_besides_is_left_out_and_told(tmp_path):
    for name in ("a.png", "alone.toml", ".hidden", ".git/b.txt", "noname", "a.events.jsonl"):
        write(tmp_path / name, "x")
    found = read(tmp_path)
    assert {entry.place for entry in found} == {
        ".hidden",
        ".git/b.txt",
        "a.events.jsonl",
        "a.png",
        "alone.toml",
        "noname",
    }
    assert {entry.reason for entry in found} == {"not an article"}


BAD_LINES = [
    ("{", "malformed", "malformed JSON"),
    ("[1]", "malformed", "not a JSON object"),
    (lines(good(published="soon")), "day", "'soon' is no date"),
    (lines(good(published=20310506)), None, None),
    (lines(good(published="2031-13-41")), "day", "no date"),
    (lines({**good(), "id": True}), "malformed", "id must be text"),
    (lines({**good(), "text": ["x"]}), "malformed", "text must be text"),
    (b'{"id": "\xe4"}\n', "encoding", "not UTF-8"),
    (FEW.encode("utf-16"), "encoding", "UTF-16"),
]


@pytest.mark.parametrize(("bad", "reason", "told"), BAD_LINES)
def test_a_bad_line_is_told_and_the_next_is_read(tmp_path, bad, reason, told):
    raw = bad if isinstance(bad, bytes) else bad.encode()
    found = read(write(tmp_path / "in.jsonl", raw.rstrip(b"\n") + b"\n" + lines(good("z")).encode()))
    if reason is None:
        assert isinstance(found[0], Item)
    else:
        assert (found[0].reason, found[0].place) == (reason, "in.jsonl:1")
        assert told in found[0].message
    assert raw.startswith(b"\xff\xfe") or found[-1].id == "z"


@pytest.mark.parametrize(
    ("text", "page", "reason", "told"),
    [
        ("", "", "text", "no text"),
        ("half \ud83d of one", "", "half character", "character 5"),
        ("", "<html><body></body></html>", "page", "no article text"),
        ("Двоих рыбаков освободили в понедельник.", "", "language", "not in English"),
        ("word " * 500_000, "", "text", "characters"),
    ],
)
def test_an_article_that_is_none_is_told(tmp_path, text, page, reason, told):
    (item,) = items(write(tmp_path / "in.jsonl", lines(good(text=text, html=page))))
    with pytest.raises(Failed) as error:
        settle(item, None)
    assert error.value.reason == reason
    assert told in error.value.message


def test_an_article_without_a_day_takes_the_one_given(tmp_path):
    (item,) = items(write(tmp_path / "in.jsonl", lines({"text": TEXT})))
    assert settle(item, date(2031, 5, 7)).published_from == "--published"
    with pytest.raises(Failed, match="no publication date"):
        settle(item, None)


@pytest.mark.parametrize(
    ("name", "content", "first"),
    [
        ("cut.jsonl.gz", compressed(FEW * 50)[:-20], "a"),
        (
            "cut.warc.gz",
            archive(
                *[
                    (f"https://i.example/{n}", "200 OK", "text/html", PAGE.encode() + os.urandom(9000))
                    for n in range(3)
                ]
            )[:-4000],
            None,
        ),
        ("cut.rss", RSS[:-60], "https://island.example/1"),
    ],
)
def test_a_file_that_breaks_off_is_told_after_what_could_be_read(tmp_path, name, content, first):
    found = read(write(tmp_path / name, content))
    assert isinstance(found[-1], Problem)
    assert found[-1].reason in ("unreadable", "malformed")
    assert first is None or found[0].id == first


def test_files_that_cannot_be_read_are_told_and_the_others_are_read(tmp_path):
    write(tmp_path / "a.txt", TEXT)
    os.symlink(tmp_path / "a.txt", tmp_path / "link.txt")
    os.symlink(tmp_path / "none", tmp_path / "lost.txt")
    os.symlink(tmp_path, tmp_path / "round.txt")
    os.mkfifo(tmp_path / "waits.txt")
    write(tmp_path / "bad.zip", "no zip")
    write(tmp_path / "side.txt", TEXT)
    (tmp_path / "side.toml").mkdir()
    write(tmp_path / "side3.txt", TEXT)
    os.symlink(tmp_path / "none", tmp_path / "side3.toml")
    write(tmp_path / "side2.txt", TEXT)
    write(tmp_path / "side2.toml", "published = ")
    found = {entry.place: entry for entry in read(tmp_path)}
    assert {place for place, entry in found.items() if isinstance(entry, Item)} == {
        "a.txt",
        "link.txt",
        "side.txt",
    }
    reasons = {place: entry.reason for place, entry in found.items() if isinstance(entry, Problem)}
    assert reasons == {
        "lost.txt": "unreadable",
        "round.txt": "unreadable",
        "waits.txt": "unreadable",
        "bad.zip": "unreadable",
        "side2.txt": "malformed",
        "side3.txt": "unreadable",
    }


def test_a_folder_that_cannot_be_listed_is_told(tmp_path, monkeypatch):
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "shut" / "b.txt", TEXT)
    real = os.scandir

    def scandir(path):
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = read(tmp_path)
    assert found[-1] == Problem("shut", "unreadable", "cannot be listed: Permission denied")
    assert found[0].id == "a"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("none", None, "cannot be read"),
        ("none.jsonl", None, "cannot be read"),
        ("in.docx", b"x", "neither a folder nor a file of a kind"),
        ("in.zip", b"x", "cannot be read"),
    ],
)
def test_a_source_that_is_none_is_refused(tmp_path, name, content, told):
    if content:
        write(tmp_path / name, content)
    with pytest.raises(InputError, match=told):
        read(tmp_path / name)


def test_an_address_that_no_package_reaches_is_refused():
    with pytest.raises(InputError, match="cannot be reached"):
        Source("nosuch://bucket/name")


def test_a_zip_that_wants_a_password_is_told(tmp_path):
    raw = bytearray(zipped({"a.txt": TEXT}))
    for start in (raw.index(b"PK\x03\x04") + 6, raw.index(b"PK\x01\x02") + 8):
        raw[start] |= 1
    (problem,) = read(write(tmp_path / "in.zip", bytes(raw)))
    assert problem.reason == "unreadable"
    assert "encrypted" in problem.message
