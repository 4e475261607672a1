// How values read, as the Python side writes them: names for ids, days in words, what a note says.

const LAYERS = ["entity", "time", "quantity", "quote", "event"];
const KINDS = {
  release: "release", detention: "custody", mistreatment: "mistreatment", sanction: "sanction",
  "sanction-relief": "easing", agreement: "agreement", talks: "talks", appointment: "appointment",
  military: "attack",
};
const ABOUT_PEOPLE = ["release", "detention", "mistreatment"];
const TIMES = { DATE: "day or period", TIME: "time of day", DURATION: "length of time", SET: "something repeated" };
const STATUSES = { occurred: "happened", future: "planned", hypothetical: "hoped for", negated: "denied" };
const CHECKS = {
  "": "not yet checked", accepted: "checked", corrected: "corrected", added: "added",
  deleted: "taken out", proposed: "proposed",
};
const BASES = {
  stated: "from", "worked out": "worked out from", published: "the day of publication; no words say so",
  inferred: "inferred", elsewhere: "from words elsewhere in the text:", nowhere: "no words found that say so",
};
const FIELDS = {
  kind: "What", date: "When", count: "How many", actor: "Who", target: "To whom", location: "Where",
  attributed_to: "Who says so", actor_country: "Country of who", target_country: "Country of whom",
};
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
  "October", "November", "December"];
const SEASONS = { 21: "spring", 22: "summer", 23: "autumn", 24: "winter" };
const DOUBTFUL = 0.25;

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };
const escapeHtml = (text) => String(text).replace(/[&<>"']/g, (sign) => ESCAPES[sign]);

// Characters that would be unseen, or would turn those after them, have a sign.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f\u202d\u202e\ud800-\udfff]/gu;
const shown = (text) => escapeHtml(String(text).replace(UNSEEN, "\ufffd"));

const theName = (name) => (/^(United|European|Vatican|Netherlands)/.test(name) ? `the ${name}` : name);
const listed = (value) => value.split(";").filter(Boolean);
const number = (value) => value.toLocaleString("en-GB");

function amount(low, high, approximate) {
  if (low === null && high === null) return "unknown";
  let text = low === high ? number(low) : `${number(low ?? 0)} to ${number(high ?? 0)}`;
  if (high === null) text = `at least ${number(low)}`;
  else if (low === null) text = `at most ${number(high)}`;
  return approximate ? `about ${text}` : text;
}

const PLURALS = { person: "people", man: "men", woman: "women", child: "children", body: "bodies", country: "countries" };

function plural(count, noun) {
  if (!noun || count === "1") return noun;
  const last = noun.split(" ").at(-1);
  return noun.slice(0, noun.length - last.length) + (Object.hasOwn(PLURALS, last) ? PLURALS[last] : /s$/.test(last) ? last : `${last}s`);
}

function dayWords(value) {
  const [start, end] = value.split("/");
  if (end === undefined) return partWords(start);
  if (end === "..") return `since ${partWords(start)}`;
  if (start === "..") return `by ${partWords(end)}`;
  return `${ofOneYear(start, end, partWords(start))} to ${partWords(end)}`;
}

// The first of two days of a year without what the second says as well: "11 to 21 October 2020".
function ofOneYear(start, end, first) {
  const exact = /^\d{4}-\d\d-\d\d$/;
  if (!exact.test(start) || !exact.test(end) || start.slice(0, 4) !== end.slice(0, 4)) return first;
  return start.slice(0, 7) === end.slice(0, 7) ? first.split(" ")[0] : first.replace(` ${end.slice(0, 4)}`, "");
}

function partWords(part) {
  const about = /[~?%]$/.test(part) ? "about " : "";
  const plain = part.replace(/[~?%]$/, "");
  const [year, month, day] = plain.split("-");
  if (/X/.test(year)) return `${about}the ${year.replaceAll("X", "0")}s`;
  const named = SEASONS[month] ?? MONTHS[Number(month) - 1];
  if (!named) return about + plain;
  return about + [day && Number(day), named, year].filter(Boolean).join(" ");
}

// The first and last day an EDTF value allows, as milliseconds; null where it is open, nothing when it is no date.
function bounds(value) {
  const [start, end] = value.split("/");
  if (end === undefined) return partBounds(start);
  const first = start === ".." ? [null] : partBounds(start);
  const last = end === ".." ? [null, null] : partBounds(end);
  if (!first || !last || (first[0] === null && last[1] === null)) return undefined;
  if (first[0] !== null && last[1] !== null && first[0] > last[1]) return undefined;
  return [first[0], last[1]];
}

function partBounds(part) {
  const wide = /^(\d\d)(XX|\dX)[~?%]?$/.exec(part);
  if (wide) return [0, 9].map((d) => day(Number((wide[1] + wide[2]).replaceAll("X", d)), d ? 12 : 1, d ? 31 : 1));
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?$/.exec(part);
  if (!found) return undefined;
  const [year, month, date] = found.slice(1).map((part) => (part ? Number(part) : null));
  if (month === null) return [day(year, 1, 1), day(year, 12, 31)];
  if (month >= 21 && month <= 24 && date === null) {
    const first = 3 * (month - 20);
    return [day(year, first, 1), day(year, first + 3, 0)];
  }
  if (month < 1 || month > 12) return undefined;
  if (date === null) return [day(year, month, 1), day(year, month + 1, 0)];
  const only = day(year, month, date);
  return new Date(only).getUTCDate() === date ? [only, only] : undefined;
}

function day(year, month, date) {
  const moment = new Date(Date.UTC(2000, month - 1, date));
  return moment.setUTCFullYear(year + moment.getUTCFullYear() - 2000);
}
