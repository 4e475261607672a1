"""The linked view in a browser: choosing, filtering, correcting, and what hostile text cannot do."""

import itertools
import json
from dataclasses import replace
from datetime import date

import pytest

from prisoner_diplomacy import Article, annotate, find_events, read_article
from prisoner_diplomacy.charts.one_article import chart_event_dates, chart_who_to_whom
from prisoner_diplomacy.places import data_folder
from prisoner_diplomacy.report import index_page
from prisoner_diplomacy.review import apply
from prisoner_diplomacy.review.corrections import Correction, parse_correction, row_state
from prisoner_diplomacy.schema.marks import EventMention, Quote
from prisoner_diplomacy.viewer import render_article, render_comparison, render_page
from prisoner_diplomacy.viewer.page import page

TEXT = (
    "Minsk freed 31 Ukrainian citizens on Monday, the president's office said.\n\n"
    'Five of them had been jailed in 2023 "for their views", a lawyer told reporters 👍 in Vilnius.\n\n'
    "In March the United States lifted sanctions on a state airline. "
    "Washington hopes that Belarus will release another 200 prisoners.\n\n"
    "Later that week Lithuania said that it had arrested two officials in Vilnius."
)
ARTICLE = Article(
    id="freed", text=TEXT, published=date(2031, 5, 6), title="Minsk frees 31", publisher="A Paper"
)
MARKS = annotate(ARTICLE)
ROWS = find_events(ARTICLE, MARKS)
PAGE = render_page(ARTICLE, MARKS, ROWS)
WIDTHS = (1280, 768, 390, 320)


def state(page):
    """What is chosen in the table, the text and on the axis."""
    return page.evaluate(
        """() => ({
            row: [...document.querySelectorAll('.pd-row.pd-on .pd-pick')].map((a) => a.textContent),
            words: [...document.querySelectorAll('.pd-m.pd-on')].map((m) => m.textContent),
            bars: [...document.querySelectorAll('.pd-axis .pd-on')].map((b) => b.textContent),
            said: document.querySelectorAll('.pd-s.pd-said').length,
            hash: decodeURIComponent(location.hash),
            lit: CSS.highlights.get('pd-lit').size,
        })"""
    )


def records(page):
    with page.expect_download() as download:
        page.click("[data-act=save]")
    assert download.value.suggested_filename == "freed.review.jsonl"
    lines = download.value.path().read_text(encoding="utf-8").splitlines()
    return [parse_correction(json.loads(line), ARTICLE) for line in lines]


def row(number):
    return f".pd-row:nth-of-type({number})"


def chosen(number):
    return {"row": number, "words": True, "bars": [str(number)]}


def assert_chosen(page, number):
    found = state(page)
    assert [text.split()[0] for text in found["row"]] == [str(number)]
    assert found["words"]
    assert found["bars"] == [str(number)]
    assert found["said"] >= 1
    assert found["hash"] == f"#row={ROWS[number - 1].event_id}"


def test_a_row_chooses_its_words_and_its_bar(visit):
    view = visit(PAGE)
    view.locator(".pd-pick").nth(1).click()
    assert_chosen(view, 2)
    assert state(view)["words"] == [TEXT[int(a) : int(b)] for a, b in [ROWS[1].mentions.split("-")]]


def test_a_word_chooses_its_row(visit):
    view = visit(PAGE)
    view.locator(".pd-m", has_text="freed").first.click()
    assert_chosen(view, 1)
    view.locator(".pd-no a").nth(1).click()
    assert_chosen(view, 2)


def test_a_bar_chooses_its_row_and_scrolls_to_the_words(visit):
    view = visit(PAGE, height=300)
    view.locator(".pd-axis [data-key]").last.click()
    number = int(view.locator(".pd-axis .pd-on").inner_text())
    assert_chosen(view, number)
    view.wait_for_timeout(600)
    box = view.locator(".pd-m.pd-on").first.bounding_box()
    assert 0 <= box["y"] <= 300


