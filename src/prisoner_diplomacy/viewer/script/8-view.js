// One view: words, rows and bars that select one another, and a person's decisions about them.

const KEYS = [
  ["j k", "next, previous row"], ["Enter", "the words of the row"], ["Esc", "back"], ["/", "filter"], ["a", "accept"],
  ["e", "edit"], ["x", "take out"], ["n", "new row"], ["m", "new mark"], ["u U", "undo, redo"], ["c", "copy quotation"], ["?", "this list"],
];
const SORTS = {
  text: (a, b) => (a.now ?? a.machine).mentions[0][0] - (b.now ?? b.machine).mentions[0][0],
  date: (a, b) => dateOrder(a) - dateOrder(b),
  doubt: (a, b) => doubtOrder(a) - doubtOrder(b),
  kind: (a, b) => (KINDS[(a.now ?? a.machine).kind] < KINDS[(b.now ?? b.machine).kind] ? -1 : 1),
};
const dateOrder = (item) => bounds((item.now ?? item.machine).date || "?")?.[0] ?? Infinity;
const doubtOrder = (item) => (item.checked && item.checked !== "proposed" ? 2 : item.machine?.sure ?? 1.5);
const LIT = globalThis.Highlight && CSS.highlights ? new Highlight() : null;
if (LIT && !CSS.highlights.has("pd-lit")) CSS.highlights.set("pd-lit", LIT);

class View {
  constructor(root, data, home) {
    Object.assign(this, { root, home, review: new Review(data), chosen: null, editor: null, ranges: [], on: [], keysOn: true });
    root.classList.add("pd-script");
    addTools(this);
    this.body = root.querySelector(".pd-rows tbody");
    this.lines = new Map();
    this.keys = new Map();
    for (const [key, item] of this.review.rows) this.keep(key, root.querySelector(`#${data.key}-r${item.number}`));
    this.paragraphs = new Map([...root.querySelectorAll(".pd-text p[data-a]")].map((p) => [Number(p.dataset.a), p]));
    this.review.changed = (keys) => this.redraw(keys);
    this.listen();
    this.filter();
    this.count();
    this.keepBarsApart();
    this.follow();
  }

  keep(key, line) {
    line.tabIndex = -1;
    this.lines.set(key, line);
    this.keys.set(line, key);
  }

  // The pieces of the text that rest on a row, by its number; found anew after the text was drawn.
  piecesOf(number) {
    if (!this.pieces) {
      this.pieces = new Map();
      for (const piece of this.root.querySelectorAll("[data-r]")) {
        for (const row of piece.dataset.r.split(" ")) {
          if (!this.pieces.has(row)) this.pieces.set(row, []);
          this.pieces.get(row).push(piece);
        }
      }
    }
    return this.pieces.get(String(number)) ?? [];
  }

  turnOn(part, kind) {
    part?.classList.add(kind);
    if (part) this.on.push([part, kind]);
  }

  listen() {
    const { root } = this;
    root.addEventListener("click", (event) => this.click(event));
    root.addEventListener("keydown", (event) => this.key(event));
    root.addEventListener("pointerdown", (event) => this.grip(event));
    root.querySelector(".pd-text").addEventListener("pointerup", () => setTimeout(() => this.chosenWords(), 0));
    root.addEventListener("input", (event) => this.tool(event));
    if (this.home.address) addEventListener("hashchange", () => this.follow());
  }

  // --- choosing -------------------------------------------------------------------------------------

  choose(key, from = "table") {
    if (this.editor && key !== this.editing) this.stopEditing();
    this.unmark();
    this.closeNote();
    this.chosen = key;
    const item = this.review.items.get(key);
    this.showFoot(item);
    if (!item) return this.tell();
    this.mark(key, item);
    this.openDetail(key, item);
    this.tell();
    if (from !== "table" && from !== "quiet") this.lines.get(key)?.scrollIntoView({ block: "nearest" });
    if (from !== "text" && from !== "quiet") this.scrollTo(this.piecesOf(item.number)[0]);
    return undefined;
  }

