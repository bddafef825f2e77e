// Copies a pack so that it can be pasted into an agency's own document: headings, tables and lists, every link
// whole, and nothing that only works on this site. The pack itself says where it comes from, first and last.
(() => {
  "use strict";

  const BLOCKS = /^(H[1-6]|P|LI|TR|UL|OL|DL|DT|DD|DIV|TABLE|SECTION)$/;

  for (const button of document.querySelectorAll("[data-pack]")) {
    const pack = document.getElementById(button.dataset.pack);
    const line = button.parentElement;
    if (!pack || !navigator.clipboard?.write || !window.ClipboardItem) continue;
    line.hidden = false;
    button.addEventListener("click", () => copy(pack, line.querySelector("[role=status]")));
  }

  async function copy(pack, status) {
    const plain = prepared(pack);
    const holder = (type, text) => new Blob([text], { type });
    try {
      await navigator.clipboard.write([new ClipboardItem({
        "text/html": holder("text/html", plain.innerHTML),
        "text/plain": holder("text/plain", written(plain).replace(/\n{3,}/g, "\n\n").trim() + "\n"),
      })]);
      status.textContent = "Copied, with where it comes from. Paste it into your document.";
    } catch {
      status.textContent = "Your browser did not allow it. Select the text and copy it by hand.";
    }
  }

  // A copy without buttons, marks and looks, beginning with the title of the page.
  function prepared(pack) {
    const copied = document.createElement("div");
    copied.append(document.querySelector("h1").cloneNode(true), ...[...pack.childNodes].map((node) => node.cloneNode(true)));
    for (const one of copied.querySelectorAll(".gt-abbr")) one.replaceWith(...one.childNodes);
    for (const one of copied.querySelectorAll("[data-uncopied], .headerlink, [popover], button, script, [hidden]")) one.remove();
    const comments = document.createNodeIterator(copied, NodeFilter.SHOW_COMMENT);
    for (let one = comments.nextNode(); one; one = comments.nextNode()) one.remove();
    const base = pack.dataset.address || location.href.split("#")[0];
    for (const link of copied.querySelectorAll("a[href]")) link.setAttribute("href", new URL(link.getAttribute("href"), base).href);
    for (const one of copied.querySelectorAll("*")) {
      for (const { name } of [...one.attributes]) if (!["href", "scope", "colspan", "start"].includes(name)) one.removeAttribute(name);
    }
    // What only held things together for this site
    for (const one of [...copied.querySelectorAll("div, span")]) one.replaceWith(...one.childNodes);
    return copied;
  }

  // The same in plain text: a line for each heading, paragraph, point and row; the address behind each link.
  function written(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, " ");
    const inside = [...node.childNodes].map(written).join("");
    if (node.nodeName === "BR") return "\n";
    if (node.nodeName === "A" && !node.href.startsWith("tel:") && !inside.includes(node.href)) return `${inside} (${node.href})`;
    if (/^T[DH]$/.test(node.nodeName)) return `${inside.trim()}\t`;
    if (node.nodeName === "LI") return `\n- ${inside.trim()}`;
    if (/^H[1-6]$/.test(node.nodeName)) return `\n\n${inside.trim()}\n\n`;
    return BLOCKS.test(node.nodeName) ? `\n${inside.trim()}\n` : inside;
  }
})();