def test_what_happened_ends_on_the_axis_with_the_day_of_publication(visit):
    rows = [
        replace(ROWS[0], date="2031-05-06"),
        replace(ROWS[1], date="2023/.."),
        replace(ROWS[2], date="2032", status="future"),
    ]
    view = visit(render_page(ARTICLE, MARKS, rows))
    line = view.locator(".pd-published").bounding_box()["x"]
    boxes = [view.locator(f".pd-bar:text-is('{n}')").bounding_box() for n in (1, 2, 3)]
    assert all(box["x"] + box["width"] <= line + 4 for box in boxes[:2])
    assert boxes[2]["x"] > line
    assert view.locator(".pd-open-right").inner_text() == "2"


@pytest.mark.parametrize("width", [1280, 390])
def test_no_event_hides_another_on_the_axis(visit, width):
    days = ["2031-05-06", "2031-02", "2031-03", "2027-06", "2030-05-06/2031-05-06"]
    rows = [replace(ROWS[0], event_id=f"r{place}", date=day) for place, day in enumerate(days)]
    view = visit(render_page(ARTICLE, MARKS, rows), width=1280)
    view.set_viewport_size({"width": width, "height": 900})
    view.wait_for_timeout(200)
    bars = view.locator(".pd-bar").evaluate_all("bars => bars.map(bar => bar.getBoundingClientRect())")
    assert len(bars) == len(days)
    for one, other in itertools.combinations(bars, 2):
        apart = one["right"] <= other["left"] or other["right"] <= one["left"]
        assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]


def test_rows_are_cards_where_the_column_beside_the_text_is_narrow(visit):
    view = visit(PAGE, width=1000)
    beside, below = (
        view.locator(".pd-row")
        .first.locator("th, td:last-child")
        .evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().bottom)")
    )
    assert (
        view.locator(".pd-two").evaluate("body => getComputedStyle(body).gridTemplateColumns").count("px")
        == 2
    )
    assert beside < below
    inside = view.locator(".pd-side").evaluate("side => [side.scrollWidth, side.clientWidth]")
    assert inside[0] <= inside[1]


def test_the_address_keeps_the_choice(visit):
    view = visit(PAGE, address=f"#row={ROWS[2].event_id}")
    assert_chosen(view, 3)
    view.evaluate(f"location.hash = 'row={ROWS[0].event_id}'")
    view.wait_for_timeout(100)
    assert_chosen(view, 1)


def test_each_field_names_the_words_that_gave_it(visit):
    view = visit(PAGE)
    view.locator(".pd-pick").first.click()
    told = view.locator(".pd-why").inner_text()
    assert "“Monday”" in told
    assert "worked out from" in told
    assert "“31”" in told
    assert state(view)["lit"] >= 2
    view.locator(".pd-jump", has_text="Monday").click()
    assert state(view)["lit"] == 1


def test_what_is_inferred_is_said_to_be(visit):
    inferred = replace(ROWS[0], actor="", actor_basis="inferred", actor_country="BLR")
    view = visit(render_page(ARTICLE, MARKS, [inferred]))
    view.locator(".pd-pick").first.click()
    assert "Belarus inferred" in view.locator(".pd-why").inner_text()
    assert view.locator(".pd-row i[title=inferred]").inner_text() == "Belarus"


def test_layers_switch_on_and_off(visit):
    view = visit(PAGE)
    line = "getComputedStyle(document.querySelector('.pd-text .pd-time')).textDecorationLine"
    assert view.evaluate(line) == "none"
    view.locator(".pd-layer-time").check()
    assert view.evaluate(line) == "underline"