  mark(key, item) {
    const row = item.now ?? item.machine;
    const line = this.lines.get(key);
    this.turnOn(line, "pd-on");
    line?.querySelector(".pd-pick")?.setAttribute("aria-current", "true");
    this.turnOn(this.bars.get(key), "pd-on");
    this.piecesOf(item.number).forEach((piece) => this.turnOn(piece, "pd-on"));
    for (const span of row.evidence) this.sentences(span).forEach((sentence) => this.turnOn(sentence, "pd-said"));
    this.light(given(item).flatMap(([field, spans]) => (field === "kind" ? [] : spans)));
  }

  unmark() {
    this.on.splice(0).forEach(([part, kind]) => part.classList.remove(kind));
    this.lines.get(this.chosen)?.querySelector(".pd-pick")?.removeAttribute("aria-current");
    this.body.querySelectorAll(".pd-under").forEach((part) => part.remove());
    this.light([]);
  }

  range(span) {
    const all = this.review.data.paragraphs;
    let [low, high] = [0, all.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (all[middle][0] <= span[0]) low = middle;
      else high = middle;
    }
    return all.length ? rangeOf(this.paragraphs.get(all[low][0]), span) : null;
  }

  light(spans) {
    if (!LIT) return;
    this.ranges.forEach((range) => LIT.delete(range));
    this.ranges = spans.map((span) => this.range(span)).filter(Boolean);
    this.ranges.forEach((range) => LIT.add(range));
  }

  sentences([start, end]) {
    return this.review.data.paragraphs
      .filter(([from, to]) => from < end && to > start)
      .flatMap(([, , sentences]) => sentences)
      .filter(([from, to]) => from < end && to > start)
      .map(([, , place]) => this.root.ownerDocument.getElementById(`${this.review.data.key}-s${place}`));
  }

  sentenceAt(offset) {
    const all = this.review.data.paragraphs.flatMap(([, , sentences]) => sentences);
    const found = all.find(([from, to]) => from <= offset && offset < to);
    return found && found.slice(0, 2);
  }

  openDetail(key, item) {
    const line = this.lines.get(key);
    if (!line) return;
    const under = document.createElement("tr");
    under.className = "pd-under";
    const cell = document.createElement("td");
    cell.colSpan = 3;
    cell.append(this.editor && this.editing === key ? this.editor.element : detail(this, key, item));
    under.append(cell);
    line.after(under);
  }

  // On a small screen the chosen row sticks to the lower edge.
  showFoot(item) {
    const foot = this.root.querySelector(".pd-foot");
    foot.hidden = !item;
    if (!item) return;
    foot.innerHTML = `<button type="button" data-act="previous" aria-label="previous row">‹</button><button type="button" data-act="show"><b>${item.number}</b> <bdi>${shown(this.sentence(item.now ?? item.machine))}</bdi></button><button type="button" data-act="next" aria-label="next row">›</button>`;
  }

  scrollTo(part) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    part?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  jump(span) {
    this.light([span]);
    const range = this.range(span);
    this.scrollTo(range?.startContainer.parentElement);
  }

  // The choice stands in the address, and is told to Python.
  tell() {
    const row = this.chosenRow();
    this.home.chosen?.(row ? [row.event_id] : []);
    if (this.home.address && row) history.replaceState(null, "", `#row=${encodeURIComponent(wellFormed(row.event_id))}`);
  }

  chosenRow() {
    const item = this.chosen && this.review.items.get(this.chosen);
    return item ? item.now ?? item.machine : null;
  }

  follow() {
    if (!this.home.address) return undefined;
    const id = /^#row=(.+)$/.exec(location.hash)?.[1];
    if (id) return this.chooseById(decodeURIComponent(id), "address");
    const line = this.root.ownerDocument.getElementById(decodeURIComponent(location.hash.slice(1)));
    const key = this.keys.get(line);
    if (!key) return undefined;
    this.choose(key, "quiet");
    return this.showBoth(line, this.piecesOf(this.review.items.get(key).number)[0]);
  }

  // The row and its words in the middle of the screen, where it holds both; else the row.
  showBoth(line, piece) {
    const [a, b] = [line, piece ?? line].map((part) => part.getBoundingClientRect());
    const [top, bottom] = [Math.min(a.top, b.top), Math.max(a.bottom, b.bottom)];
    const { innerHeight } = this.root.ownerDocument.defaultView;
    const middle = bottom - top < innerHeight ? (top + bottom) / 2 : (a.top + a.bottom) / 2;
    this.root.ownerDocument.defaultView.scrollBy(0, middle - innerHeight / 2);
  }

