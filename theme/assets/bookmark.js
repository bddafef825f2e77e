// Offers the button that prints; without this script the browser's own menu does. A text that is too long for
// its strip is set smaller, as far as it can still be read.
(() => {
  "use strict";
  document.fonts.ready.then(() => {
    const [first, ...others] = document.querySelectorAll(".gt-strip--front");
    for (let size = 13; size > 9 && first.scrollHeight > first.clientHeight; size -= .5)
      for (const strip of [first, ...others]) strip.style.fontSize = `${size - .5}pt`;
  });
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
})();
