"""The first page says what was found, who says so and what stands around it, each number with its rows."""

import re
from collections import Counter
from datetime import date
from html.parser import HTMLParser

import pytest

from prisoner_diplomacy import Article, load_context, read_article
from prisoner_diplomacy.analysis import compare_reports, contradictions
from prisoner_diplomacy.front.accounts import gap_words, own_note
from prisoner_diplomacy.front.cite import citation
from prisoner_diplomacy.front.first_page import front_page
from prisoner_diplomacy.front.lead import headline, lead, numbers, ordinal
from prisoner_diplomacy.front.subject import story_of
from prisoner_diplomacy.front.trust import how_read
from prisoner_diplomacy.places import DEFAULT_ARTICLE, data_folder, find_article
from prisoner_diplomacy.review import reviewed_rows


@pytest.fixture(scope="module")
def context():
    return load_context()


@pytest.fixture(scope="module")
def study(context):
    article = read_article(find_article(DEFAULT_ARTICLE))
    return story_of(article, reviewed_rows(article), context)


@pytest.fixture(scope="module")
def page():
    article = read_article(find_article(DEFAULT_ARTICLE))
    return front_page(article, reviewed_rows(article))


def elsewhere(text, title=""):
    article = Article(id="some-file-name", text=text, title=title, published=date(2031, 5, 6))
    return story_of(article, reviewed_rows(article), load_context())


class Tags(HTMLParser):
    def __init__(self, markup):
        super().__init__()
        self.ids, self.addresses = set(), []
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        self.ids.add(known.get("id"))
        if tag == "a":
            self.addresses.append(known.get("href") or "")


def test_the_headline_is_the_title_else_the_first_row_in_words_never_a_file_name(study):
    assert headline(study) == "Belarus frees 31 Ukrainian citizens"
    told = "Venezuela freed 12 councillors on Monday."
    assert headline(elsewhere(told, "Caracas lets go")) == "Caracas lets go"
    assert headline(elsewhere(told)) == "Venezuela frees 12 councillors"
    assert headline(elsewhere("Venezuela frees ten Americans in a swap.")).split()[-1] in (
        "people",
        "Americans",
    )
    assert "some-file-name" not in headline(elsewhere("The weather was fine."))


def test_the_lead_tells_when_who_says_so_how_many_before_how_many_held_and_what_in_return(study):
    told = lead(study, "pd")
    answers = {
        label: " ".join(sentence.text for sentence in told if sentence.label == label)
        for label in dict.fromkeys(sentence.label for sentence in told)
    }
    assert list(answers) == ["", "Who says so", "Given in return", "Still held", "Since then", "How certain"]
    assert "freed 31 Ukrainian citizens, the article says in its own voice." in answers[""]
    assert "it was a pardon (the article’s word too) on 22 November 2025; those freed: " in answers[""]
    assert f"those freed: {study.release['who']}." in answers[""]
    assert re.search(
        r"the 21st release since July 2024\. The 20 before it freed \d+ to \d+ people, so \d+ to \d+ in "
        r"all\. The range comes from three releases: 18 to 19, 13 to 30 and 51 to 52\.",
        answers[""],
    )
    assert re.match(
        r"Natalia Eismont \(press secretary of Lukashenko\) and Ukraine’s Coordination Headquarters .* \(in "
        r"the article “Ukraine’s prisoner exchange coordination committee”\) gave the number as 31 on 22 "
        r"November 2025\. The record has the release from .*Kyiv Independent.*; this article, whose",
        answers["Who says so"],
    )
    unknown, agreement, tie = [told.text for told in told if told.label == "Given in return"]
    assert unknown.startswith(
        "What was given in return is not known: Belarus, the United States and Ukraine name no price;"
    )
    assert agreement == "In the article Belarus speaks of an agreement with Donald Trump."
    assert re.match(
        r"Only AFP names something given in return: US partly lifts sanctions on Belavia, on 11 September "
        r"2025 \(72 days before\)\. The record notes: in exchange for the political prisoners whom Trump "
        r"asked for, not for the 31 alone\.",
        tie,
    )
    assert re.search(
        r"Viasna, a Belarusian human rights group, 1,255 political prisoners were held on 20 November 2025 "
        r"\(tportal\), at least 1,184 on 22 November 2025 \(The Kyiv Independent\); at least 1,184 is also "
        r"the list’s figure of 31 July 2025, so it may be an old one\. Whether those freed now were on it is "
        r"not known\.",
        answers["Still held"],
    )
    assert re.match(r"By .*, \d+ more releases had freed (at least )?[\d,]+ people\.", answers["Since then"])
    assert (
        "On what was given in return News.by (state TV) said on 6 February 2026: Russian servicemen handed "
        "to Belarus by Ukraine (the record notes: no number; Ukraine said there was no exchange"
        in answers["Since then"]
    )
    certain = answers["How certain"]
    assert certain.startswith("Sources independent of each other bear the release out: Natalia Eismont (")
    assert "The charges: criminal offences in Belarus, not specified (Natalia Eismont, in BelTA); " in certain
    assert (
        "(Andrii Yusov, military intelligence of Ukraine; the record notes: said of most, not all)" in certain
    )
    assert "soldiers and civilians (the same, in upday; the record notes: likely a misreading)." in certain
    assert "“" not in certain
    assert "They differ too on how many were still held." in answers["How certain"]
    assert answers["How certain"].count("still held") == 1


