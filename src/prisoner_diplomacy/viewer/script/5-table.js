// The table of rows, and beneath the chosen one the words that gave each of its fields.

function stateOf(item) {
  if (item.checked === "deleted") return ["✕", "taken out", "pd-deleted"];
  if (item.checked === "proposed") return ["+", "proposed", "pd-proposed"];
  if (item.checked) return ["✓", CHECKS[item.checked], "pd-checked"];
  if (isDoubtful(item)) return ["?", "doubtful", "pd-doubtful"];
  return ["", "", ""];
}

const isDoubtful = (item) => !item.checked && item.machine && item.machine.sure !== null && item.machine.sure < DOUBTFUL;

const isDifferent = (item) => Boolean(item.differs?.length) || (item.only ?? null) !== null;

const isInferred = (row) =>
  (row.actor_basis === "inferred" && (row.actor || row.actor_country) !== "") ||
  (row.target_basis === "inferred" && (row.target || row.target_country) !== "");

function rowMarkup(review, item) {
  const row = item.now ?? item.machine;
  const [sign, word, kind] = stateOf(item);
  const state = sign ? `<span class="pd-sign" title="${word}">${sign}<span class="pd-hidden"> ${word}</span></span> ` : "";
  const differs = isDifferent(item) ? `<span class="pd-sign pd-differs" title="differs">≠<span class="pd-hidden"> differs</span></span> ` : "";
  const link = `<a class="pd-pick" href="#${review.data.key}-s${review.placeOf(row.mentions[0][0])}">${item.number} ${KINDS[row.kind] ?? row.kind}</a>`;
  const status = row.status === "occurred" ? "" : ` <span class="pd-state">${STATUSES[row.status]}</span>`;
  return {
    kind: ["pd-row", kind, `pd-is-${row.status}`].filter(Boolean).join(" "),
    cells: `<th scope="row">${state}${differs}${link}${status}</th><td>${when(row)}</td><td>${parties(review, row)}</td>`,
  };
}

const when = (row) => (row.date ? shown(dayWords(row.date)) : "");

function parties(review, row) {
  const both = [party(review, row, "actor"), party(review, row, "target")].filter(Boolean).join(" → ");
  const count = countWords(review, row);
  const place = row.location ? `in <bdi>${shown(review.names(row.location))}</bdi>` : "";
  const voice = row.attributed_to ? `<span class="pd-voice">says <bdi>${shown(review.names(row.attributed_to))}</bdi></span>` : "";
  return [both, count && `<bdi class="pd-count">${shown(count)}</bdi>`, place, voice].filter(Boolean).join(", ");
}

function party(review, row, side) {
  const name = review.names(row[side]) || (side === "target" ? review.concerned(row) : review.countries(row.actor_country));
  if (!name) return "";
  const inferred = row[`${side}_basis`] === "inferred" || !row[side];
  return inferred ? `<i title="inferred"><bdi>${shown(name)}</bdi></i>` : `<bdi>${shown(name)}</bdi>`;
}

// The count, unless the words for those concerned begin with it.
function countWords(review, row) {
  if (row.count_low === null && row.count_high === null) return "";
  const text = amount(row.count_low, row.count_high);
  return review.names(row.target).includes(text) ? "" : `${text} ${plural(text, row.counted)}`.trim();
}

function detail(view, key, item) {
  const { review } = view;
  const row = item.now ?? item.machine;
  const box = document.createElement("div");
  box.className = "pd-detail";
  const found = item.now ? given(item) : [];
  box.innerHTML =
    `<ul class="pd-why">${found.map((field) => whyMarkup(review, row, field)).join("")}</ul>` +
    besideMarkup(review, item) +
    `<p class="pd-acts">${actions(item)}</p>`;
  return box;
}

function given(item) {
  const own = item.words ?? {};
  const kept = (item.given ?? []).filter(([field]) => !(field in own));
  return [...kept, ...Object.entries(own).map(([field, spans]) => [field, spans, spans.length ? "stated" : "typed"])];
}

