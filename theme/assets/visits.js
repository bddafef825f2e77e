// Marks what is new in a list since the reader's last visit. Which entries were there is kept on the device
// only; on the first visit nothing is new. A visit lasts as long as the tab, so that a reload keeps the marks.
(() => {
  "use strict";

  const list = document.querySelector("[data-visits]");
  if (!list) return;
  const KEY = list.dataset.visits;

  const items = [...list.querySelectorAll("[data-id]")];
  try {
    const before = sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY);
    const now = JSON.stringify(items.map((item) => item.dataset.id));
    sessionStorage.setItem(KEY, before ?? now);
    localStorage.setItem(KEY, now);
    if (!before) return;
    const seen = new Set(JSON.parse(before));
    for (const item of items) if (!seen.has(item.dataset.id)) mark(item);
  } catch {
    // Storage is forbidden, or holds something else: then nothing is marked.
  }

  function mark(item) {
    const told = document.createElement("strong");
    told.className = "gt-new";
    told.textContent = "New since your last visit";
    item.prepend(told);
    for (let group = item.closest("details"); group; group = group.parentElement.closest("details")) group.open = true;
  }
})();
