// Editing in place: a field a line, the words that gave it beside it; words chosen in the text fill the field.

const ROW_FORM = [
  ["kind", "What", KINDS],
  ["status", "Happened?", STATUSES],
  ["date", "When", "2025-11-22, 2025-11, 2025-03/.., or empty"],
  ["actor", "Who", ""],
  ["actor_country", "Country of who", "three letters, ; between"],
  ["target", "To whom", ""],
  ["target_country", "Country of whom", "three letters, ; between"],
  ["count_low", "At least", 0],
  ["count_high", "At most", 0],
  ["counted", "Of what", "one of them: citizen"],
  ["location", "Where", ""],
  ["attributed_to", "Who says so", "empty: the article itself"],
  ["mentions", "Words that name it", []],
  ["evidence", "Sentences", []],
];
const ROW_MORE = [
  ["part_of", "Part of row", null],
  ["date_basis", "Date is", { stated: "stated", anchored: "worked out", none: "not given" }],
  ["actor_basis", "Who is", { stated: "stated", inferred: "inferred", none: "not given" }],
  ["target_basis", "Whom is", { stated: "stated", inferred: "inferred", none: "not given" }],
  ["plover_event", "PLOVER event", ""],
  ["plover_mode", "PLOVER mode", ""],
  ["cameo", "CAMEO", ""],
];
const CHOICES = {
  label: LABELS, form: FORMS, type: { DATE: "date", DURATION: "duration", SET: "repeated" },
  kind: { direct: "direct", indirect: "indirect" }, status: STATUSES,
};
const FITS = {
  mentions: "event", date: "time", count_low: "quantity", count_high: "quantity", counted: "quantity",
  actor: "entity", target: "entity", location: "entity", attributed_to: "entity",
};
const FILLS = { actor: "ref", target: "ref", location: "ref", attributed_to: "ref" };

function markForm(layer) {
  return [["span", "Words", []], ...MARK_FIELDS[layer].map((name) => {
    if (layer === "event" && name === "kind") return [name, "What", KINDS];
    if (name === "low" || name === "high") return [name, name === "low" ? "At least" : "At most", 0];
    return [name, name.replace(/^./, (sign) => sign.toUpperCase()), name === "approximate" ? { false: "exact", true: "about" } : (CHOICES[name] ?? "")];
  })];
}

class Editor {
  constructor(view, form, values, title, save, cancel) {
    Object.assign(this, { view, form, values: structuredClone(values), before: structuredClone(values), save, cancel });
    this.words = {};
    this.active = null;
    this.element = document.createElement("form");
    this.element.className = "pd-form";
    this.element.setAttribute("aria-label", title);
    this.draw();
    this.element.addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    this.element.addEventListener("input", (event) => this.read(event.target));
    this.element.addEventListener("focusin", (event) => { this.active = event.target.closest("[data-field]")?.dataset.field ?? this.active; });
    this.element.addEventListener("click", (event) => this.click(event));
    this.element.addEventListener("keydown", (event) => this.key(event));
  }

  draw() {
    const id = this.view.review.data.key;
    const lines = (form) => form.map(([name, label, kind]) => this.line(id, name, label, kind)).join("");
    const [first, more] = [this.form.filter((line) => !ROW_MORE.includes(line)), this.form.filter((line) => ROW_MORE.includes(line))];
    this.element.innerHTML = lines(first) +
      (more.length ? `<details class="pd-rest"><summary>More: basis, codes, larger event</summary>${lines(more)}</details>` : "") +
      `<div class="pd-line"><label for="${id}-why">Why</label><input id="${id}-why" name="why" autocomplete="off" placeholder="a few words, when a value changes"></div>` +
      `<p class="pd-problem" role="alert"></p>` +
      `<p class="pd-acts"><button type="submit">Save</button><button type="button" data-do="cancel">Cancel</button></p>`;
  }

