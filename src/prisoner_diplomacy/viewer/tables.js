// Tables of a report: each gets a field that filters its rows, headings that sort them, and a button that saves them.
// One that is wider than its place is set closer; where that is not enough, or a row comes out many lines high, each row
// is a card. Of a long one the first rows are shown, until a reader asks for all.

const NUMBER = /^-?[\d,]+(\.\d+)?/;
const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAY = /(?:(\d{1,2}) )?([A-Z][a-z]+) (\d{4})/;

function sortKey(text) {
  const day = DAY.exec(text);
  if (day && MONTHS.includes(day[2])) return [0, (+day[3] * 12 + MONTHS.indexOf(day[2])) * 31 + +(day[1] ?? 0), ""];
  const number = NUMBER.exec(text);
  if (number) return [0, +number[0].replaceAll(",", ""), text];
  return [1, 0, text];
}

function compare(a, b) {
  return a[0] - b[0] || a[1] - b[1] || a[2].localeCompare(b[2], "en");
}

function csvCell(text) {
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function savedRow(row) {
  return [...row.cells].map((cell) => {
    const addresses = [...cell.querySelectorAll("a[href^=http]")].map((link) => link.href);
    return csvCell([cell.textContent.trim(), ...addresses].join(" "));
  }).join(",");
}

function save(table, name) {
  const rows = [table.tHead.rows[0], ...table.tBodies[0].rows].filter((row) => !row.hidden);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([rows.map(savedRow).join("\n") + "\n"], { type: "text/csv" }));
  link.download = `${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function sortable(table, heading, column) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "pd-sort";
  button.append(...heading.childNodes);
  heading.append(button);
  button.addEventListener("click", () => {
    const down = heading.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const keyed = [...table.tBodies[0].rows].map((row) => [sortKey(row.cells[column].textContent.trim()), row]);
    keyed.sort((a, b) => (down ? -1 : 1) * compare(a[0], b[0]));
    table.tBodies[0].append(...keyed.map(([, row]) => row));
  });
}

const WIDE = 600;
const ROOMY = 900;
const TALL = 12;
const SHORT = 24;
const LONG = 40;
const TABLES = "table.pd-frame,table.pd-data,table.chart-table";

const placeOf = (table) => table.closest(".pd-wide") ?? table.parentElement;

function fit(table, place) {
  const tooWide = () => table.offsetWidth > place.clientWidth;
  table.classList.remove("pd-close", "pd-cards");
  table.classList.toggle("pd-close", tooWide() && place.clientWidth >= WIDE);
  table.classList.toggle("pd-cards", tooWide() || (place.clientWidth < ROOMY && isCramped(table)));
}

function isCramped(table) {
  const line = 1.4 * parseFloat(getComputedStyle(table).fontSize);
  return [...table.tBodies[0].rows].some((row) => row.offsetHeight > TALL * line);
}

function keepFitting(table) {
  const place = placeOf(table);
  let width = 0;
  new ResizeObserver(() => {
    if (place.clientWidth === width) return;
    width = place.clientWidth;
    requestAnimationFrame(() => fit(table, place));
  }).observe(place);
}

function nameCells(table) {
  const headings = [...table.tHead.rows[0].cells].map((heading) => heading.textContent.trim());
  for (const row of table.tBodies[0].rows)
    for (const [column, cell] of [...row.cells].entries()) {
      cell.dataset.heading = headings[column];
      cell.classList.toggle("pd-short", cell.textContent.length <= SHORT);
    }
}

function folding(table) {
  const all = document.createElement("button");
  const count = table.tBodies[0].rows.length;
  Object.assign(all, { type: "button", className: "pd-all", textContent: `Show all ${count} rows`, hidden: count <= LONG });
  table.classList.toggle("pd-few", !all.hidden);
  all.addEventListener("click", () => {
    all.hidden = true;
    table.classList.remove("pd-few");
  });
  (table.closest(".pd-wide") ?? table).after(all);
  return all;
}

function openTable(table) {
  if (!table.tHead || !table.tBodies[0]) return;
  const tools = document.createElement("div");
  const field = document.createElement("input");
  const button = document.createElement("button");
  const told = document.createElement("span");
  const name = table.dataset.name || "table";
  Object.assign(field, { type: "search", placeholder: "find in table" });
  field.setAttribute("aria-label", `Find in table ${name}`);
  Object.assign(button, { type: "button", textContent: "Save as shown (CSV)" });
  told.setAttribute("role", "status");
  tools.className = "pd-table-tools";
  tools.append(field, button, told);
  (table.closest(".pd-wide") ?? table).before(tools);
  const all = folding(table);
  button.addEventListener("click", () => save(table, name));
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase();
    const rows = [...table.tBodies[0].rows];
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(words);
    const count = rows.filter((row) => !row.hidden).length;
    told.textContent = words ? `${count} of ${rows.length} rows` : "";
    table.classList.toggle("pd-few", !words && !all.hidden);
  });
  nameCells(table);
  keepFitting(table);
  [...table.tHead.rows[0].cells].forEach((heading, column) => sortable(table, heading, column));
}

// What a link leads to is scrolled to when the tables around it have their shape.
function unfoldTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = target?.closest("details:not([open])");
  if (fold) fold.open = true;
  if (!target?.closest("details.rows")) return;
  for (const table of document.querySelectorAll(TABLES)) fit(table, placeOf(table));
  if (target.matches("tr")) target.scrollIntoView({ block: "center" });
  else target.closest("details.rows").scrollIntoView();
}

for (const table of document.querySelectorAll(TABLES)) openTable(table);
addEventListener("hashchange", unfoldTarget);
addEventListener("load", unfoldTarget);
