// Makes the search boxes ready. Nothing of search is loaded before somebody goes to one.

const root = new URL("..", import.meta.url);

for (const box of document.querySelectorAll("[data-search]")) {
  const input = box.querySelector("input");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-haspopup", "listbox");

  let loading;
  const load = function () {
    loading ??= import("./search/box.js").then((module) => module.enhance(box, root));
    import("./search/find.js").then((module) => module.ready(root)).catch(() => {});
  };
  input.addEventListener("focus", load, { once: true });
  if (document.activeElement === input) load();

  const opener = box.querySelector(".gt-search__open");
  if (!opener) continue;
  // On a phone the form waits behind a button; without this script it is a link to the A to Z.
  const button = document.createElement("button");
  button.type = "button";
  button.className = opener.className;
  button.textContent = opener.textContent;
  const show = function (isOpen) {
    button.setAttribute("aria-expanded", String(isOpen));
    box.classList.toggle("gt-search--open", isOpen);
  };
  show(false);
  opener.replaceWith(button);
  box.classList.add("gt-search--scripted");
  button.addEventListener("click", () => {
    const isOpen = !box.classList.contains("gt-search--open");
    show(isOpen);
    if (isOpen) input.focus();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !box.classList.contains("gt-search--open")) return;
    show(false);
    button.focus();
  });
}

const form = document.querySelector("[data-search-page]");
if (form) import("./search/page.js").then((module) => module.enhance(form, root));