  chooseById(id, from) {
    const found = this.review.rows.find(([, item]) => (item.now ?? item.machine).event_id === id || wellFormed((item.now ?? item.machine).event_id) === id);
    if (found && found[0] !== this.chosen) this.choose(found[0], from);
    if (!found && this.chosen) this.choose(null, from);
  }

  // --- pointer and keyboard -------------------------------------------------------------------------

  click(event) {
    const { target } = event;
    const act = target.closest("[data-act]")?.dataset.act;
    const number = /-r(\d+)$/.exec(target.closest(".pd-no a")?.hash ?? "")?.[1];
    const line = target.closest(".pd-row");
    if (act) return this.act(act);
    if (number) {
      event.preventDefault();
      return this.choose(this.keyOf(Number(number)), "text");
    }
    if (target.closest(".pd-jump") && !target.closest(".pd-form")) {
      const { start, end } = target.closest(".pd-jump").dataset;
      return this.jump([Number(start), Number(end)]);
    }
    const key = target.closest(".pd-axis [data-key]")?.dataset.key ?? (line && this.keyOfLine(line));
    if (key) {
      event.preventDefault();
      return this.choose(key, line ? "table" : "axis");
    }
    if (target.closest(".pd-text") && !target.closest(".pd-note") && getSelection().isCollapsed) return this.clickWords(event);
    return undefined;
  }

  clickWords(event) {
    const mark = event.target.closest(".pd-m");
    const keys = mark?.dataset.m?.split(" ") ?? [];
    const inner = keys.map((key) => [key, this.review.items.get(key).now]).sort((a, b) => a[1].end - a[1].start - (b[1].end - b[1].start));
    const sentence = event.target.closest(".pd-s");
    const place = sentence && this.review.data.paragraphs.flatMap(([, , all]) => all).find(([, , n]) => sentence.id.endsWith(`-s${n}`));
    if (this.editor) return this.editor.pick(inner.map(([, found]) => found), place?.slice(0, 2));
    const rows = mark?.dataset.r?.split(" ").map(Number) ?? [];
    if (rows.length) {
      const now = this.chosen && this.review.items.get(this.chosen)?.number;
      return this.choose(this.keyOf(rows[(rows.indexOf(now) + 1) % rows.length]), "text");
    }
    if (inner.length) {
      const giving = this.review.rows.find(([, item]) => item.now && given(item).some(([, spans]) => spans.some(([s, e]) => s === inner[0][1].start && e === inner[0][1].end)));
      if (giving && giving[0] !== this.chosen) this.choose(giving[0], "text");
      return this.openNote(mark, inner[0][0]);
    }
    const resting = place && this.review.rows.find(([, item]) => item.now?.evidence.some(([s, e]) => s < place[1] && e > place[0]));
    if (resting) this.choose(resting[0], "text");
    return undefined;
  }

  chosenWords() {
    const selection = getSelection();
    if (selection.isCollapsed || !this.root.querySelector(".pd-text").contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0);
    const ends = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
    if (ends.includes(null) || ends[0] >= ends[1]) return;
    this.words = ends;
    if (!this.editor) {
      this.say("n makes a row of these words, m a mark.");
      return;
    }
    const mark = [...this.review.items.values()].find((item) => item.about === "mark" && item.now?.start === ends[0] && item.now?.end === ends[1]);
    this.editor.fill(ends, mark?.now);
    selection.removeAllRanges();
  }

  // A border is drawn by the mouse: the grip is in the text while a span is edited.
  grip(event) {
    const edge = event.target.closest(".pd-grip");
    if (!edge || !this.editor) return;
    event.preventDefault();
    const { name, place, side } = edge.dataset;
    const move = (moving) => {
      const at = caretAt(moving.clientX, moving.clientY);
      if (at !== null) this.editor.moveEdge(name, Number(place), side, () => at);
    };
    const stop = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", stop);
      this.showGrips();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", stop);
  }

  showGrips() {
    this.root.querySelectorAll(".pd-grip").forEach((grip) => grip.remove());
    if (!this.editor) return;
    const name = this.editor.values.span ? "span" : "mentions";
    this.editor.lit().forEach(([start, end], place) => {
      for (const [side, offset] of [["end", end], ["start", start]]) {
        const range = this.range(side === "end" ? [Math.max(start, offset - 1), offset] : [offset, offset + 1]);
        if (!range) continue;
        const grip = document.createElement("span");
        grip.className = "pd-grip";
        grip.setAttribute("aria-hidden", "true");
        Object.assign(grip.dataset, { name, place, side });
        range.collapse(side === "start");
        range.insertNode(grip);
      }
    });
  }

