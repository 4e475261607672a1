"""Small sources of every kind, with the same two articles."""

import gzip
import io
import json
import zipfile

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TEXT = "Minsk freed 31 Ukrainian citizens on Monday, the ministry said."
DAY = "2031-05-06"
PAGE = (
    "<!DOCTYPE html><html lang='en'><head><meta property='article:published_time' content='2031-05-06'>"
    f"<title>Freed</title></head><body><article><p>{TEXT}</p></article></body></html>"
)
ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>The Island</title><id>urn:feed</id><updated>2031-05-06T10:00:00Z</updated>
<entry><id>urn:one</id><title>Freed</title><link href="https://island.example/1"/>
<published>2031-05-06T23:30:00+03:00</published><author><name>A. Writer</name></author>
<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry>
<entry><id>urn:two</id><title>Freed again</title><updated>2031-05-07T10:00:00Z</updated>
<summary type="text">{TEXT}</summary></entry></feed>"""
RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Island</title>
<link>https://island.example</link><description>News</description>
<item><title>Freed</title><link>https://island.example/1</link>
<pubDate>Tue, 06 May 2031 22:10:00 -0400</pubDate><description>{TEXT}</description></item></channel></rss>"""


def lines(*rows):
    """Return JSON lines; a text stands for itself."""
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)


def good(name="a", **more):
    """Return an article as a row of JSON lines."""
    return {"id": name, "text": TEXT, "published": DAY, **more}


def many(number, **more):
    """Return JSON lines of so many articles, each with a number of its own."""
    return lines(*(good(f"n{n}", text=TEXT.replace("31", str(n + 2)), **more) for n in range(number)))


def archive(*records, compressed=True):
    """Return a web archive of (address, status, content type, body)."""
    sink = io.BytesIO()
    writer = WARCWriter(sink, gzip=compressed)
    writer.write_record(writer.create_warcinfo_record("sample.warc.gz", {"software": "sample"}))
    for address, status, kind, body in records:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address, "response", payload=io.BytesIO(body), http_headers=headers
        )
        writer.write_record(record)
    return sink.getvalue()


def zipped(files):
    """Return a zip archive of files by name."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as file:
        for name, content in files.items():
            file.writestr(name, content)
    return sink.getvalue()


def compressed(text):
    """Return a text as gzip has it."""
    return gzip.compress(text.encode(), mtime=0)
