// The button of the privacy page: clears what this site keeps in the browser, and says so.
(function () {
  "use strict";
  const place = document.querySelector(".gt-forget");
  if (!place) return;

  const button = document.createElement("button");
  button.type = "button";
  button.className = "gt-button";
  button.textContent = "Forget my choices";
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  place.after(button, told);

  button.addEventListener("click", function () {
    try {
      // Other manuals may share this host: only what is ours goes.
      const ours = (key) => key.startsWith("gt-");
      for (const kept of [localStorage, sessionStorage]) Object.keys(kept).filter(ours).forEach((key) => kept.removeItem(key));
    } catch {
      told.textContent = "This browser keeps nothing for this site.";
      return;
    }
    delete document.documentElement.dataset.scheme;
    for (const radio of document.querySelectorAll(".gt-scheme input")) radio.checked = radio.value === "";
    told.textContent = "Cleared. This browser no longer keeps any choice for this site.";
  });
})();
