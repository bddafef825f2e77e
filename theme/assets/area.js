// Chooses the contacts, and the text, of the area where the child lives. The HTML shows every area; this
// script hides what was not chosen, so that without it, and on paper, nothing is missing.
// The last choice is kept on the device only: it comes first, and never alone, because computers are shared.
(() => {
  "use strict";

  const KEY = "gt-area";
  const OTHER = "gt-area--other";
  const groups = [];

  const read = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage is forbidden: every area stays one tap away
    }
  };
  const keep = (area) => {
    try {
      localStorage.setItem(KEY, area);
    } catch {
      // Not kept, then: it holds for this page.
    }
  };

  let chosen = read();

  const show = ({ element, buttons, panels, isRing }) => {
    const has = buttons.some((button) => button.dataset.choose === chosen);
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.choose === chosen));
    // Contacts wait to be asked for; text is part of the page, and all of it shows until somebody chooses.
    for (const panel of panels) {
      const isOther = has ? !panel.dataset.area.split(" ").includes(chosen) : isRing;
      panel.classList.toggle(OTHER, isOther);
    }
    element.classList.toggle("gt-areas--chosen", has);
  };

  const choose = (area) => {
    chosen = area;
    keep(area);
    groups.forEach(show);
  };

  const begin = (element) => {
    const panels = [...element.children].filter((child) => child.dataset.area);
    const names = new Map();
    for (const { dataset } of panels) {
      const written = dataset.names.split("|");
      dataset.area.split(" ").forEach((area, index) => names.set(area, written[index]));
    }
    const isRing = element.classList.contains("gt-areas--ring");
    const areas = [...names.keys()].sort((a, b) => (b === chosen) - (a === chosen));
    const choice = document.createElement("div");
    choice.className = "gt-areas__choice";
    choice.setAttribute("role", "group");
    choice.setAttribute("aria-label", "Child lives in");
    const buttons = areas.map((area) => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.choose = area;
      button.textContent = names.get(area);
      button.addEventListener("click", () => choose(area));
      return button;
    });
    choice.append(...buttons);
    panels[0].before(choice);
    element.classList.add("gt-areas--ready");
    const group = { element, buttons, panels, isRing };
    groups.push(group);
    show(group);
  };

  // This script stands inside the contacts, so that they are ready before anything below is drawn.
  const contacts = document.currentScript.closest("[data-areas]");
  if (contacts) begin(contacts);
  document.addEventListener("DOMContentLoaded", () => {
    for (const element of document.querySelectorAll("[data-areas]")) if (element !== contacts) begin(element);
  });
})();