@pytest.mark.parametrize(
    ("text", "day", "told"),
    [
        (
            "Belarus freed 52 political prisoners on Thursday.",
            date(2025, 9, 11),
            "after the release of 52 prisoners. President of Lithuania denies it.",
        ),
        (
            "Belarus freed 250 political prisoners on Thursday.",
            date(2026, 3, 19),
            "lifted. The record notes: Minsk’s statement does not name the",
        ),
        (
            "Belarus freed 14 political prisoners on Saturday.",
            date(2025, 6, 21),
            "Sources of independent origin bear the release out: ",
        ),
        (
            "Belarus freed 250 political prisoners on Thursday.",
            date(2026, 3, 19),
            "By the record: US lifted sanctions on Belinvestbank, the Development Bank and",
        ),
        (
            "Belarus freed 14 political prisoners on Saturday.",
            date(2025, 6, 21),
            "What was given in return is not known: nothing was announced.",
        ),
        (
            "Belarus freed 52 political prisoners on Thursday.",
            date(2025, 9, 11),
            "Sources differ on the release: 52 pardoned",
        ),
        (
            "Belarus freed 30 political prisoners on Wednesday.",
            date(2024, 9, 4),
            "All that is known of the release goes back to one source",
        ),
        (
            "Belarus freed two priests on Thursday.",
            date(2025, 11, 20),
            "1,255 political prisoners were held on 20 November 2025 (tportal).",
        ),
        (
            "Venezuela freed 12 councillors on Monday.",
            date(2031, 5, 6),
            "It is the only event that the article",
        ),
    ],
)
def test_the_lead_fits_the_release(context, text, day, told):
    article = Article(id="x", text=text, published=day)
    sentences = lead(story_of(article, reviewed_rows(article), context), "pd")
    assert told in " ".join(sentence.text for sentence in sentences)


def test_a_reader_who_comes_to_the_page_alone_is_told_what_it_is(page):
    about = re.sub(r"<[^>]+>", " ", page[1].split("This page</dt>")[1].split("</dl>")[0])
    assert "reads one article" in about
    assert "without title, publisher and address" in about
    assert re.search(
        r"Left alone with \d+ test texts it finds \d+ in 100 of their events; of those it writes \d+ in 100 "
        r"are right",
        about,
    )