def test_rows_are_filtered_sorted_and_found(visit):
    view = visit(PAGE)
    view.locator(".pd-more summary").click()
    shown = view.locator(".pd-row:visible")
    other = next(row.status for row in ROWS if row.status != "occurred")
    view.select_option("[name=status]", other)
    assert shown.count() == sum(row.status == other for row in ROWS)
    assert f"of {len(ROWS)} events" in view.locator(".pd-found").inner_text()
    view.select_option("[name=status]", "")
    view.select_option("[name=kind]", "release")
    assert shown.count() == sum(row.kind == "release" for row in ROWS)
    assert view.locator(".pd-axis [data-key]").count() == shown.count()
    view.select_option("[name=kind]", "")
    view.fill("[name=find]", "vilnius")
    assert 0 < shown.count() < len(ROWS)
    view.fill("[name=find]", "")
    view.select_option("[name=voice]", "others")
    assert shown.count() == sum(row.attributed_to != "" for row in ROWS)
    view.select_option("[name=voice]", "")
    view.select_option("[name=sort]", "doubt")
    sure = [ROWS[int(text.split()[0]) - 1].sure for text in view.locator(".pd-pick").all_inner_texts()]
    assert sure == sorted(sure)


def test_the_keyboard_alone_suffices(visit):
    view = visit(PAGE)
    keys = view.keyboard
    keys.press("j")
    assert_chosen(view, 1)
    keys.press("j")
    assert_chosen(view, 2)
    keys.press("k")
    assert_chosen(view, 1)
    keys.press("a")
    assert view.locator(".pd-count-checked").inner_text().startswith("1 of")
    keys.press("j")
    keys.press("x")
    assert "taken out" in view.locator(row(2)).inner_text() or view.locator(".pd-deleted").count() == 1
    keys.press("u")
    assert view.locator(".pd-deleted").count() == 0
    keys.press("Shift+U")
    assert view.locator(".pd-deleted").count() == 1
    keys.press("u")
    keys.press("e")
    view.focus("[name=date]")
    keys.press("Control+a")
    keys.type("2031-04")
    view.focus("[name=why]")
    keys.type("the month is said")
    keys.press("Enter")
    assert "April 2031" in view.locator(row(2)).inner_text()
    keys.press("e")
    keys.press("Escape")
    assert view.locator(".pd-form").count() == 0
    keys.press("/")
    assert view.evaluate("document.activeElement.className") == "pd-find"
    keys.type("jkax")
    assert view.locator(".pd-row:visible").count() == 0
    view.fill(".pd-find", "")
    keys.press("Escape")
    assert view.evaluate("document.activeElement.className") == "pd-pick"
    keys.press("Enter")
    assert view.evaluate("document.activeElement.closest('.pd-no') !== null")
    keys.press("Escape")
    assert view.evaluate("document.activeElement.className") == "pd-pick"
    keys.press("?")
    assert view.locator(".pd-help[open]").count() == 1
    view.locator(".pd-keys").uncheck()
    view.locator(".pd-pick").first.focus()
    keys.press("x")
    assert view.locator(".pd-deleted").count() == 0


def test_marks_are_reached_by_the_arrow_keys(visit):
    view = visit(PAGE)
    view.locator(".pd-layer-time").check()
    view.locator(".pd-text").focus()
    while view.locator(".pd-here", has_text="Monday").count() == 0:
        before = view.locator(".pd-told").inner_text()
        view.keyboard.press("ArrowRight")
        assert view.locator(".pd-told").inner_text() != before
    assert "day or period · 5 May 2031" in view.locator(".pd-told").inner_text()
    view.keyboard.press("Enter")
    assert view.locator(".pd-note").is_visible()
    view.keyboard.press("Escape")
    assert view.locator(".pd-note").count() == 0


def test_on_a_small_screen_the_chosen_row_sticks_to_the_lower_edge(visit):
    view = visit(PAGE, width=390, height=600)
    view.locator(".pd-m", has_text="freed").first.click()
    foot = view.locator(".pd-foot")
    assert foot.is_visible()
    box = foot.bounding_box()
    assert box["y"] + box["height"] >= 590
    foot.locator("[data-act=next]").click()
    assert_chosen(view, 2)
    assert visit(PAGE).locator(".pd-foot").is_hidden()


