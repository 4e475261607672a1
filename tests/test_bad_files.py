"""Whatever is wrong with one file, it is said in a line that blames nobody else, and the next one is done."""

import io
import json
import sys

import pytest

from prisoner_diplomacy import cli

GOOD = "Minsk freed 31 Ukrainian citizens on Monday, the ministry said.\n"
PAGE = "<!DOCTYPE html><html lang='en'><head>{}</head><body><p>Two men were freed.</p></body></html>"


def sidecar(text):
    def write(path):
        path.write_text(GOOD, encoding="utf-8")
        path.with_suffix(".toml").write_bytes(text if isinstance(text, bytes) else text.encode())

    return write


def content(data):
    return lambda path: path.write_bytes(data if isinstance(data, bytes) else data.encode())


def folder(path):
    path.mkdir()


def folder_as_sidecar(path):
    path.write_text(GOOD, encoding="utf-8")
    path.with_suffix(".toml").mkdir()


def loop(path):
    path.symlink_to(path)


BAD = {
    "missing.txt": lambda _: None,
    "folder.txt": folder,
    "loop.txt": loop,
    "empty.txt": content(""),
    "blank.txt": content(" \n\t"),
    "marks.txt": content("\ufeff"),
    "zeros.txt": content(b"a\0b"),
    "latin.txt": content("Żal był".encode("cp1250")),
    "half.txt": content("Zoë".encode()[:-1]),
    "long.txt": content("Two freed. " * 200_000),
    "russian.txt": content("Двоих рыбаков освободили в понедельник."),
    "sidecar-broken.txt": sidecar("published = "),
    "sidecar-field.txt": sidecar("colour = 'red'"),
    "sidecar-day.txt": sidecar("published = '0000-00-00'"),
    "sidecar-deep.txt": sidecar("a = " + "[" * 5000),
    "sidecar-bytes.txt": sidecar(b"\xff\xfe"),
    "sidecar-folder.txt": folder_as_sidecar,
    "blank.html": content(PAGE.format("").replace("Two men were freed.", "")),
    "deep.html": content("<div>" * 100_000),
    "tag.html": content(f"<html><p {' '.join(f'a{n}' for n in range(20_000))}>"),
    "encoding.html": content(PAGE.format("<meta charset='no-such'>")),
    "base64.html": content(PAGE.format("<meta charset='base64'>")),
    "replaced.html": content(PAGE.format("<meta charset='iso-2022-kr'>")),
    "broken.mhtml": content("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"),
    "bytes.mhtml": content(b"\xff\xfe\x00\x00" * 50),
}


@pytest.fixture
def run(monkeypatch, capsysbinary):
    def call(*words):
        monkeypatch.setattr(sys, "argv", ["prisoner-diplomacy", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
        with pytest.raises(SystemExit) as end:
            cli.main()
        out, err = capsysbinary.readouterr()
        return end.value.code or 0, out.decode(), err.decode()

    return call


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["annotate", "events"])
def test_the_good_file_is_done_whatever_is_wrong_with_the_bad_one(run, tmp_path, command, name):
    bad, good = tmp_path / name, tmp_path / "good.txt"
    BAD[name](bad)
    good.write_text(GOOD, encoding="utf-8")
    code, out, err = run(command, bad, good, "--published", "2031-05-06")
    assert code == 1
    assert {json.loads(line)["article"] for line in out.splitlines()} == {"good"}
    assert err.count("\n") == 1
    assert err.startswith(f"prisoner-diplomacy: {bad.with_suffix('')}")
    assert "fault" not in err


@pytest.mark.parametrize("name", ["", ".", "..", "a\0b", "x" * 5000])
def test_a_name_that_is_none_is_told(run, tmp_path, name):
    good = tmp_path / "good.txt"
    good.write_text(GOOD, encoding="utf-8")
    code, out, err = run("annotate", name, good, "--published", "2031-05-06")
    assert (code, bool(out), err.count("\n")) == (1, True, 1)
    assert "fault" not in err
