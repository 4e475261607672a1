// Dated rows as bars on one line of time; undated ones as numbers at its end.

const DAY = 86400000;

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
  const box = document.createElement("div");
  box.className = "pd-time-line";
  const lanes = [];
  for (const [key, item, [from, to, open]] of [...drawn].sort((a, b) => (a[2][0] ?? first) - (b[2][0] ?? first))) {
    const left = Math.max(0, part(from ?? first));
    const width = Math.max(part((to ?? last) + DAY) - left, 0.4);
    const room = Math.max(width, 3);
    let lane = lanes.findIndex((end) => end < left);
    if (lane < 0) lane = lanes.push(0) - 1;
    lanes[lane] = left + room;
    const button = bar(view, key, item, width, lane, from === null, open);
    const edge = published !== null && item.now.status === "occurred" ? part(published + DAY) : 100;
    button.style.left = `max(0%, min(${left}%, ${edge}% - max(${width}%, 24px)))`;
    box.append(button);
  }
  box.style.setProperty("--lanes", lanes.length);
  for (const [moment, text] of ticks(first, last)) box.append(tick(part(moment), text, "pd-tick"));
  if (published !== null) box.append(tick(part(published), "published", "pd-tick pd-published"));
  return box;
}

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