def test_every_decision_is_saved_and_applies_again(visit):
    view = visit(PAGE)
    view.fill(".pd-who", "tester")
    view.locator(".pd-pick").nth(0).click()
    view.click("[data-act=accept]")
    view.locator(".pd-pick").nth(1).click()
    view.click("[data-act=edit]")
    view.fill("[name=date]", "2023-04")
    view.fill("[name=why]", "said by the lawyer")
    view.click(".pd-form [type=submit]")
    view.locator(".pd-pick").nth(2).click()
    view.click("[data-act=remove]")
    made = records(view)
    assert [(c.action, c.by) for c in made] == [
        ("accept", "tester"),
        ("change", "tester"),
        ("delete", "tester"),
    ]
    assert made[0].seen == row_state(ARTICLE, ROWS[0], ROWS)
    assert made[1].became["date"] == "2023-04"
    assert made[1].why == "said by the lawyer"
    reviewed = apply(ARTICLE, MARKS, ROWS, made)
    assert [fate.fate for fate in reviewed.fates] == ["applied"] * 3
    assert [event.checked for event in reviewed.events][:2] == ["accepted", "corrected"]
    again = visit(render_page(ARTICLE, reviewed))
    assert again.locator(".pd-checked").count() == 2
    assert again.locator(".pd-deleted").count() == 1
    assert records(again) == made
    again.locator(".pd-pick").nth(1).click()
    beside = again.locator(".pd-beside").inner_text()
    assert "2023-04" in beside
    assert ROWS[1].date in beside


def test_without_a_name_nothing_is_saved(visit):
    view = visit(PAGE)
    view.click("[data-act=save]")
    assert "who checks" in view.locator(".pd-told").inner_text()


def test_a_change_asks_for_a_reason_and_a_date_for_its_form(visit):
    view = visit(PAGE)
    view.locator(".pd-pick").first.click()
    view.click("[data-act=edit]")
    view.fill("[name=date]", "last May")
    view.click(".pd-form [type=submit]")
    assert "is no date" in view.locator(".pd-problem").inner_text()
    view.fill("[name=date]", "2031-05")
    view.click(".pd-form [type=submit]")
    assert "why" in view.locator(".pd-problem").inner_text()


def test_words_chosen_in_the_text_fill_the_field(visit):
    view = visit(PAGE)
    view.locator(".pd-pick").nth(1).click()
    view.click("[data-act=edit]")
    view.focus("[name=date]")
    view.locator(".pd-layer-time").check()
    view.locator(".pd-m", has_text="March").click()
    value = view.input_value("[name=date]")
    assert value == next(m.value for m in MARKS if m.exact == "March")
    view.focus("[name=location]")
    select(view, "Vilnius")
    assert "ilnius" in view.input_value("[name=location]")
    view.fill("[name=why]", "chosen")
    view.click(".pd-form [type=submit]")
    view.fill(".pd-who", "tester")
    [made] = records(view)
    assert made.became["date"] == value
    assert "“March”" in view.locator(".pd-why").inner_text()


def select(view, words):
    """Select words in the text as a mouse would."""
    view.evaluate(
        """(words) => {
            const walk = document.createTreeWalker(document.querySelector('.pd-text'), NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                const at = walk.currentNode.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(walk.currentNode, at);
                range.setEnd(walk.currentNode, at + words.length);
                getSelection().removeAllRanges();
                getSelection().addRange(range);
                const raised = new PointerEvent('pointerup', { bubbles: true });
                document.querySelector('.pd-text').dispatchEvent(raised);
                return;
            }
        }""",
        words,
    )
    view.wait_for_timeout(50)


def test_a_row_is_added_from_words_beyond_an_emoji(visit):
    view = visit(PAGE)
    select(view, "hopes")
    view.locator(".pd-pick").first.focus()
    view.keyboard.press("n")
    view.select_option(".pd-form [name=kind]", "talks")
    view.fill("[name=actor]", "Washington")
    view.fill("[name=why]", "it is a demand")
    view.click(".pd-form [type=submit]")
    view.fill(".pd-who", "tester")
    [made] = records(view)
    assert made.action == "add"
    assert [s["exact"] for s in made.became["mentions"]] == ["hopes"]
    assert made.became["mentions"][0]["start"] == TEXT.index("hopes")
    assert made.became["cameo"] == "040"
    assert made.became["actor_basis"] == "stated"
    reviewed = apply(ARTICLE, MARKS, ROWS, [made])
    assert "added" in {event.checked for event in reviewed.events}
    number = str(len(ROWS) + 1)
    assert view.locator(".pd-no a", has_text=number).count() == 1
    view.locator("[data-act=undo]").click()
    assert view.locator(".pd-row").count() == len(ROWS)
    assert view.locator(".pd-no a", has_text=number).count() == 0


