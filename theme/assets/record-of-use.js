// The record of use: prints, and takes over what was used from a link to it ("#used=…"), which stays in the
// browser. Keeps nothing and sends nothing; without this script the page can still be filled in and printed.
(() => {
  "use strict";

  const record = document.getElementById("gt-record");
  const print = record.querySelector(".gt-record__print");
  print.hidden = false;
  print.firstElementChild.addEventListener("click", () => window.print());

  const used = document.getElementById("gt-used");
  const said = new URLSearchParams(location.hash.slice(1)).get("used");
  if (said && !used.value) used.value = said;
})();
