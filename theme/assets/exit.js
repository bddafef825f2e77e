// The quick exit of a page that asks for one: leaves at once, and Back does not return to the page left.
(function () {
  "use strict";
  for (const link of document.querySelectorAll("a.gt-exit__leave")) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      document.body.hidden = true; // the next page may be slow to come
      document.title = "Leaving";
      location.replace(link.href);
    });
  }
})();