def test_borders_of_a_mark_move_by_keyboard_and_mouse(visit):
    view = visit(PAGE)
    view.locator(".pd-layer-quantity").check()
    view.locator(".pd-m", has_text="200").first.click()
    view.click("[data-act=mark-edit]")
    edge = view.locator(".pd-edge[data-side=end]")
    edge.focus()
    view.keyboard.press("ArrowRight")
    view.keyboard.press("Shift+ArrowLeft")
    grip = view.locator(".pd-grip[data-side=start]").bounding_box()
    word = view.locator(".pd-m", has_text="release").last.bounding_box()
    view.mouse.move(grip["x"], grip["y"] + 10)
    view.mouse.down()
    view.mouse.move(word["x"] + 1, word["y"] + word["height"] / 2, steps=5)
    view.mouse.up()
    view.fill("[name=why]", "wider")
    view.click(".pd-form [type=submit]")
    view.fill(".pd-who", "tester")
    [made] = records(view)
    assert (made.about, made.action) == ("mark", "change")
    words = made.became["span"]["exact"]
    assert words.endswith("200 prisoner")
    assert words.startswith("r")
    assert view.locator(".pd-m .pd-quantity", has_text="prisoner").count() >= 1


def test_a_mark_is_added_accepted_and_taken_out(visit):
    view = visit(PAGE)
    view.fill(".pd-who", "tester")
    select(view, "lawyer")
    view.select_option(".pd-new-layer", "entity")
    view.click("[data-act=mark]")
    view.fill("[name=why]", "a person")
    view.click(".pd-form [type=submit]")
    view.locator(".pd-layer-time").check()
    view.locator(".pd-m", has_text="March").click()
    view.click("[data-act=mark-accept]")
    view.locator(".pd-m", has_text="2023").click()
    view.click("[data-act=mark-remove]")
    made = records(view)
    assert sorted((c.about, c.action) for c in made) == [
        ("mark", "accept"),
        ("mark", "add"),
        ("mark", "delete"),
    ]
    reviewed = apply(ARTICLE, MARKS, ROWS, made)
    assert [fate.fate for fate in reviewed.fates] == ["applied"] * 3
    for _ in range(3):
        view.click("[data-act=undo]")
    assert records(view) == []
    for _ in range(3):
        view.click("[data-act=redo]")
    assert records(view) == made


def test_a_quotation_is_copied_with_its_source(visit):
    view = visit(PAGE)
    view.locator(".pd-pick").first.click()
    view.click("[data-act=copy]")
    copied = view.evaluate("navigator.clipboard.readText()")
    start, end = ROWS[0].evidence.split(";")[0].split("-")
    assert copied.startswith(f"“{TEXT[int(start) : int(end)]}")
    assert "A Paper, Minsk frees 31, 6 May 2031" in copied
    assert f"characters {start}–{end}" in copied


def test_two_sets_of_rows_stand_beside_each_other(visit):
    other = [replace(ROWS[0], date="2031-05"), *ROWS[2:]]
    view = visit(render_comparison(ARTICLE, MARKS, ROWS, other))
    assert view.locator(".pd-differs").count() == 2
    view.locator(".pd-pick").first.click()
    assert "2031-05" in view.locator(".pd-beside").inner_text()
    view.locator(".pd-pick").nth(1).click()
    assert "Only the machine has this row." in view.locator(".pd-under").inner_text()


