// The article's paragraphs, cut at every border of a mark, and the way from a place on the screen to an offset.

function covers(review) {
  const all = [];
  for (const [key, item] of review.items) {
    if (item.about === "mark" && item.now) all.push({ ...item.now, key });
    if (item.about === "row" && item.now) {
      for (const [start, end] of item.now.mentions) all.push({ layer: "mention", start, end, number: item.number });
    }
  }
  return all.sort((a, b) => a.start - b.start || b.end - a.end);
}

function paragraphMarkup(review, paragraph, inside) {
  const [start, end, sentences] = paragraph;
  let at = start;
  let markup = "";
  for (const [from, to, place] of sentences) {
    markup += pieces(review, at, from, inside);
    markup += `<span class="pd-s" id="${review.data.key}-s${place}">${pieces(review, from, to, inside)}</span>`;
    at = to;
  }
  return markup + pieces(review, at, end, inside);
}

function pieces(review, start, end, all) {
  const inside = all.filter((cover) => cover.start < end && cover.end > start);
  const borders = new Set([start, end]);
  for (const cover of inside) {
    if (cover.start > start) borders.add(cover.start);
    if (cover.end < end) borders.add(cover.end);
  }
  const ordered = [...borders].sort((a, b) => a - b);
  return ordered.slice(0, -1).map((left, place) => piece(review, left, ordered[place + 1], inside)).join("");
}

function piece(review, start, end, inside) {
  const over = inside.filter((cover) => cover.start <= start && cover.end >= end);
  let words = shown(review.words(start, end));
  if (!over.length) return words;
  const marks = over.filter((cover) => cover.layer !== "mention");
  const rows = over.filter((cover) => cover.layer === "mention");
  for (const layer of [...LAYERS].reverse()) {
    const on = over.some((cover) => cover.layer === layer || (layer === "event" && cover.layer === "mention"));
    if (on) words = `<span class="pd-${layer}">${words}</span>`;
  }
  const keys = marks.length ? ` data-m="${marks.map((mark) => mark.key).join(" ")}"` : "";
  const numbers = rows.length ? ` data-r="${rows.map((row) => row.number).join(" ")}"` : "";
  const notes = marks.map((mark) => noteOf(review, mark)).join("\n");
  const title = notes ? ` title="${shown(notes)}"` : "";
  const ends = rows.filter((row) => row.end === end).map((row) => row.number);
  return `<span class="pd-m"${keys}${numbers}${title}>${words}</span>${ends.length ? raised(review.data.key, ends) : ""}`;
}

function raised(key, numbers) {
  const links = numbers.map((n) => `<a href="#${key}-r${n}" aria-label="row ${n}">${n}</a>`);
  return `<sup class="pd-no">${links.join(" ")}</sup>`;
}

const isOurs = (node) => Boolean(node.parentElement.closest(".pd-no, .pd-grip, .pd-note"));

// The offset in the text of a place on the screen: the characters of its paragraph before it.
function offsetOf(node, place) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const paragraph = element.closest?.("p[data-a]");
  if (!paragraph) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, place);
  let count = Number(paragraph.dataset.a);
  const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode;
    if (!before.intersectsNode(text)) break;
    if (isOurs(text)) continue;
    count += Array.from(text === node ? text.data.slice(0, place) : text.data).length;
    if (text === node) break;
  }
  return count;
}

// A range over a span of a paragraph, for scrolling to it and lighting it up.
function rangeOf(paragraph, [start, end]) {
  const range = document.createRange();
  let at = Number(paragraph.dataset.a);
  let open = false;
  const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode;
    if (isOurs(text)) continue;
    const signs = Array.from(text.data);
    const unit = (count) => signs.slice(0, count).join("").length;
    if (!open && at + signs.length > start) {
      range.setStart(text, unit(start - at));
      open = true;
    }
    if (open && at + signs.length >= end) {
      range.setEnd(text, unit(end - at));
      return range;
    }
    at += signs.length;
  }
  return open ? range : null;
}

const isWord = (sign) => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);

// Where a border goes when it moves by a word (or by a character) to one side.
function moved(points, border, step, byCharacter) {
  let at = border;
  const beyond = () => (step > 0 ? points[at] : points[at - 1]);
  if (byCharacter) return Math.min(points.length, Math.max(0, at + step));
  while (beyond() !== undefined && !isWord(beyond())) at += step;
  while (isWord(beyond())) at += step;
  return at;
}
