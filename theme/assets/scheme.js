// Keeps the page light or dark where the reader chose so. Runs before anything is painted, so that a dark
// screen never flashes white. Where nothing was chosen, the stylesheet follows the device.
(function () {
  "use strict";
  let chosen = null;
  try {
    chosen = localStorage.getItem("gt-scheme");
  } catch {
    // A browser may forbid storage: then the device decides.
  }
  if (chosen === "light" || chosen === "dark") {
    document.documentElement.dataset.scheme = chosen;
  }
})();