function whyMarkup(review, row, [field, spans, basis]) {
  const value = fieldValue(review, row, field);
  if (!value) return "";
  const words = spans.map(([start, end]) => jumpMarkup(review, start, end)).join(" ");
  const told = basis === "typed" ? "as a person wrote it" : BASES[basis];
  const seen = basis === "inferred" ? `<i>${shown(value)}</i>` : shown(value);
  return `<li><b>${FIELDS[field]}</b> <bdi>${seen}</bdi> <span class="pd-basis">${told}</span> ${words}</li>`;
}

function jumpMarkup(review, start, end) {
  const words = review.words(start, end);
  const short = words.length > 60 ? `${words.slice(0, 57)}…` : words;
  return `<button type="button" class="pd-jump" data-start="${start}" data-end="${end}"><bdi>“${shown(short)}”</bdi></button>`;
}

function fieldValue(review, row, field) {
  switch (field) {
    case "kind":
      return joined(KINDS[row.kind], row.status === "occurred" ? "" : STATUSES[row.status]);
    case "date":
      return row.date ? dayWords(row.date) : "";
    case "count":
      return row.count_low === null && row.count_high === null ? "" : `${amount(row.count_low, row.count_high)} ${plural(amount(row.count_low, row.count_high), row.counted)}`.trim();
    case "actor_country":
    case "target_country":
      return review.countries(row[field]);
    default:
      return review.names(String(row[field] ?? ""));
  }
}

// What a person did beside what the machine had; or the other side of a comparison.
function besideMarkup(review, item) {
  const [one, two] = review.data.sides;
  let markup = "";
  if ((item.only ?? null) !== null) markup += `<p>Only ${shown(review.data.sides[item.only])} has this row.</p>`;
  else if (item.other) markup += compareMarkup(review, item.now, item.other, one, two);
  else if (item.checked === "corrected" && item.now) markup += compareMarkup(review, item.machine, item.now, "the machine", "a person");
  if (item.checked === "added" && item.machine === null) markup += `<p>The machine has no such row.</p>`;
  if (!item.checked || item.checked === "proposed") {
    const sure = item.machine?.sure;
    const told = sure === null || sure === undefined ? "" : ` The machine is ${Math.round(100 * sure)}% sure of it.`;
    const who = item.checked === "proposed" ? `Proposed by ${shown(item.by)}, not yet decided.` : `Not yet checked by a person.`;
    return `${markup}<p class="pd-by">${who}${told}</p>`;
  }
  const why = item.why ? `: ${shown(item.why)}` : "";
  return `${markup}<p class="pd-by">${CHECKS[item.checked]} by ${shown(item.by || "a reader")}, ${shown(dayWords(item.when))}${why}</p>`;
}

function compareMarkup(review, before, after, one, two) {
  if (!before || !after) return "";
  const names = ["mentions", ...CONTENT, "evidence"].filter((name) => !same(before[name], after[name]));
  if (!names.length) return `<p>${shown(one)} and ${shown(two)} say the same.</p>`;
  const cell = (row, name) => shown(Array.isArray(row[name]) ? row[name].map(([s, e]) => review.words(s, e)).join(" … ") : (row[name] ?? ""));
  const lines = names.map((name) => `<tr><th scope="row">${name.replace("_", " ")}</th><td><bdi>${cell(before, name)}</bdi></td><td><bdi>${cell(after, name)}</bdi></td></tr>`);
  return `<table class="pd-beside"><thead><tr><th scope="col">field</th><th scope="col">${shown(one)}</th><th scope="col">${shown(two)}</th></tr></thead><tbody>${lines.join("")}</tbody></table>`;
}

function actions(item) {
  const button = (act, text, key) => `<button type="button" data-act="${act}" aria-keyshortcuts="${key}">${text}</button>`;
  const copy = button("copy", "Copy quotation", "c");
  if (item.checked === "deleted") return button("accept", "Put back", "a") + copy;
  return button("accept", "Accept", "a") + button("edit", "Edit", "e") + button("remove", "Take out", "x") + copy;
}
