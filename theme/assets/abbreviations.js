// Shows what an abbreviation means beside it, on focus and under the pointer too. A tap or Enter opens it without
// this script: the button and its explanation are HTML.
(() => {
  "use strict";

  const buttons = document.querySelectorAll(".gt-abbr");
  if (!buttons.length) return;

  if (!("popover" in HTMLElement.prototype)) {
    // An older browser lists the explanations at the end of the page: go there.
    for (const button of buttons) {
      button.addEventListener("click", () => {
        location.hash = button.getAttribute("popovertarget");
      });
    }
    return;
  }

  const GAP = 4; // pixels between the word and its explanation, and to the edge of the window
  const PATIENCE = 300; // milliseconds in which a pointer can cross the gap

  const shownBy = new Map(); // an explanation serves every button of its word: which one it stands at now

  const isOpen = (term) => term.matches(":popover-open");

  // From the top of the document, so that it moves with its word when the page scrolls.
  const place = (button, term) => {
    const word = button.getBoundingClientRect();
    const box = term.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const above = word.top - box.height - GAP;
    const isAbove = word.bottom + GAP + box.height > innerHeight && above > 0;
    term.style.inset = "auto";
    term.style.position = "absolute";
    term.style.left = `${scrollX + Math.max(GAP, Math.min(word.left, width - box.width - GAP))}px`;
    term.style.top = `${scrollY + (isAbove ? above : word.bottom + GAP)}px`;
  };

  for (const button of buttons) {
    const term = document.getElementById(button.getAttribute("popovertarget"));
    if (!term) continue;
    let isAsked = false; // for by a tap or a key, and not only passed over
    let leaving = 0;

    const open = () => {
      clearTimeout(leaving);
      if (isOpen(term)) return;
      isAsked = false;
      shownBy.set(term, button);
      term.showPopover({ source: button });
      place(button, term);
    };
    const closeSoon = () => {
      clearTimeout(leaving);
      leaving = setTimeout(() => {
        const isUsed = term.matches(":hover, :focus-within") || button.matches(":hover, :focus-visible");
        if (isOpen(term) && !isUsed && shownBy.get(term) === button) term.hidePopover();
      }, PATIENCE);
    };

    button.addEventListener("click", (event) => {
      // What the pointer or the focus has opened already stays open: the browser would close it.
      if (isOpen(term) && !isAsked) event.preventDefault();
      isAsked = true;
      shownBy.set(term, button);
      requestAnimationFrame(() => isOpen(term) && place(button, term));
    });
    button.addEventListener("focus", () => button.matches(":focus-visible") && open());
    button.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && open());
    for (const element of [button, term]) {
      element.addEventListener("pointerleave", (event) => {
        if (event.pointerType === "mouse" && !isAsked) closeSoon();
      });
      element.addEventListener("focusout", closeSoon);
    }
  }
})();