  line(id, name, label, kind) {
    const value = this.values[name];
    const field = `${id}-f-${name}`;
    if (Array.isArray(kind)) return `<div class="pd-line" data-field="${name}"><span id="${field}" class="pd-label">${label}</span><div role="group" aria-labelledby="${field}">${this.spans(name)}</div></div>`;
    if (kind === null) return this.line(id, name, label, this.otherRows());
    const from = (this.words[name] ?? []).map(([s, e]) => jumpMarkup(this.view.review, s, e)).join(" ");
    const input = typeof kind === "object"
      ? `<select id="${field}" name="${name}">${Object.entries(kind).map(([code, text]) => `<option value="${escapeHtml(code)}"${String(value) === code ? " selected" : ""}>${text}</option>`).join("")}</select>`
      : `<input id="${field}" name="${name}" value="${escapeHtml(value ?? "")}" placeholder="${typeof kind === "string" ? kind : ""}" autocomplete="off"${kind === 0 ? ` inputmode="numeric"` : ""}>`;
    return `<div class="pd-line" data-field="${name}"><label for="${field}">${label}</label>${input}<span class="pd-from">${from}</span></div>`;
  }

  otherRows() {
    const rows = this.view.review.rows.filter(([key, item]) => item.now && key !== this.view.editing);
    return { "": "none", ...Object.fromEntries(rows.map(([, { now, number }]) => [now.event_id, `${number} ${KINDS[now.kind] ?? now.kind}`])) };
  }

  spans(name) {
    const all = name === "span" ? [this.values.span] : this.values[name];
    const lines = all.map((span, place) => this.spanMarkup(name, span, place, all.length));
    const add = name === "span" ? "" : `<button type="button" data-do="add" data-name="${name}">choose words in the text</button>`;
    return lines.join("") + add;
  }

  spanMarkup(name, [start, end], place, count) {
    const words = this.view.review.words(start, end);
    const short = words.length > 80 ? `${words.slice(0, 40)} … ${words.slice(-35)}` : words;
    const edge = (side, text) => `<button type="button" class="pd-edge" data-do="edge" data-name="${name}" data-place="${place}" data-side="${side}" aria-label="${side} of the words; arrow keys move it by a word, with Shift by a character">${text}</button>`;
    const remove = count > 1 ? `<button type="button" data-do="drop" data-name="${name}" data-place="${place}" aria-label="leave these words out">×</button>` : "";
    return `<span class="pd-span">${edge("start", "⟨")}<bdi>${shown(short)}</bdi>${edge("end", "⟩")}${remove}</span> `;
  }

  read(input) {
    const kind = this.form.find(([name]) => name === input.name)?.[2];
    if (kind === undefined) return;
    if (kind === 0) this.values[input.name] = input.value.trim() === "" ? null : Number(input.value.replaceAll(",", ""));
    else if (input.name === "approximate") this.values.approximate = input.value === "true";
    else this.values[input.name] = input.value;
    delete this.words[input.name];
  }

  click(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const { do: what, name, place } = button.dataset;
    if (button.matches(".pd-jump")) this.view.jump([Number(button.dataset.start), Number(button.dataset.end)]);
    if (what === "cancel") this.cancel();
    if (what === "add") {
      this.active = name;
      this.view.say("Now choose words in the text, by mouse or with the keyboard.");
    }
    if (what === "drop") {
      this.values[name].splice(Number(place), 1);
      this.refresh(name);
    }
  }

