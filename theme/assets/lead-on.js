// Leads from a former or a short address to the page that is meant, and keeps what stands after "#": the
// refresh that does it without scripts would lose the paragraph.
(() => {
  "use strict";
  const there = document.querySelector('link[rel="canonical"]');
  location.replace(there.href + location.hash);
})();