def test_what_the_machine_wrote_and_what_a_person_changed_add_up(study):
    told = re.fullmatch(
        r"A machine read the article and wrote (\d+) events; the project’s maintainers \(.*\) left (\d+) as "
        r"written, corrected (\d+) \((.*)\) and added (\d+), which makes (\d+)\. Nobody from outside .*",
        how_read(study),
    )
    wrote, left, corrected, added, every = (int(told[group]) for group in (1, 2, 3, 5, 6))
    parts = re.findall(r"([^,]+) in (\d+)", told[4])
    assert parts[0][0] == "who or whom"
    assert all(0 < int(count) <= corrected for _, count in parts)
    assert wrote == left + corrected
    assert every == wrote + added == len(study.rows)


def test_what_nobody_checked_is_told_as_such():
    assert how_read(elsewhere("Venezuela freed 12 councillors on Monday.")) == (
        "A machine read the article and wrote 1 event; nobody has checked it."
    )


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0, 0, "the same day"),
        (-1, -1, "1 day before"),
        (54, 54, "54 days after"),
        (-31, -1, "1 to 31 days before"),
        (-3, 5, "3 to 5 days before or after"),
        (None, 4, "the day is not known"),
    ],
)
def test_how_far_an_act_lies_from_a_release(low, high, told):
    assert gap_words(low, high) == told


def test_a_note_is_told_where_it_says_more_than_the_claims_beside_it():
    one = {"value": "civilians", "outlet": "Alpha", "note": "one aggregator adds soldiers; said of most"}
    other = {"value": "soldiers and civilians", "outlet": "Beta", "note": "likely a slip; page undated"}
    assert own_note(one, [one, other]) == "said of most"
    assert own_note(other, [one, other]) == "likely a slip"


def test_a_count_that_is_open_above_stays_so(page):
    table = page[1].split('id="rows-held"')[1].split("</table>")[0]
    assert "a Belarusian human rights group" in table
    assert re.search(r"<td>22 November 2025</td><td[^>]*>at least 1,184</td>", table)
    assert re.search(r"<td>20 November 2025</td><td[^>]*>1,255</td>", table)


def test_at_most_four_numbers(study):
    values = [number.value for number in numbers(study, "pd")]
    assert values[:2] == ["31", "21st"]
    assert values[3] == "1,255"
    assert numbers(study, "pd")[2].label == "freed from July 2024 to 22 November 2025"
    assert "held on 20 November 2025" in numbers(study, "pd")[3].label
    assert (
        "at least 1,184 on 22 November 2025 (perhaps the figure of 31 July 2025)"
        in numbers(study, "pd")[3].label
    )
    assert len(numbers(study, "pd")) == 4
    assert len(numbers(elsewhere("Venezuela freed 12 councillors on Monday."), "pd")) == 4


def test_every_number_and_sentence_leads_to_rows_on_the_page(page):
    _, markup = page
    tags = Tags(markup)
    inner = [address[1:] for address in tags.addresses if address.startswith("#")]
    assert len(inner) > 20
    assert set(inner) - tags.ids <= {"notebooks", "data"}


def test_every_row_of_the_record_leads_to_its_publishers(page, study):
    _, markup = page
    rows = re.findall(r'<tr id="row-([\w-]+)">(.*?)</tr>', markup)
    assert len(rows) > 50
    known = study.record.sources
    unaddressed = set(known[known["url"] == ""]["id"])
    cells_of = study.record.releases.set_index("id")["sources"]
    without = [name for name, cells in rows if not re.search(r'href="https?://', cells)]
    assert all(set(cells_of[name].split(";")) <= unaddressed for name in without)
    assert {a for a in Tags(markup).addresses if "://" in a} <= set(study.record.sources["url"])


def test_what_does_not_apply_is_left_out_and_said_in_one_line():
    article = Article(id="x", text="Venezuela freed 12 councillors on Monday.", published=date(2031, 5, 6))
    _, markup = front_page(article, reviewed_rows(article))
    assert "Viasna" not in markup
    assert markup.count("The record is about Belarus") == 1


