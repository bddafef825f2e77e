// "Copy link": puts the whole address of a page, of a heading or of a screen on the clipboard, and says so.
// A heading's own link stays a link: without this script, or where the clipboard is refused, it is followed
// and the address stands in the address bar. A button is shown by this script, so none is there in vain:
//   <button type="button" data-copy="./" hidden>Copy link to this page</button>
//   <button type="button" data-copy hidden>Copy link</button>      the nearest id around it
// Its address is read against the permanent one of the page, where the page knows that (rel="canonical").
(() => {
  "use strict";

  const SHOWN = 4000; // milliseconds: long enough to be read, and gone before it is in the way

  const canonical = document.querySelector('link[rel="canonical"]');
  const said = document.createElement("p"); // there from the start: a reader hears only of what changes in it
  said.className = "gt-copied";
  said.setAttribute("role", "status");

  const wanted = (element) => {
    const written = element.classList.contains("headerlink") ? element.getAttribute("href") : element.dataset.copy;
    const base = canonical ? canonical.href : location.href.split("#")[0];
    const around = written ? null : element.closest("[id]");
    return new URL(written || (around ? `#${around.id}` : "./"), base).href;
  };

  let timer = 0;
  const say = (element, ...words) => {
    clearTimeout(timer);
    for (const other of document.querySelectorAll("[data-copied]")) delete other.dataset.copied;
    said.replaceChildren();
    // An empty turn between two equal messages: otherwise the second is no change, and nobody hears it.
    setTimeout(() => said.replaceChildren(...words), 50);
    if (!element) return;
    element.dataset.copied = "";
    timer = setTimeout(() => {
      delete element.dataset.copied;
      said.replaceChildren();
    }, SHOWN);
  };

  const refused = (element, address) => {
    if (element.classList.contains("headerlink")) {
      location.hash = element.hash; // where the link leads anyway
      return;
    }
    const written = document.createElement("span");
    written.className = "gt-copied__address";
    written.textContent = address;
    say(null, "This browser did not let the link be copied. Here it is: ", written);
    setTimeout(() => getSelection().selectAllChildren(written), 60); // one key, or one long press, takes it
  };

  const copy = async (element) => {
    const address = wanted(element);
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      return refused(element, address); // forbidden, or not there: the page came without https
    }
    say(element, "Link copied.");
  };

  const nameHeading = (link) => {
    const heading = link.parentElement;
    const words = heading.cloneNode(true);
    for (const sign of words.querySelectorAll(".headerlink, .gt-number")) sign.remove();
    const text = words.textContent.replace(/\s+/g, " ").trim();
    link.setAttribute("aria-label", `Copy link to: ${text}`);
    link.title = "Copy link";
    // Otherwise a list of headings would read each of them twice.
    if (/^H[1-6]$/.test(heading.tagName)) heading.setAttribute("aria-label", text);
  };

  document.body.append(said);
  document.querySelectorAll("a.headerlink").forEach(nameHeading);
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  document.addEventListener("click", (event) => {
    const element = event.target.closest?.("a.headerlink, [data-copy]");
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!element && !said.contains(event.target)) said.replaceChildren(); // an address that was shown is done with
    if (!element || !isPlain) return;
    event.preventDefault();
    copy(element);
  });
})();
