// The page of results. All it shows follows from what stands after "#" in its address, which no host sees.

import { ready } from "./find.js";
import { element, facts, sentence } from "./show.js";

const SHOWN = 10;

export function enhance(form, root) {
  const input = form.querySelector("input[type=search]");
  const status = document.querySelector(".gt-found__count");
  const place = document.querySelector("[data-found]");
  const nothing = document.querySelector("[data-nothing]");
  const filters = [...form.querySelectorAll("[data-filter]")];
  let turn = 0;
  form.hidden = false;

  function state() {
    return new URLSearchParams(location.hash.slice(1));
  }

  function narrow() {
    const told = state();
    const chosen = filters.map((one) => [one.dataset.filter, told.get(one.dataset.filter)]);
    return Object.fromEntries(chosen.filter(([, value]) => value));
  }

  // Put what the form says into the address; that shows it.
  function tell() {
    const told = new URLSearchParams();
    const query = input.value.trim();
    if (query) told.set("q", query);
    for (const one of filters) {
      const value = one.type === "checkbox" ? (one.checked ? "yes" : "") : one.value;
      if (value) told.set(one.dataset.filter, value);
    }
    if (String(told) === location.hash.slice(1)) return void show();
    location.hash = String(told);
  }

  function fill() {
    const told = state();
    input.value = told.get("q") || "";
    for (const one of filters) {
      const value = told.get(one.dataset.filter) || "";
      if (one.type === "checkbox") one.checked = Boolean(value);
      else one.value = [...one.options].some((option) => option.value === value) ? value : "";
    }
    if (Object.keys(narrow()).length) form.querySelector("details").open = true;
  }

  async function show(count = SHOWN) {
    const mine = ++turn;
    const query = (state().get("q") || "").trim();
    if (!query) {
      place.replaceChildren();
      status.textContent = "";
      nothing.hidden = true;
      return;
    }
    try {
      status.textContent = "Looking …";
      const finder = await ready(root);
      const found = await finder.find(query, { narrow: narrow() });
      const shown = await Promise.all(found.results.slice(0, count).map((one) => finder.describe(one, found)));
      if (mine !== turn) return;
      status.textContent = told(query, found);
      place.replaceChildren(...(shown.length ? [element("ol", "gt-found__list", ...shown.map(entry))] : []));
      nothing.hidden = shown.length > 0 && found.meant.unknown.length === 0;
      if (found.results.length > count) place.append(more(count));
    } catch {
      if (mine !== turn) return;
      status.textContent = "Search cannot be loaded just now. Try again, or use one of these.";
      place.replaceChildren();
      nothing.hidden = false;
    }
  }

  function more(count) {
    const button = element("button", "gt-found__more", "Show more results");
    button.type = "button";
    button.addEventListener("click", async () => {
      await show(count + SHOWN);
      const next = place.querySelectorAll(".gt-found__title")[count];
      if (next) next.focus();
    });
    return button;
  }

  addEventListener("hashchange", () => {
    fill();
    show();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tell();
  });
  form.addEventListener("change", (event) => {
    if (event.target !== input) tell();
  });
  fill();
  show();
}

function told(query, { meant, results }) {
  const count = results.length === 0 ? "Nothing found" : results.length === 1 ? "1 result" : `${results.length} results`;
  const mended = meant.mended.map(([wrong, right]) => `"${wrong}" was read as "${right}".`);
  const unknown = meant.unknown.map((word) => `"${word}" is on no page.`);
  return [`${count} for "${query.slice(0, 200)}".`, ...mended, ...unknown].join(" ");
}

function entry(described) {
  const { page, href, parts } = described;
  const title = element("a", "gt-found__title", page.title);
  title.href = href;
  const made = element("li", "gt-found__page", title, facts(described));
  const list = element("ul", "gt-found__parts");
  for (const part of parts) {
    const item = element("li", "");
    if (part.title) {
      const heading = element("a", "gt-found__heading", part.title);
      heading.href = part.href;
      item.append(heading);
    }
    if (part.sentence.length) item.append(sentence(part.sentence));
    list.append(item);
  }
  if (parts.length) made.append(list);
  return made;
}