def test_error_rates_stand_beside_what_they_apply_to(page):
    _, markup = page
    rates = re.findall(
        r"Events it writes that are right in ([^<]*)</td><td[^>]*>(\d+) in 100</td><td>", markup
    )
    (first, without), (both, with_target) = rates
    assert "whom" not in first
    assert both.endswith("and to whom")
    assert int(with_target) < int(without)
    assert re.search(r"Weakest are “[^”]+” \(\d+ in 100 right\) and “", markup)
    assert re.search(r" % |\d%", re.sub(r"<style>.*?</style>|<[^>]+>", "", markup)) is None
    assert "What a person corrected is counted above in every part of the events as checked." in markup
    assert "on this page (no test: the machine’s rules were tried on this article)</th>" in markup


def test_who_and_to_whom_are_told_as_often_as_the_list_shows_them(page, study):
    listed = re.findall(r'<tr class="pd-row.*?</tr>', page[1], re.S)
    for name, place in (("Who did it", 0), ("To whom", 1)):
        sides = [row.rpartition("<td>")[2].split(" → ")[place:][:1] for row in listed]
        told = sum(bool(side and "<bdi>" in side[0]) for side in sides)
        inferred = sum(bool(side and "<i" in side[0].partition("<bdi>")[0]) for side in sides)
        among = f", {inferred} of them inferred" if inferred else ""
        assert (
            f"<td>told in {told} of {len(study.rows)}{among}</td>" in page[1].split(f"<td>{name},")[1][:120]
        )


def test_the_page_tells_how_sure_the_record_is_of_its_releases(page, study):
    told = re.search(
        r"(\d+) releases since July 2024</a>, (\d+) rest on two sources of independent origin or an official "
        r"act \(high\), (\d+) rest on one source, however many repeat it \(medium\) and (\d+) rest on "
        r"sources that differ \(disputed\)\. Twelve of them \((\d+) medium and (\d+) disputed\) are known "
        r"from a single statement each, .*; the one of this article is not among them\.",
        page[1],
    )
    every, *levels, medium, disputed = map(int, told.groups())
    assert medium + disputed == 12
    assert medium <= levels[1] and disputed <= levels[2]
    assert every == sum(levels) == page[1].split('id="rows-releases"')[1].split("</table>")[0].count("<tr id")


def test_who_says_that_it_was_no_exchange_is_named_with_the_page(page):
    ties = page[1].split('id="rows-ties"')[1].split("</table>")[0]
    rows = re.findall(r"<tr id.*?</tr>", ties)
    first = next(row for row in rows if "<td>given in return</td>" in row)
    exchange = next(row for row in rows if "<td>exchange or not</td>" in row)
    assert (
        "nobody directly; Coordination Headquarters for the Treatment of Prisoners of War says: return"
        in first
    )
    assert "neither Washington nor Minsk says so" in first
    assert "return, no exchange</td><td>Coordination Headquarters" in exchange
    assert 'href="https://' in exchange
    assert '<a href="#row-hq-exchange">What was given in return is not known' in page[1]


def test_who_gives_the_number_is_shown_with_the_pages(page):
    voices = page[1].split('id="rows-voices"')[1].split("</table>")[0]
    assert 'Natalia Eismont, press secretary of Lukashenko</td><td class="pd-n">31</td>' in voices
    assert "article under study" not in voices


def test_copies_are_explained_before_they_are_named(page):
    assert page[1].index("Where the tables below have “(mirror)”") < page[1].index("(mirror)</a>")


def test_what_came_after_is_told_apart_from_what_the_article_could_know(page, study):
    later = page[1].split('id="rows-later"')[1].split("</table>")[0]
    own = set(study.context.releases["id"])
    found = set(re.findall(r'<tr id="row-([\w-]+)"', later))
    assert found
    assert found.isdisjoint(own)
    open_above = study.record.releases.set_index("id")["count_high"].isna()
    assert any(open_above[name] for name in found)
    for name in found:
        cell = re.search(rf'id="row-{name}">.*?<td class="pd-n">([^<]*)<', later)[1]
        assert cell.startswith("at least") == open_above[name]
    newest = study.record.releases["date"].max()
    article = Article(id="x", text="Belarus freed 15 people.", published=date.fromisoformat(newest))
    assert "Since then" not in front_page(article, reviewed_rows(article))[1]


