// Dated rows as bars on one line of time; undated ones as numbers at its end.

const DAY = 86400000;
const BAR = 24;
const GAP = 2;
const ASSUMED_WIDTH = 900;

function drawAxis(view) {
  const { review, root } = view;
  const box = root.querySelector(".pd-axis");
  const rows = view.shownRows().filter(([, item]) => item.now);
  const published = bounds(review.data.published)?.[1] ?? null;
  const dated = rows.map(([key, item]) => [key, item, item.now.date && reach(item.now, published)]);
  const drawn = dated.filter(([, , reach]) => reach);
  box.replaceChildren();
  view.bars = new Map();
  box.hidden = !rows.length;
  if (drawn.length) box.append(line(view, drawn, published));
  const undated = dated.filter(([, , reach]) => !reach);
  if (undated.length) box.append(leftOver(view, undated));
}

// What happened cannot lie after the day of publication.
function reach(row, published) {
  const found = bounds(row.date);
  if (!found) return null;
  const last = row.status === "occurred" && published !== null ? Math.min(found[1] ?? published, published) : found[1];
  return [found[0], last, found[1] === null];
}

function line(view, drawn, published) {
  const known = drawn.flatMap(([, , ends]) => ends.slice(0, 2).filter((end) => end !== null)).concat(published ?? []);
  let first = Math.min(...known);
  let last = Math.max(...known);
  const margin = Math.max((last - first) * 0.03, 3 * DAY);
  first -= margin;
  last += margin;
  const part = (moment) => (100 * (moment - first)) / (last - first);
  const wide = view.root.querySelector(".pd-axis").clientWidth || ASSUMED_WIDTH;
  const box = document.createElement("div");
  box.className = "pd-time-line";
  const bars = drawn.map(([key, item, [from, to, open]]) => {
    const left = Math.max(0, part(from ?? first));
    const width = Math.max(part((to ?? last) + DAY) - left, 0.4);
    const edge = published !== null && item.now.status === "occurred" ? part(published + DAY) : 100;
    const taken = Math.max((width * wide) / 100, BAR);
    const start = Math.max(0, Math.min((left * wide) / 100, (edge * wide) / 100 - taken));
    const place = `max(0%, min(${left}%, ${edge}% - max(${width}%, ${BAR}px)))`;
    return { key, item, width, place, start, end: start + taken, openLeft: from === null, open };
  });
  const lanes = [];
  for (const one of bars.sort((a, b) => a.start - b.start || b.end - a.end)) {
    let lane = lanes.findIndex((end) => end + GAP <= one.start);
    if (lane < 0) lane = lanes.push(0) - 1;
    lanes[lane] = one.end;
    const button = bar(view, one.key, one.item, one.width, lane, one.openLeft, one.open);
    button.style.left = one.place;
    box.append(button);
  }
  box.style.setProperty("--lanes", lanes.length);
  box.append(...scale(ticks(first, last), published, part, wide));
  return box;
}

// Ticks with their words, save where these would run into others or over the edge.
function scale(marks, published, part, wide) {
  const at = (moment) => (part(moment) * wide) / 100;
  const marked = published === null ? null : at(published);
  const early = marked !== null && marked < wordsWide("published");
  const taken = marked === null ? [] : [early ? [marked, marked + wordsWide("published")] : [marked - wordsWide("published"), marked]];
  const found = marks.map(([moment, text]) => {
    const span = [at(moment), at(moment) + wordsWide(text)];
    const fits = span[1] <= wide && taken.every(([from, to]) => span[1] <= from || to <= span[0]);
    if (fits) taken.push(span);
    return tick(part(moment), fits ? text : "", "pd-tick");
  });
  if (marked !== null) found.push(tick(part(published), "published", `pd-tick pd-published${early ? " pd-early" : ""}`));
  return found;
}

const wordsWide = (text) => 7 * text.length + 10;

function bar(view, key, item, width, lane, openLeft, openRight) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `pd-bar pd-is-${item.now.status}${openLeft ? " pd-open-left" : ""}${openRight ? " pd-open-right" : ""}`;
  view.bars.set(key, button);
  button.dataset.key = key;
  button.textContent = item.number;
  button.setAttribute("aria-label", `row ${item.number}: ${view.sentence(item.now)}`);
  button.title = view.sentence(item.now);
  button.style.setProperty("--width", `${width}%`);
  button.style.setProperty("--lane", lane);
  return button;
}

function tick(place, text, kind) {
  const mark = document.createElement("span");
  mark.className = kind;
  mark.style.left = `${place}%`;
  const words = document.createElement("span");
  words.textContent = text;
  mark.append(words);
  return mark;
}

function ticks(first, last) {
  const start = new Date(first);
  const months = (last - first) / DAY / 30;
  const step = months > 240 ? 120 : months > 96 ? 24 : months > 30 ? 12 : months > 12 ? 6 : months > 5 ? 3 : 1;
  const found = [];
  const beginning = start.getUTCFullYear() - (step > 12 ? start.getUTCFullYear() % (step / 12) : 0);
  for (let place = 0; ; place += step) {
    const moment = day(beginning, 1 + place, 1);
    if (moment > last) return found;
    const date = new Date(moment);
    const month = MONTHS[date.getUTCMonth()];
    const text = step >= 12 || date.getUTCMonth() === 0 ? String(date.getUTCFullYear()) : month.slice(0, 3);
    if (moment >= first) found.push([moment, found.length || step >= 12 ? text : `${month.slice(0, 3)} ${date.getUTCFullYear()}`]);
  }
}

function leftOver(view, undated) {
  const box = document.createElement("p");
  box.className = "pd-undated";
  box.append("undated: ");
  for (const [key, item] of undated) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `pd-dot pd-is-${item.now.status}`;
    view.bars.set(key, button);
    button.dataset.key = key;
    button.textContent = item.number;
    button.setAttribute("aria-label", `row ${item.number}: ${view.sentence(item.now)}`);
    box.append(button, " ");
  }
  return box;
}
