// The rows and marks with a person's decisions, undo and redo, and the records that are saved.

const CONTENT = ["kind", "plover_event", "plover_mode", "cameo", "date", "date_basis", "actor", "target", "actor_basis",
  "target_basis", "actor_country", "target_country", "count_low", "count_high", "counted", "location", "status",
  "attributed_to"];
const CONTEXT = 32;
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

class Review {
  constructor(data) {
    this.data = data;
    this.points = Array.from(data.text);
    this.items = new Map();
    this.past = [];
    this.future = [];
    this.by = data.by;
    data.rows.forEach((row, place) => this.items.set(`r${place}`, { ...row, about: "row", number: place + 1 }));
    data.marks.forEach((mark, place) => this.items.set(`m${place}`, unpackMark(mark, data.marked[place])));
    this.changed = () => {};
  }

  get rows() {
    return [...this.items.entries()].filter(([, item]) => item.about === "row");
  }

  words(start, end) {
    return this.points.slice(start, end).join("");
  }

  name(value) {
    return Object.hasOwn(this.data.names, value) ? this.data.names[value] : value;
  }

  names(values) {
    return listed(values).map((value) => this.name(value)).join(", ");
  }

  countries(codes, told = (name) => name) {
    const all = listed(codes).map((code) => told(Object.hasOwn(this.data.countries, code) ? this.data.countries[code] : code));
    return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
  }

  // Whom a row concerns when no words name them: people of states, or the states themselves.
  concerned(row) {
    const codes = row.target_country;
    return codes && ABOUT_PEOPLE.includes(row.kind) ? `people of ${this.countries(codes, theName)}` : this.countries(codes);
  }

  get today() {
    return this.data.today || new Date().toLocaleDateString("sv");
  }

  decide(key, now, checked, why = "") {
    this.change([[key, { now, checked, why, by: this.by, when: this.today, record: null }]]);
  }

  change(changes) {
    const steps = changes.map(([key, after]) => {
      const before = this.items.get(key);
      return [key, before, { ...(before ?? {}), ...after }];
    });
    this.past.push(steps);
    this.future = [];
    this.put(steps.map(([key, , after]) => [key, after]));
  }

  undo() {
    const steps = this.past.pop();
    if (!steps) return false;
    this.future.push(steps);
    this.put(steps.map(([key, before]) => [key, before]));
    return true;
  }

  redo() {
    const steps = this.future.pop();
    if (!steps) return false;
    this.past.push(steps);
    this.put(steps.map(([key, , after]) => [key, after]));
    return true;
  }

  put(entries) {
    for (const [key, item] of entries) {
      if (item) this.items.set(key, item);
      else this.items.delete(key);
    }
    this.changed(entries.map(([key]) => key));
  }

  newKey(letter) {
    return `${letter}${1 + Math.max(-1, ...[...this.items.keys()].filter((k) => k[0] === letter).map((k) => Number(k.slice(1))))}`;
  }

  accept(key) {
    const item = this.items.get(key);
    const now = item.now ?? item.machine;
    if (now) this.save(key, now, item.now ? item.why : "");
  }

  remove(key) {
    this.decide(key, null, "deleted");
  }

  save(key, now, why) {
    const item = this.items.get(key);
    const seen = this.seen(item);
    this.decide(key, now, !seen ? "added" : same(seen, this.state(item, now)) ? "accepted" : "corrected", why);
  }

  state(item, value) {
    return item.about === "row" ? this.rowState(value) : this.markState(value);
  }

  // What a person saw: the machine's own row or mark, else what a loaded decision says was seen.
  seen(item) {
    return item.machine ? this.state(item, item.machine) : (item.seen ?? null);
  }

  placeOf(offset) {
    const all = this.data.paragraphs.flatMap(([, , sentences]) => sentences);
    return all.findLast(([start]) => start <= offset)?.[2] ?? 0;
  }