def test_the_page_is_cited_first_as_it_can_be_copied(page):
    cited = re.findall(r"<dd[^>]*>([^<]*)</dd>", page[1].split('id="cite"')[1])
    assert re.fullmatch(
        r"The Prisoner Diplomacy contributors \(\d{4}\)\. Belarus frees .* \[report\]\. An article of 22 "
        r"November 2025, beside the record up to that day\. Made with Prisoner Diplomacy [\d.]+ \(.*\) "
        r"and data [\d.]+ \(\d+ \w+ \d{4}\)\. Licence: CC-BY-4\.0\.",
        cited[0],
    )
    ends = [text.rpartition("[")[2] for text in cited[1:]]
    assert ends == ["software]. Licence: MIT.", "data]. Licence: CC-BY-4.0."]
    assert page[1].endswith(
        "<p>The project has no public address or DOI yet; cite the version number instead.</p>"
    )


def test_the_head_leads_to_parts_by_the_words_that_stand_above_them(page):
    links = re.findall(r'<a href="#(\w+)">([^<]*)</a>', page[1].split("</header>")[0])
    headings = dict(re.findall(r'<h2 id="(\w+)">([^<]*)</h2>', page[1]))
    assert {place: words for place, words in links if place in headings} == headings
    assert len(links) == 5


def test_rows_that_a_person_added_are_not_counted_as_found(page, study):
    checks = Counter(row.checked for _, row in study.rows)
    found = checks.total() - checks["added"]
    assert checks["added"] and found
    assert f"<td>{found} of the {checks.total()} told here</td>" in page[1]
    assert page[1].count("<td>–</td>") == 2


def test_only_claims_that_stand_against_each_other_are_told_as_differing(page, study):
    comparison = compare_reports(study.context, str(study.release["id"]))
    told = page[1].split('id="differences"')[1].split("</ul>")[0]
    of_others = comparison["claim"] == "how_many_still_held"
    assert told.count("; on pages of ") - told.count("Reported without dispute") == len(
        contradictions(comparison[~of_others])
    )
    assert "“" not in told
    assert "of which the record notes: likely a misreading" in told
    assert "of which the record notes: said of most, not all." in told
    assert "page carries 20 November" not in told
    assert "Reported without dispute: goodwill and conditions for settling the war (Natalia Eismont" in told
    assert "1,184" not in told
    assert "</a>, 22 November 2025" not in told.split("<ul>")[1]


def test_an_article_without_events_has_a_page():
    article = Article(id="x", text="The weather was <b>fine</b>.", published=date(2031, 5, 6))
    _, markup = front_page(article, reviewed_rows(article))
    assert "The machine finds no release, custody" in markup
    assert 'class="numbers"' not in markup
    assert "does not prove" in markup
    assert "<b>fine" not in markup


@pytest.mark.parametrize(
    ("count", "told"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (21, "21st"), (112, "112th")]
)
def test_places_in_an_order(count, told):
    assert ordinal(count) == told


def test_the_citation_is_that_of_the_citation_file(tmp_path):
    assert "Prisoner Diplomacy" in citation(data_folder().parent / "CITATION.cff")
    (tmp_path / "CITATION.cff").write_text(
        "title: T\nauthors:\n  - given-names: A\n    family-names: B\nversion: 1\ndoi: 10.1/x\n",
        encoding="utf-8",
    )
    assert citation(tmp_path / "CITATION.cff") == "A B (). T, version 1 [software]. 10.1/x."
    assert citation(tmp_path / "none.cff") == ""