  // Arrow keys on a border move it by a word, with Shift by a character.
  key(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      event.preventDefault();
      return this.cancel();
    }
    const { name, place, side } = event.target.dataset ?? {};
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!side || !step) return undefined;
    event.preventDefault();
    this.moveEdge(name, Number(place), side, (border) => moved(this.view.review.points, border, step, event.shiftKey));
    this.element.querySelector(`[data-name="${name}"][data-place="${place}"][data-side="${side}"]`).focus();
    return undefined;
  }

  moveEdge(name, place, side, to) {
    const all = name === "span" ? [this.values.span] : this.values[name];
    const [start, end] = all[place];
    const border = to(side === "start" ? start : end);
    const next = side === "start" ? [border, Math.max(end, border + 1)] : [Math.min(start, border - 1), border];
    if (next[0] < 0 || next[1] > this.view.review.points.length || next[0] >= next[1]) return;
    if (name === "span") this.values.span = next;
    else this.values[name][place] = next;
    this.refresh(name);
  }

  refresh(name) {
    this.element.querySelector(`[data-field="${name}"] [role=group]`).innerHTML = this.spans(name);
    this.view.light(this.lit());
  }

  lit() {
    if (this.values.span) return [this.values.span];
    return this.values.mentions;
  }

  // A mark that is clicked fills the field that was last in use, where it is of a layer that fits.
  pick(marks, sentence) {
    const name = this.active ?? "mentions";
    if (name === "evidence") return sentence && this.fill(sentence);
    const mark = marks.find(({ layer }) => layer === FITS[name]);
    return mark && this.fill([mark.start, mark.end], mark);
  }

  // Words chosen in the text fill the field that was last in use.
  fill([start, end], mark) {
    const name = this.active ?? "mentions";
    const words = this.view.review.words(start, end);
    const fields = mark?.fields ?? {};
    if (name === "mentions" || name === "evidence") {
      const span = name === "evidence" ? this.view.sentenceAt(start) ?? [start, end] : [start, end];
      if (!this.values[name].some((other) => same(other, span))) this.values[name].push(span);
      this.values[name].sort((a, b) => a[0] - b[0]);
      return this.refresh(name);
    }
    if (name === "span") {
      this.values.span = [start, end];
      return this.refresh(name);
    }
    const values = {};
    if (name === "date") values.date = mark?.layer === "time" ? fields.value : words;
    else if (/^(count_(low|high)|counted)$/.test(name)) Object.assign(values, countFrom(mark, words));
    else if (this.form.find(([field]) => field === name)?.[2] instanceof Object) return undefined;
    else values[name] = (FILLS[name] && fields[FILLS[name]]) || words;
    for (const [field, value] of Object.entries(values)) {
      this.values[field] = value;
      this.words[field] = [[start, end]];
      const input = this.element.elements.namedItem(field);
      if (!input) continue;
      input.value = value ?? "";
      input.closest(".pd-line").querySelector(".pd-from").innerHTML = jumpMarkup(this.view.review, start, end);
    }
    return undefined;
  }

  problem() {
    const { values } = this;
    if (values.date && !bounds(values.date)) return `“${values.date}” is no date: write 2025-11-22, 2025-11, 2025, or an interval 2025-03/..`;
    for (const name of ["count_low", "count_high", "low", "high"]) {
      if (values[name] !== undefined && values[name] !== null && !(values[name] >= 0)) return "A count is a number, or empty.";
      if (name.startsWith("count") && values[name] && !Number.isInteger(values[name])) return "A count is a whole number, or empty.";
    }
    if (values.mentions && !values.mentions.length) return "A row rests on at least one word.";
    return "";
  }

  submit() {
    const why = this.element.elements.why;
    const changed = !same(this.values, this.before);
    const problem = this.problem() || (changed && !why.value.trim() ? "Say in a few words why." : "");
    this.element.querySelector(".pd-problem").textContent = problem;
    if (problem) return (problem.startsWith("Say") ? why : this.element).focus();
    return this.save(this.values, why.value.trim(), this.words);
  }
}

function countFrom(mark, words) {
  if (mark?.layer === "quantity") {
    const { low, high, unit } = mark.fields;
    return { count_low: low, count_high: high, counted: unit };
  }
  const digits = Number(words.replaceAll(",", ""));
  return Number.isInteger(digits) ? { count_low: digits, count_high: digits } : {};
}
