// Answers "What did this say on …?" from the versions in the page. The answer is a link (#on=2024-03-12), so that
// a report can point at it; what is asked never leaves the device. Without this script every version still
// says from when to when it was shown.
(() => {
  "use strict";

  const ASKED = /^#on=(\d{4}-\d{2}-\d{2})$/;
  const form = document.querySelector(".gt-asked");
  const answer = form.querySelector(".gt-asked__answer");
  const versions = [...document.querySelectorAll(".gt-version")].reverse(); // oldest first
  const written = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  const say = (...parts) => {
    const line = document.createElement("span");
    line.append(...parts);
    return line;
  };

  const about = (version, when) => {
    if (version.dataset.said === "is-gone") return say(`${when} the page was not on this site.`);
    const link = version.querySelector(".gt-version__where a").cloneNode(true);
    const day = version.querySelector("h2").firstChild.textContent.trim(); // without the number among those of a day
    return say(`${when} this site showed the version of ${day}: `, link, ".");
  };

  const show = (day) => {
    const date = new Date(`${day}T00:00:00Z`);
    if (Number.isNaN(date.getTime())) return;
    const named = written.format(date);
    // What stood in the morning is the last version of an earlier day; then come those of the day itself. A clock
    // that ran backwards changes nothing: the order of the versions is right, and a later one replaces an earlier.
    const earlier = versions.findLastIndex((version) => version.dataset.day < day);
    const sameDay = versions.slice(earlier + 1).filter((version) => version.dataset.day === day);
    const lines = [];
    if (earlier >= 0) {
      lines.push(about(versions[earlier], sameDay.length ? `At the beginning of ${named}` : `On ${named}`));
    }
    for (const version of sameDay) lines.push(about(version, `On the same day, ${named},`));
    if (!lines.length) {
      const link = document.createElement("a");
      link.href = "#the-record-begins-here";
      link.textContent = document.getElementById("the-record-begins-here").textContent.trim();
      lines.push(say(`Git holds nothing of this page from ${named}. `, link));
    }
    answer.replaceChildren(...lines);
  };

  const read = () => {
    const day = ASKED.exec(location.hash)?.[1];
    if (!day) return;
    form.on.value = day;
    show(day);
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!form.on.value) return;
    const hash = `#on=${form.on.value}`;
    if (location.hash === hash) show(form.on.value);
    else location.hash = hash;
  });
  window.addEventListener("hashchange", read);
  read();
})();
