// Narrows a list by the choices of its form. The HTML lists everything; the choices stand in the address
// after "#", so that "changes for schools since September" is a link, and no host ever sees them.
(() => {
  "use strict";

  for (const form of document.querySelectorAll("form[data-filter]")) {
    const list = document.getElementById(form.dataset.filter);
    if (list) begin(form, list);
  }

  function begin(form, list) {
    const fields = [...form.querySelectorAll("[name]")];
    const items = [...list.querySelectorAll("[data-item]")];
    // Within a group may stand another one: the inner ones first.
    const groups = [...list.querySelectorAll("[data-group]")].reverse();
    const count = document.querySelector(`[data-count="${list.id}"]`);
    const fold = form.closest("details");

    const fits = (item, { name, value }) => {
      if (!value) return true;
      // An imprecise date is told while it may still be meant.
      if (name === "since") return item.dataset.last >= value;
      return (item.dataset[name] || "").split(" ").includes(value);
    };

    const show = () => {
      const chosen = fields.filter((field) => field.value);
      for (const item of items) item.hidden = !chosen.every((field) => fits(item, field));
      for (const group of groups) group.hidden = chosen.length > 0 && !group.querySelector("[data-item]:not([hidden])");
      const shown = items.filter((item) => !item.hidden).length;
      count.textContent = chosen.length ? `${shown} of ${items.length} shown` : "";
      // What was asked for is not folded away.
      if (chosen.length) for (const group of groups) if (group.tagName === "DETAILS" && !group.hidden) group.open = true;
    };

    const read = () => {
      const said = new URLSearchParams(location.hash.slice(1));
      for (const field of fields) {
        field.value = said.get(field.name) ?? "";
        if (field.selectedIndex === -1) field.value = ""; // a choice that this list does not have
      }
      show();
    };

    const write = () => {
      const said = new URLSearchParams(fields.filter((field) => field.value).map((field) => [field.name, field.value]));
      history.replaceState(null, "", said.size ? `#${said}` : location.pathname + location.search);
      show();
    };

    form.addEventListener("change", write);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(write)); // the fields are emptied after this event
    addEventListener("hashchange", read);
    if (!location.hash || location.hash.includes("=")) read();
    fold.hidden = false;
    fold.open = fields.some((field) => field.value);
  }
})();