def test_a_proposal_waits_and_can_be_accepted(visit):
    proposal = Correction(
        "freed", "row", "propose", None, row_state(ARTICLE, ROWS[0]), "a model", "2031-05-08", ""
    )
    view = visit(render_page(ARTICLE, apply(ARTICLE, MARKS, ROWS[1:], [proposal])))
    view.locator(".pd-proposed .pd-pick").click()
    assert "Proposed by a model" in view.locator(".pd-under").inner_text()
    assert view.locator(".pd-count-checked").inner_text().startswith(f"0 of {len(ROWS) - 1}")
    view.click("[data-act=accept]")
    view.fill(".pd-who", "tester")
    [made] = records(view)
    assert (made.action, made.by) == ("add", "tester")


def test_the_script_draws_text_and_rows_as_python_does(visit):
    for path in [*sorted((data_folder() / "evaluation").glob("*.txt"))[::4], None]:
        article = read_article(path) if path else ARTICLE
        marks = annotate(article)
        view = visit(render_page(article, marks, find_events(article, marks)))
        same = view.evaluate(
            """() => {
                const open = (part) => part.innerHTML.replaceAll(' tabindex="-1"', '');
                const parts = () => [...document.querySelectorAll('.pd-text p, .pd-row')];
                const before = parts().map(open);
                const { view } = globalThis;
                document.querySelectorAll('.pd-text p').forEach((p) => { p.innerHTML = ''; });
                view.redrawText(null);
                for (const [key, item] of view.review.rows) view.redrawRow(key, item);
                return before.filter((text, n) => text !== open(parts()[n]));
            }"""
        )
        assert same == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_overflows(visit, width):
    view = visit(PAGE, width=width)
    view.locator(".pd-pick").first.click()
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    view.click("[data-act=edit]")
    view.locator(".pd-help summary").click()
    view.locator(".pd-more summary").click()
    assert view.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_of_accessibility(visit, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    reviewed = apply(ARTICLE, MARKS, [replace(r, sure=0.1) for r in ROWS], [])
    view = visit(render_page(ARTICLE, reviewed), color_scheme=scheme)

    def check():
        found = axe.Axe().run(view).response["violations"]
        assert [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found] == []

    for layer in ("entity", "time", "quantity"):
        view.locator(f".pd-layer-{layer}").check()
    check()
    view.locator(".pd-pick").first.click()
    view.locator(".pd-more summary").click()
    view.locator(".pd-help summary").click()
    check()
    view.click("[data-act=edit]")
    check()
    view.keyboard.press("Escape")
    view.click("[data-act=remove]")
    view.locator(".pd-m", has_text="March").click()
    check()


def test_without_a_script_the_page_is_still_the_article_with_its_table(visit):
    view = visit(PAGE, java_script_enabled=False)
    assert "Minsk freed" in view.locator(".pd-text").inner_text()
    assert view.locator(".pd-row").count() == len(ROWS)
    view.locator(".pd-pick").nth(1).click()
    assert "row=" not in view.url
    assert "-s" in view.url


def test_print_shows_text_and_table_without_tools(visit):
    view = visit(PAGE)
    view.emulate_media(media="print")
    assert view.locator(".pd-review").is_hidden()
    assert view.locator(".pd-tools").is_hidden()
    assert view.locator(".pd-rows").is_visible()
    line = "getComputedStyle(document.querySelector('.pd-text .pd-event')).textDecorationLine"
    assert view.evaluate(line) == "underline"
    assert len(view.pdf()) > 10_000


HOSTILE = [
    "<script>globalThis.hurt = 1</script>",
    "<img src=x onerror='globalThis.hurt = 1'>",
    "</script><script>globalThis.hurt = 1</script>",
    "<a href='javascript:globalThis.hurt=1'>freed</a>",
    "</p></section><style>*{display:none}</style>",
    "[link](javascript:globalThis.hurt=1) **bold** $x^2$ `code`",
    "\u202etxet desrever\u202c and \u2066isolated\u2069",
    "nul\x00 bell\x07 lone\ud800 end",
    "<!-- <![CDATA[ ]]> --> &lt;b&gt; &#60;",
    "שלום עולם (freed) 31 אזרחים",
    "<svg><script>globalThis.hurt = 1</script></svg>",
    "{{constructor.constructor('globalThis.hurt=1')()}} ${globalThis.hurt = 1}",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_runs_nothing_and_shows_as_its_own_characters(visit, words):
    text = f"Minsk freed {words} on Monday.\n\nSaid: {words}"
    article = Article(
        id=words, text=text, published=date(2031, 5, 6), title=words, publisher=words, url=words
    )
    end = len(text.split("\n")[0])
    marks = [
        EventMention(6, 11, "freed", "release", "occurred"),
        Quote(12, end - 1, words, "direct", words, words, words),
    ]
    hostile = dict.fromkeys(("actor", "target", "location", "counted", "attributed_to", "event_id"), words)
    base = replace(ROWS[0], article=words, mentions="6-11", evidence=f"0-{end}", **hostile)
    view = visit(render_page(article, marks, [base]))
    view.locator(".pd-pick").first.click()
    view.click("[data-act=accept]")
    view.click("[data-act=edit]")
    view.fill("[name=why]", words.replace("\x00", ""))
    view.fill("[name=actor]", f"{words} again")
    view.click(".pd-form [type=submit]")
    view.locator(".pd-m").last.click()
    assert view.evaluate("globalThis.hurt") is None
    assert view.locator("section.pd img, section.pd svg, .pd-text script, .pd-text style").count() == 0
    plain = view.evaluate("document.querySelector('.pd-text p').textContent")
    visible = "".join(c for c in words if c.isprintable() and not 0xD800 <= ord(c) < 0xE000)
    assert all(part in plain for part in visible.split())
    assert view.locator(".pd-text").is_visible()
    assert view.evaluate("getComputedStyle(document.querySelector('.pd-row bdi')).unicodeBidi") == "isolate"


@pytest.mark.parametrize("words", [words.replace("\ud800", "") for words in HOSTILE])
def test_hostile_names_run_nothing_in_a_drawn_picture(visit, words, tmp_path):
    hostile = replace(ROWS[0], actor=words, target=words, actor_country=words, target_country=words)
    article = Article(id="x", text=TEXT, published=date(2031, 5, 6), title=words, publisher=words)
    for draw in (chart_event_dates, chart_who_to_whom):
        chart = draw(article, [hostile])
        picture = next(path for path in chart.save(tmp_path) if path.suffix == ".svg")
        view = visit(f"<!DOCTYPE html><title>x</title>{picture.read_text()}{chart.html()}")
        assert view.evaluate("globalThis.hurt") is None
        assert view.locator("script, svg foreignObject, svg a, style:not(svg style)").count() == 0
        assert view.locator("img").count() == 1


def test_right_to_left_text_keeps_its_offsets(visit):
    text = "שוחררו שלושים אסירים ביום שני.\n\nMinsk freed 31 people."
    article = Article(id="freed", text=text, published=date(2031, 5, 6), language="he")
    start = text.index("freed")
    base = replace(ROWS[0], mentions=f"0-6;{start}-{start + 5}", evidence=f"0-30;{start - 6}-{len(text)}")
    view = visit(render_page(article, [], [base]))
    view.locator(".pd-pick").first.click()
    assert state(view)["words"] == [text[:6], "freed"]
    assert view.evaluate("getComputedStyle(document.querySelector('.pd-text p')).direction") == "rtl"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_report_begins_with_the_view(visit, tmp_path, width):
    view = visit(index_page(ARTICLE, [], tmp_path), width=width)
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    view.locator(".pd-pick").first.click()
    assert view.locator(".pd-m.pd-on").count() >= 1


def test_a_view_inside_a_page_leaves_the_address_alone(visit):
    fragment = render_article(ARTICLE, MARKS, ROWS).replace(" data-address", "", 1)
    view = visit(page("x", "<h1>x</h1>", fragment))
    view.locator(".pd-pick").first.click()
    assert state(view)["hash"] == ""
