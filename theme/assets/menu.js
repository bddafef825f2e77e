// The menu of a phone, and the choice of light or dark. Without this script the menu is a link to itself.
(function () {
  "use strict";

  const menu = document.getElementById("gt-menu");
  const link = document.querySelector(".gt-menu-button");
  if (menu && link) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    button.textContent = link.textContent;
    button.setAttribute("aria-controls", menu.id);
    const show = function (open) {
      button.setAttribute("aria-expanded", String(open));
      menu.classList.toggle("gt-menu--open", open);
    };
    show(false);
    document.documentElement.classList.add("gt-scripted"); // now :target no longer opens it
    const focused = document.activeElement === link;
    link.replaceWith(button);
    if (focused) button.focus();

    const isOpen = () => button.getAttribute("aria-expanded") === "true";
    button.addEventListener("click", () => show(!isOpen()));
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !isOpen()) return;
      show(false);
      button.focus();
    });
    // Whoever tabs or taps on leaves it: an open menu must not lie over what has the focus.
    const leave = function (event) {
      const to = event.type === "focusout" ? event.relatedTarget : event.target;
      if (to instanceof Node && isOpen() && !menu.contains(to) && !button.contains(to)) show(false);
    };
    menu.addEventListener("focusout", leave);
    button.addEventListener("focusout", leave);
    document.addEventListener("click", leave);
  }

  const schemes = document.querySelector(".gt-scheme");
  if (schemes) {
    schemes.hidden = false;
    const chosen = document.documentElement.dataset.scheme || "";
    for (const radio of schemes.querySelectorAll("input")) radio.checked = radio.value === chosen;
    schemes.addEventListener("change", function (event) {
      const value = event.target.value;
      if (value) document.documentElement.dataset.scheme = value;
      else delete document.documentElement.dataset.scheme;
      try {
        if (value) localStorage.setItem("gt-scheme", value);
        else localStorage.removeItem("gt-scheme");
      } catch {
        // Not kept, then: it holds for this page.
      }
    });
  }
})();
