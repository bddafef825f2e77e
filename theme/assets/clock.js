// Holds the page against the reader's clock, because a page outlives its build: a review that fell due since,
// comments that closed since, and a site that nobody has rebuilt for more than a week, say so. The words and the
// last day are in the HTML already; here they are only shown or hidden. A print says on which day it was made; without this script it has a line to write
// the day on.
(() => {
  "use strict";

  const DAY = 24 * 60 * 60 * 1000;
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

  for (const notice of document.querySelectorAll("[data-shown-after]")) {
    if (notice.dataset.shownAfter < today) notice.hidden = false;
  }
  for (const notice of document.querySelectorAll("[data-shown-until]")) {
    if (notice.dataset.shownUntil < today) notice.hidden = true;
  }
  const stale = document.querySelector("[data-built]");
  const days = stale && Math.round((Date.parse(today) - Date.parse(stale.dataset.built)) / DAY);
  if (days > Number(stale?.dataset.days)) stale.hidden = false;

  const datePrints = () => {
    const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    for (const place of document.querySelectorAll("[data-printed-on]")) place.textContent = day;
  };
  addEventListener("beforeprint", datePrints);
  datePrints();
})();
