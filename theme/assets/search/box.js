// The search box of the header: results as somebody types, with the keys and words of a combobox.

import { ready } from "./find.js";
import { address, element, facts, sentence } from "./show.js";

const SHOWN = 5;
const PAUSE = 120; // milliseconds after the last letter
let boxes = 0;

export function enhance(box, root) {
  const input = box.querySelector("input");
  const list = element("div", "gt-search__list");
  const said = element("p", "gt-search__said");
  const name = `gt-search-list-${++boxes}`;
  list.id = name;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Results");
  said.setAttribute("role", "status");
  input.closest("form").append(list, said);
  input.setAttribute("aria-controls", name);

  let turn = 0, timer, active = -1;
  const options = () => [...list.querySelectorAll("[role=option]")];

  function close() {
    turn += 1;
    clearTimeout(timer);
    list.hidden = true;
    point(-1);
    input.setAttribute("aria-expanded", "false");
  }

  function point(at) {
    options().forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    active = at;
    const option = options()[at];
    if (!option) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function option(href, ...children) {
    const made = element("a", "gt-search__option", ...children);
    made.href = href;
    made.tabIndex = -1;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    return made;
  }

  function show(children, words) {
    list.replaceChildren(...children);
    options().forEach((one, index) => (one.id = `${name}-${index}`));
    list.hidden = false;
    active = -1;
    input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-expanded", String(options().length > 0));
    said.textContent = words;
  }

  async function look() {
    const query = input.value.trim();
    const mine = ++turn;
    if (query.length < 2) {
      said.textContent = "";
      return close();
    }
    try {
      const finder = await ready(root);
      if (mine !== turn) return;
      const found = await finder.find(query, { typing: true });
      const shown = await Promise.all(found.results.slice(0, SHOWN).map((one) => finder.describe(one, found)));
      if (mine !== turn) return; // another letter came
      const all = option(address(root, query), shown.length ? `All results for "${query.slice(0, 60)}"` : `What to try when nothing is found for "${query.slice(0, 60)}"`);
      all.classList.add("gt-search__all");
      const mended = found.meant.mended.map(([, right]) => right).join(", ");
      const count = found.results.length;
      const words = `${count === 0 ? "Nothing found" : `${count} ${count === 1 ? "result" : "results"}`}${mended && count ? `, read as ${mended}` : ""}.`;
      show([...shown.flatMap(entries), all], count ? `${words} Use the up and down arrows.` : words);
    } catch {
      if (mine !== turn) return;
      show([option(new URL("a-to-z/", root), "Search cannot be loaded. Look in the A to Z.")], "Search cannot be loaded.");
    }
  }

  function entries(described) {
    const { page, href, parts } = described;
    const made = [option(href, element("span", "gt-found__title", page.title), facts(described))];
    if (parts[0] && parts[0].sentence.length) made[0].append(sentence(parts[0].sentence));
    const heading = parts.find((part) => part.inTitle > 0 && part.title);
    if (heading) {
      const to = option(heading.href, element("span", "gt-found__heading", heading.title), element("span", "gt-search__of", ` in ${page.title}`));
      to.classList.add("gt-search__part");
      made.push(to);
    }
    return made;
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    const count = list.hidden ? 0 : options().length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!count) return void look();
      const step = event.key === "ArrowDown" ? 1 : -1;
      point(active < 0 ? (step > 0 ? 0 : count - 1) : active + step >= count ? -1 : active + step);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // once closes the list, twice clears the field
      close();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      options()[active].click();
    }
  });
  box.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const query = input.value.trim();
    if (query) go(address(root, query));
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", close);
  box.addEventListener("focusout", (event) => {
    if (!box.contains(event.relatedTarget)) close();
  });

  function go(to) {
    close();
    location.assign(to);
  }

  if (input.value) look();
}
