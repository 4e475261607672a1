// What only works with a script is made by it: filters, the review's tools, the list of keys.

const STATES = { open: "not yet checked", checked: "checked", doubtful: "doubtful", inferred: "something inferred", differs: "differs or taken out" };
const ORDERS = { text: "as in the text", date: "by date", doubt: "most doubtful first", kind: "by kind" };
const LAYER_NAMES = { entity: "who and where", time: "when", quantity: "how many", quote: "who says what", event: "what happens" };

const options = (values, first) =>
  (first ? `<option value="">${first}</option>` : "") + Object.entries(values).map(([code, text]) => `<option value="${code}">${text}</option>`).join("");
const choice = (name, label, values, first) => `<label><span class="pd-hidden">${label}</span><select name="${name}">${options(values, first)}</select></label>`;

function addTools({ root, review, home }) {
  const used = (name, values) => Object.fromEntries(Object.entries(values).filter(([code]) => review.rows.some(([, item]) => (item.now ?? item.machine)[name] === code)));
  const side = root.querySelector(".pd-side");
  const tools = document.createElement("div");
  tools.className = "pd-tools";
  tools.innerHTML = `<div class="pd-filters" role="search" aria-label="Events">
<label><span class="pd-hidden">Find in the events</span><input class="pd-find" name="find" type="search" placeholder="find in events" autocomplete="off"></label>
<details class="pd-more"><summary>Filter, sort</summary><div>${choice("kind", "Kind", used("kind", KINDS), "every kind")}${choice("status", "Status", used("status", STATUSES), "happened or not")}
${choice("voice", "Who says so", { outlet: "the article itself", others: "somebody else" }, "whoever says so")}
${choice("state", "State", STATES, "every state")}${choice("sort", "Order", ORDERS)}</div></details>
<span class="pd-found" role="status"></span></div>`;
  side.prepend(tools);
  const bar = document.createElement("div");
  bar.className = "pd-review";
  bar.innerHTML = `<p class="pd-count-checked"></p>
<details class="pd-reviewing"${home.folded ? "" : " open"}><summary>Review</summary><div class="pd-acts"><label>Checked by <input class="pd-who" value="${escapeHtml(review.by)}" placeholder="name or role" autocomplete="name"></label>
<button type="button" data-act="undo" aria-keyshortcuts="u">Undo</button><button type="button" data-act="redo" aria-keyshortcuts="Shift+U">Redo</button>
<button type="button" data-act="new" aria-keyshortcuts="n">New row</button><button type="button" data-act="mark" aria-keyshortcuts="m">New mark</button>
<label><span class="pd-hidden">Layer of a new mark</span><select class="pd-new-layer">${options(LAYER_NAMES)}</select></label>
<button type="button" data-act="save" class="pd-main">${home.address === undefined ? "Save review" : "Download review"}</button></div>${home.address === undefined ? "" : "<p>What is changed here stays in this window until the review is downloaded; the report stays as it is.</p>"}</details>
<p class="pd-told" role="status"></p>
<details class="pd-help"><summary>Keys</summary><label><input type="checkbox" class="pd-keys" checked> single keys work</label><dl>${KEYS.map(([key, does]) => `<div><dt>${key.split(" ").map((k) => `<kbd>${k}</kbd>`).join(" ")}</dt><dd>${does}</dd></div>`).join("")}</dl></details>`;
  side.append(bar);
  const foot = document.createElement("div");
  foot.className = "pd-foot";
  foot.hidden = true;
  root.append(foot);
  const text = root.querySelector(".pd-text");
  text.tabIndex = 0;
  text.setAttribute("role", "group");
  text.setAttribute("aria-label", "The article; left and right go from mark to mark, Enter opens one");
  const axis = document.createElement("div");
  axis.className = "pd-axis";
  axis.setAttribute("role", "group");
  axis.setAttribute("aria-label", "Events in time");
  root.querySelector(".pd-body").after(axis);
}