  selector([start, end]) {
    return {
      exact: this.words(start, end),
      prefix: this.words(Math.max(0, start - CONTEXT), start),
      suffix: this.words(end, end + CONTEXT),
      start,
    };
  }

  rowState(row) {
    const whole = row.part_of && this.rows.map(([, item]) => item.now ?? item.machine).find((r) => r?.event_id === row.part_of);
    return {
      mentions: row.mentions.map((span) => this.selector(span)),
      evidence: row.evidence.map((span) => this.selector(span)),
      part_of: whole ? { kind: whole.kind, mention: this.selector(whole.mentions[0]) } : null,
      ...Object.fromEntries(CONTENT.map((name) => [name, row[name]])),
    };
  }

  markState(mark) {
    return { layer: mark.layer, span: this.selector([mark.start, mark.end]), ...mark.fields };
  }

  // Every decision as a record of its own; what was loaded and not touched is kept as it was.
  get records() {
    const made = [...this.items.values()].map((item) => item.record ?? this.record(item)).filter(Boolean);
    return [...this.data.kept, ...made];
  }

  record(item) {
    if (!item.checked || item.checked === "proposed") return null;
    const seen = this.seen(item);
    const now = item.now ? this.state(item, item.now) : null;
    const told = { article: this.data.id, about: item.about };
    const who = { by: item.by || this.by || "a reader", when: item.when, why: item.why };
    if (!now) return seen && { ...told, action: "delete", seen, became: null, ...who };
    if (!seen) return { ...told, action: "add", seen: null, became: now, ...who };
    const became = Object.fromEntries(Object.entries(now).filter(([name, value]) => !same(value, seen[name])));
    if (!Object.keys(became).length) return { ...told, action: "accept", seen, became: null, ...who };
    return { ...told, action: "change", seen, became, ...who };
  }

  get file() {
    return this.records.map((record) => `${JSON.stringify(record)}\n`).join("");
  }
}

function unpackMark([layer, start, end, note, ...values], record) {
  const now = { layer: LAYERS[layer], start, end, note };
  now.fields = Object.fromEntries(MARK_FIELDS[now.layer].map((name, place) => [name, values[place]]));
  if (!record) return { about: "mark", machine: now, now, checked: "", by: "", when: "", why: "", record: null };
  const { seen, action, by, when, why } = record;
  return { about: "mark", machine: null, seen, now, checked: CHECKED_AS[action], by, when, why, record };
}

const CHECKED_AS = { accept: "accepted", change: "corrected", add: "added" };

const MARK_FIELDS = {
  entity: ["label", "form", "ref"],
  time: ["type", "value"],
  quantity: ["low", "high", "approximate", "unit"],
  quote: ["kind", "speaker", "cue", "channel"],
  event: ["kind", "status"],
};

const LABELS = { PERSON: "person", ORG: "organisation", GPE: "country, region or city", LOC: "place", NORP: "nationality or group" };
const FORMS = { named: "named", nominal: "described", pronominal: "pronoun", metonym: "place named for its government" };
const joined = (...parts) => parts.filter(Boolean).join(" · ");

function noteOf(review, mark) {
  if (mark.note) return mark.note;
  const f = mark.fields;
  switch (mark.layer) {
    case "entity":
      return joined(LABELS[f.label], FORMS[f.form], review.names(f.ref) || "not known");
    case "time":
      return joined(TIMES[f.type] ?? f.type, f.value ? dayWords(f.value) : "no fixed value");
    case "quantity":
      return joined("number", amount(f.low, f.high, f.approximate), f.unit);
    case "quote":
      return joined(
        `${f.kind} quote`, f.speaker ? `said by ${review.names(f.speaker)}` : "speaker unknown",
        f.cue ? `“${f.cue}”` : "", f.channel ? `on ${f.channel}` : "",
      );
    default:
      return joined("event", KINDS[f.kind] ?? f.kind, STATUSES[f.status]);
  }
}
