// How a result reads: elements made of text, so that nothing typed or written can be markup.

// The reader's day, written as year-month-day.
const today = () => new Date().toLocaleDateString("sv");

export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

// A sentence with its matched words marked.
export function sentence(pieces) {
  const made = element("span", "gt-found__sentence");
  pieces.forEach(([word, isMatch], index) => {
    if (index) made.append(" ");
    const [, before, bare, after] = word.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su);
    made.append(...(isMatch ? [before, element("mark", "", bare), after] : [word]));
  });
  return made;
}

// Kind, owner and review date in one line, and the example's mark.
export function facts({ page, example }) {
  const made = element("span", "gt-found__facts");
  if (example) made.append(element("strong", "gt-found__example", "EXAMPLE"), " ");
  const told = [page.kind[0].toUpperCase() + page.kind.slice(1)];
  if (page.owner) told.push(page.owner);
  if (page.reviewed) told.push(page.reviewed);
  if (page.due) told.push(page.due.day < today() ? page.due.after : page.due.until);
  made.append(told.join(" · "));
  if (page.withdrawn) made.prepend(element("strong", "gt-found__withdrawn", "Withdrawn: do not use"), " ");
  return made;
}

const LONGEST = 200; // letters of a query that an address keeps: no more are read

export function address(root, query, narrow = {}) {
  const told = new URLSearchParams({ q: query.slice(0, LONGEST), ...narrow });
  return new URL(`search/#${told}`, root);
}
