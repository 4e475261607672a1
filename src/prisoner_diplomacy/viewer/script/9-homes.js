// Where a view lives: a page of its own, or a widget in JupyterLab that Python reads and sets.

export function openPage(root) {
  if (root.dataset.open) return;
  root.dataset.open = "yes";
  const data = JSON.parse(root.querySelector("script[type='application/json']").textContent);
  const address = root.dataset.address !== undefined;
  const save = (review, say) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([review.file], { type: "application/x-ndjson" }));
    link.download = data.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say(`Saved as ${data.file}; put it into data/annotations.`);
  };
  const folded = !address || root.dataset.reading !== undefined;
  const view = new View(root, data, { address, folded, save });
  if (address) {
    globalThis.view = view;
    document.addEventListener("keydown", (event) => {
      if (event.target === document.body) view.key(event);
    });
  }
}

function render({ model, el }) {
  el.innerHTML = model.get("markup");
  const root = el.querySelector("section.pd");
  root.dataset.lmSuppressShortcuts = "true";
  const put = (name, value) => {
    model.set(name, value);
    model.save_changes();
  };
  const view = new View(root, model.get("data"), {
    chosen: (ids) => put("chosen", ids),
    changed: (records) => put("records", records),
    save: (review) => {
      put("records", review.records);
      model.send({ save: true });
    },
  });
  const choose = () => {
    const [id] = model.get("chosen");
    if (id !== view.chosenRow()?.event_id) view.chooseById(id ?? "", "python");
  };
  const told = () => view.say(model.get("told"));
  model.on("change:chosen", choose);
  model.on("change:told", told);
  choose();
  return () => {
    model.off("change:chosen", choose);
    model.off("change:told", told);
  };
}

export default { render };