  key(event) {
    const typing = event.target.closest("input, select, textarea, form");
    if (event.key === "Escape") return this.back(event);
    if (event.ctrlKey || event.metaKey || event.altKey || typing || !this.keysOn) return undefined;
    const does = {
      j: () => this.step(1), k: () => this.step(-1), "/": () => this.root.querySelector(".pd-find").focus(),
      a: () => this.act("accept"), e: () => this.act("edit"), x: () => this.act("remove"), c: () => this.act("copy"),
      n: () => this.act("new"), m: () => this.act("mark"), u: () => this.act("undo"), U: () => this.act("redo"), "?": () => this.act("help"),
    }[event.key];
    if (does) {
      event.preventDefault();
      return does();
    }
    if (event.target.matches(".pd-text")) return this.walk(event);
    if (event.key === "Enter" && event.target.closest(".pd-pick")) {
      event.preventDefault();
      const key = this.keyOfLine(event.target.closest(".pd-row"));
      this.choose(key, "axis");
      this.root.querySelector(`.pd-no a[href$="-r${this.review.items.get(key).number}"]`)?.focus({ preventScroll: true });
    }
    return undefined;
  }

  // In the text the arrow keys go from one mark that can be seen to the next; Enter opens it.
  walk(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === "Enter" && this.here?.isConnected) this.clickWords({ target: this.here });
    if (!step) return;
    event.preventDefault();
    const off = LAYERS.filter((layer) => !this.root.querySelector(`.pd-layer-${layer}`).checked);
    const seen = [...this.root.querySelectorAll(".pd-text .pd-m")].filter((piece) => piece.textContent.trim() && LAYERS.some((layer) => !off.includes(layer) && piece.querySelector(`.pd-${layer}`)));
    const next = seen[Math.max(0, Math.min(seen.length - 1, seen.indexOf(this.here) + step))];
    this.here?.classList.remove("pd-here");
    this.here = next;
    next?.classList.add("pd-here");
    next?.scrollIntoView({ block: "nearest" });
    if (next) this.say(`${next.textContent}: ${next.title.replaceAll("\n", "; ") || "names a row"}`);
  }

  back(event) {
    const note = this.root.querySelector(".pd-note");
    if (note) this.closeNote();
    else if (this.editor) this.stopEditing();
    else if (event.target.closest(".pd-tools")) this.lines.get(this.chosen)?.querySelector(".pd-pick")?.focus();
    else if (event.target.closest(".pd-text")) this.lines.get(this.chosen)?.querySelector(".pd-pick")?.focus();
    else if (this.chosen) {
      this.choose(null);
      if (this.home.address) history.replaceState(null, "", location.pathname + location.search);
    }
  }

  step(by) {
    const keys = [...this.body.querySelectorAll(".pd-row:not([hidden])")].map((line) => this.keyOfLine(line));
    const at = keys.indexOf(this.chosen);
    const next = keys[at < 0 ? (by > 0 ? 0 : keys.length - 1) : Math.min(keys.length - 1, Math.max(0, at + by))];
    if (next === undefined) return;
    this.choose(next, "keys");
    this.lines.get(next).querySelector(".pd-pick").focus({ preventScroll: true });
  }

  keyOf(number) {
    return this.review.rows.find(([, item]) => item.number === number)?.[0];
  }

  keyOfLine(line) {
    return this.keys.get(line);
  }

  // --- what is done ---------------------------------------------------------------------------------

  act(what) {
    const key = this.chosen;
    const needs = ["accept", "edit", "remove", "copy"].includes(what);
    if (needs && !key) return this.say("Choose a row first.");
    const does = {
      accept: () => this.review.accept(key),
      remove: () => this.review.remove(key),
      edit: () => this.edit(key),
      copy: () => this.copy(key),
      new: () => this.addRow(),
      mark: () => this.addMark(),
      undo: () => this.review.undo() || this.say("Nothing to undo."),
      redo: () => this.review.redo() || this.say("Nothing to redo."),
      save: () => this.save(),
      next: () => this.step(1),
      previous: () => this.step(-1),
      show: () => this.scrollTo(this.lines.get(key)),
      help: () => this.help(),
      "mark-edit": () => this.editMark(this.noted),
      "mark-accept": () => { this.review.accept(this.noted); this.closeNote(); },
      "mark-remove": () => { const noted = this.noted; this.closeNote(); this.review.remove(noted); },
    };
    does[what]?.();
    return undefined;
  }

  edit(key) {
    const item = this.review.items.get(key);
    const row = item.now ?? item.machine;
    this.startEditing(key, [...ROW_FORM, ...ROW_MORE], row, "Edit the row", (values, why, words) => {
      this.stopEditing();
      const now = this.completed(row, values, words);
      this.review.items.set(key, { ...item, words: { ...(item.words ?? {}), ...this.changedWords(row, values, words) } });
      this.review.save(key, now, why);
    });
  }

  changedWords(before, after, words) {
    const fields = { date: ["date"], count: ["count_low", "count_high"], actor: ["actor"], target: ["target"], location: ["location"], attributed_to: ["attributed_to"] };
    return Object.fromEntries(Object.entries(fields)
      .filter(([, names]) => names.some((name) => !same(before[name], after[name])))
      .map(([field, names]) => [field, words[names[0]] ?? []]));
  }

  // Codes and bases follow from what a person wrote.
  completed(before, values, words) {
    const now = { ...before, ...values };
    const coded = ["plover_event", "plover_mode", "cameo"].some((name) => now[name] !== before[name]);
    if (!coded && (now.kind !== before.kind || now.status !== before.status)) {
      [now.plover_event, now.plover_mode, now.cameo] = this.review.data.codes[now.kind][now.status];
    }
    if (now.date !== before.date && now.date_basis === before.date_basis) {
      const year = (words.date ?? []).some(([s, e]) => /\d{4}/.test(this.review.words(s, e)));
      now.date_basis = !now.date ? "none" : year ? "stated" : "anchored";
    }
    const told = now.evidence.map(([s, e]) => this.review.words(s, e)).join(" ");
    const meant = [...this.review.items.values()]
      .filter((item) => item.about === "mark" && item.now?.layer === "entity" && now.evidence.some(([s, e]) => s <= item.now.start && item.now.end <= e))
      .map((item) => item.now.fields.ref);
    for (const side of ["actor", "target"]) {
      const basis = `${side}_basis`;
      const unchanged = now[side] === before[side] && now[`${side}_country`] === before[`${side}_country`];
      if (unchanged || now[basis] !== before[basis]) continue;
      const stated = now[side] && (words[side] || listed(now[side]).every((value) => meant.includes(value) || told.includes(this.review.name(value))));
      now[basis] = stated ? "stated" : now[side] && before[basis] !== "none" ? before[basis] : now[side] || now[`${side}_country`] ? "inferred" : "none";
    }
    return now;
  }

  startEditing(key, form, values, title, save) {
    if (this.editor) this.stopEditing();
    this.editing = key;
    this.editor = new Editor(this, form, values, title, save, () => this.stopEditing());
    const item = this.review.items.get(key);
    if (item?.about === "row" || key === "new") this.showEditor(key);
    this.light(this.editor.lit());
    this.showGrips();
    this.editor.element.querySelector("input, select, button").focus({ preventScroll: true });
  }

  showEditor(key) {
    this.root.querySelectorAll(".pd-under").forEach((part) => part.remove());
    const under = document.createElement("tr");
    under.className = "pd-under";
    const cell = document.createElement("td");
    cell.colSpan = 3;
    cell.append(this.editor.element);
    under.append(cell);
    const line = this.lines.get(key);
    if (line) line.after(under);
    else this.body.append(under);
    under.scrollIntoView({ block: "nearest" });
  }

  stopEditing() {
    const key = this.editing;
    this.editor = null;
    this.editing = null;
    this.showGrips();
    this.closeNote();
    this.root.querySelectorAll(".pd-under").forEach((part) => part.remove());
    const item = this.review.items.get(key);
    if (item?.about === "row") this.choose(key, "quiet");
    else this.light([]);
    this.lines.get(this.chosen)?.querySelector(".pd-pick")?.focus({ preventScroll: true });
  }

  // The words selected in the text, else the words of the chosen row, else the first word.
  newSpan() {
    if (this.words) return this.words;
    const row = this.chosenRow();
    return row ? row.mentions[0] : [0, moved(this.review.points, 0, 1, false)];
  }

  addRow() {
    const span = this.newSpan();
    const sentence = this.sentenceAt(span[0]) ?? span;
    const blank = Object.fromEntries(CONTENT.map((name) => [name, name.startsWith("count_") ? null : ""]));
    const row = {
      ...blank, event_id: "", mentions: [span], evidence: [sentence], part_of: "", kind: "release", status: "occurred",
      date_basis: "none", actor_basis: "none", target_basis: "none",
    };
    [row.plover_event, row.plover_mode, row.cameo] = this.review.data.codes.release.occurred;
    this.words = null;
    this.unmark();
    this.startEditing("new", [...ROW_FORM, ...ROW_MORE], row, "A new row", (values, why, words) => {
      const now = this.completed(row, values, words);
      const key = this.review.newKey("r");
      const number = 1 + Math.max(0, ...this.review.rows.map(([, item]) => item.number));
      now.event_id = `new-${number}`;
      this.editor = null;
      this.editing = null;
      this.showGrips();
      this.root.querySelectorAll(".pd-under").forEach((part) => part.remove());
      this.review.change([[key, this.addition("row", number, now, why, this.changedWords(row, values, words))]]);
      this.choose(key);
    });
  }

  addition(about, number, now, why, words) {
    return { about, number, machine: null, now, checked: "added", why, words, given: [["kind", now.mentions ?? [], "stated"]], by: this.review.by, when: this.review.today, record: null };
  }

  addMark() {
    const [start, end] = this.newSpan();
    this.words = null;
    const mark = { layer: "entity", span: [start, end], label: "PERSON", form: "named", ref: "" };
    const picked = this.root.querySelector(".pd-new-layer").value;
    const blanks = { entity: ["PERSON", "named", ""], time: ["DATE", ""], quantity: [null, null, false, ""], quote: ["direct", "", "", ""], event: ["release", "occurred"] };
    const fields = Object.fromEntries(MARK_FIELDS[picked].map((name, place) => [name, blanks[picked][place]]));
    this.openForm({ ...mark, layer: picked, fields, start, end }, "A new mark", (values, why) => {
      const key = this.review.newKey("m");
      this.review.change([[key, { ...this.addition("mark", 0, this.marked(picked, values), why, {}) }]]);
    });
  }

  editMark(key) {
    const { now } = this.review.items.get(key);
    this.openForm(now, "Edit the mark", (values, why) => {
      const mark = this.marked(now.layer, values);
      this.review.save(key, mark, why);
      if (mark.layer === "event") this.followBorders(now, mark);
    });
  }

  // The words of a row move with the border of the mark they are.
  followBorders(before, after) {
    const changes = this.review.rows
      .filter(([, item]) => item.now?.mentions.some(([s, e]) => s === before.start && e === before.end))
      .map(([key, item]) => {
        const mentions = item.now.mentions.map(([s, e]) => (s === before.start && e === before.end ? [after.start, after.end] : [s, e]));
        return [key, { now: { ...item.now, mentions }, checked: item.machine ? "corrected" : "added", by: this.review.by, when: this.review.today, record: null }];
      });
    if (before.start !== after.start || before.end !== after.end) {
      const last = this.review.past.pop();
      this.review.change(changes);
      this.review.past.push([...last, ...this.review.past.pop()]);
    }
  }

  marked(layer, values) {
    const [start, end] = values.span;
    return { layer, start, end, fields: Object.fromEntries(MARK_FIELDS[layer].map((name) => [name, values[name]])) };
  }

  openForm(mark, title, save) {
    this.closeNote();
    const values = { span: [mark.start, mark.end], ...mark.fields };
    this.startEditing("mark", markForm(mark.layer), values, title, (now, why) => {
      this.stopEditing();
      save(now, why);
    });
    this.placeNote(mark.end, this.editor.element);
    this.editor.element.querySelector(".pd-edge").focus({ preventScroll: true });
  }

  openNote(piece, key) {
    this.closeNote();
    this.noted = key;
    const { now, checked } = this.review.items.get(key);
    const box = document.createElement("div");
    box.innerHTML = `<p>${shown(noteOf(this.review, now)).replaceAll("\n", "<br>")}${checked ? ` · ${CHECKS[checked]}` : ""}</p><p class="pd-acts"><button type="button" data-act="mark-accept">Accept</button><button type="button" data-act="mark-edit">Edit</button><button type="button" data-act="mark-remove">Take out</button></p>`;
    this.placeNote(now.end, box);
    this.light([[now.start, now.end]]);
  }

  placeNote(offset, content) {
    const range = this.range([Math.max(0, offset - 1), offset]);
    const text = this.root.querySelector(".pd-text");
    const note = document.createElement("div");
    note.className = "pd-note";
    note.setAttribute("role", "group");
    note.setAttribute("aria-label", "The mark");
    note.append(content);
    text.append(note);
    const box = text.getBoundingClientRect();
    const at = range?.getBoundingClientRect() ?? box;
    note.style.top = `${at.bottom - box.top + 6}px`;
    note.style.left = `${Math.max(0, Math.min(at.left - box.left, box.width - note.offsetWidth))}px`;
  }

  closeNote() {
    this.root.querySelectorAll(".pd-note").forEach((note) => note.remove());
  }

  quotation(key) {
    const { data } = this.review;
    const row = this.review.items.get(key).now ?? this.review.items.get(key).machine;
    const words = row.evidence.map(([s, e]) => this.review.words(s, e)).join(" […] ");
    const places = row.evidence.map(([s, e]) => `${s}–${e}`).join(", ");
    const source = [data.publisher, data.title, data.published && dayWords(data.published), data.url].filter(Boolean);
    return `“${words}” (${[...source, `${data.id}, characters ${places}`].join(", ")})`;
  }

  async copy(key) {
    const text = this.quotation(key);
    try {
      await navigator.clipboard.writeText(text);
      this.say("Copied, with its source.");
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      this.root.append(field);
      field.select();
      this.say(document.execCommand("copy") ? "Copied, with its source." : text);
      field.remove();
    }
  }

  save() {
    if (!this.review.by.trim()) {
      this.say("Say first who checks: a name or a role.");
      this.root.querySelector(".pd-reviewing").open = true;
      this.root.querySelector(".pd-who").focus();
      return;
    }
    this.home.save(this.review, (text) => this.say(text));
  }

  say(text) {
    this.root.querySelector(".pd-told").textContent = text;
  }

  help() {
    const box = this.root.querySelector(".pd-help");
    box.open = !box.open;
    if (box.open) box.querySelector("summary").focus();
  }

  // --- drawing --------------------------------------------------------------------------------------

  redraw(keys) {
    const spans = [];
    let rows = false;
    for (const key of keys) {
      const item = this.review.items.get(key);
      if (key[0] === "m") spans.push(...[item?.now, item?.machine].filter(Boolean).map((mark) => [mark.start, mark.end]));
      else rows = true;
      if (key[0] === "r") this.redrawRow(key, item);
    }
    this.redrawText(rows || keys.some((key) => !this.review.items.has(key)) ? null : spans);
    this.filter();
    this.count();
    const chosen = this.chosen && this.review.items.has(this.chosen) ? this.chosen : null;
    this.choose(chosen, "quiet");
    this.lines.get(chosen)?.querySelector(".pd-pick")?.focus({ preventScroll: true });
    this.home.changed?.(this.review.records);
  }

  redrawRow(key, item) {
    const old = this.lines.get(key);
    if (!item) {
      old?.remove();
      this.keys.delete(old);
      this.lines.delete(key);
      return;
    }
    const line = old ?? document.createElement("tr");
    const { kind, cells } = rowMarkup(this.review, item);
    line.className = kind;
    line.id = `${this.review.data.key}-r${item.number}`;
    line.innerHTML = cells;
    this.keep(key, line);
    if (!old) this.body.append(line);
  }

  redrawText(spans) {
    const all = covers(this.review);
    this.pieces = null;
    for (const paragraph of this.review.data.paragraphs) {
      const [start, end] = paragraph;
      const touched = !spans || spans.some(([s, e]) => s < end && e > start);
      if (!touched) continue;
      const inside = all.filter((cover) => cover.start < end && cover.end > start);
      const element = this.paragraphs.get(start);
      const markup = paragraphMarkup(this.review, paragraph, inside);
      if (element.innerHTML !== markup) element.innerHTML = markup;
      element.classList.toggle("pd-voices", inside.some((cover) => cover.layer === "quote"));
    }
  }

  tool(event) {
    if (event.target.matches(".pd-who")) {
      this.review.by = event.target.value;
    } else if (event.target.matches(".pd-keys")) {
      this.keysOn = event.target.checked;
    } else if (event.target.closest(".pd-filters")) {
      this.filter();
    }
  }

  shownRows() {
    return this.review.rows.filter(([key]) => !this.lines.get(key)?.hidden);
  }

  filter() {
    const box = this.root.querySelector(".pd-filters");
    const wanted = Object.fromEntries([...box.querySelectorAll("[name]")].map((field) => [field.name, field.value]));
    const words = wanted.find.toLowerCase();
    let count = 0;
    for (const [key, item] of this.review.rows) {
      const row = item.now ?? item.machine;
      const line = this.lines.get(key);
      const fits =
        (!words || `${line.textContent} ${row.mentions.map(([s, e]) => this.review.words(s, e)).join(" ")}`.toLowerCase().includes(words)) &&
        (!wanted.kind || row.kind === wanted.kind) && (!wanted.status || row.status === wanted.status) &&
        (!wanted.voice || (wanted.voice === "outlet") === (row.attributed_to === "")) && (!wanted.state || inState(item, wanted.state));
      line.hidden = !fits;
      count += fits;
    }
    const order = [...this.review.rows].sort((a, b) => SORTS[wanted.sort](a[1], b[1]) || a[1].number - b[1].number);
    const lines = order.map(([key]) => this.lines.get(key));
    const before = this.body.querySelectorAll(".pd-row");
    if (lines.some((line, place) => line !== before[place])) {
      this.body.append(...lines);
      const open = this.root.querySelector(".pd-under");
      if (open && this.chosen) this.lines.get(this.chosen)?.after(open);
    }
    const found = count === this.review.rows.length ? "" : `${count} of ${this.review.rows.length} events`;
    this.root.querySelector(".pd-found").textContent = found;
    this.drawBars();
  }

  drawBars() {
    drawAxis(this);
    if (this.chosen) this.turnOn(this.bars.get(this.chosen), "pd-on");
  }

  // Which bars run into one another depends on how wide the axis is.
  keepBarsApart() {
    const axis = this.root.querySelector(".pd-axis");
    let wide = axis.clientWidth;
    new ResizeObserver(() => {
      if (axis.clientWidth === wide) return;
      wide = axis.clientWidth;
      requestAnimationFrame(() => this.drawBars());
    }).observe(axis);
  }

  count() {
    const rows = this.review.rows.map(([, item]) => item).filter((item) => item.checked !== "proposed");
    const left = rows.filter((item) => !item.checked).length;
    this.root.querySelector(".pd-count-checked").textContent =
      `${rows.length - left} of ${rows.length} events checked by a person`;
    this.root.querySelector(`[data-act="undo"]`).disabled = !this.review.past.length;
    this.root.querySelector(`[data-act="redo"]`).disabled = !this.review.future.length;
  }

  sentence(row) {
    const who = this.review.names(row.actor) || this.review.countries(row.actor_country);
    const whom = this.review.names(row.target) || this.review.concerned(row);
    const said = row.attributed_to && `says ${this.review.names(row.attributed_to)}`;
    return [KINDS[row.kind], row.status === "occurred" ? "" : STATUSES[row.status], row.date && dayWords(row.date), [who, whom].filter(Boolean).join(" → "), said].filter(Boolean).join(", ");
  }
}

// A lone half of a pair has no place in an address.
const wellFormed = (text) => text.replace(/[\ud800-\udfff]/gu, "\ufffd");

function inState(item, state) {
  const row = item.now ?? item.machine;
  switch (state) {
    case "open":
      return !item.checked || item.checked === "proposed";
    case "checked":
      return Boolean(item.checked) && item.checked !== "proposed";
    case "doubtful":
      return Boolean(isDoubtful(item));
    case "inferred":
      return isInferred(row);
    default:
      return isDifferent(item) || item.now === null;
  }
}

function caretAt(x, y) {
  const place = document.caretPositionFromPoint?.(x, y);
  const range = place ? null : document.caretRangeFromPoint?.(x, y);
  const node = place?.offsetNode ?? range?.startContainer;
  return node ? offsetOf(node, place?.offset ?? range.startOffset) : null;
}
