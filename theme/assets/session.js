// Turns the screens of a session, one section at a time, and keeps its pace. The same script stands on the
// leader's page, which follows the room's screen in the same browser (BroadcastChannel: nothing leaves the
// device, and nothing is kept). Without it the page is one document, in the same order.
(() => {
  "use strict";

  const { session, seconds } = document.body.dataset;
  const isRoom = session === "room";
  const planned = Number(seconds);
  const screens = [...document.querySelectorAll("[data-view]")];
  const last = screens.length - 1;
  const one = (name) => document.querySelector(`[data-${name}]`);
  const all = (name) => [...document.querySelectorAll(`[data-${name}]`)];
  const say = (element, words) => {
    if (element && element.textContent !== words) element.textContent = words;
  };

  // The room and its leader's page know each other by the address of the session.
  const place = new URL(isRoom ? "./" : "../", location.href).pathname;
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(`gt-session ${place}`) : null;
  const tell = (message) => channel?.postMessage(message);

  // --- what both know: the screen, and the clock ---

  let at = 0;
  let gone = 0; // milliseconds, up to the last start or pause
  let since = null; // when the clock was last started; null while it stands
  const elapsed = () => (gone + (since === null ? 0 : performance.now() - since)) / 1000;
  // The first screen of the room has no heading of its own but the page's.
  const headingOf = (screen) => (screen === screens[0] && isRoom ? document.querySelector("h1") : screen.querySelector("h2"));
  const titleOf = (screen) => headingOf(screen).textContent.trim();

  const sayRun = () => {
    const words = since !== null ? "Pause" : gone ? "Go on" : "Start the clock";
    for (const button of all("run")) say(button, words);
  };

  const markTurns = () => {
    for (const button of all("turn")) button.disabled = screens[at + Number(button.dataset.turn)] === undefined;
  };

  // --- the room ---

  const less = window.matchMedia("(prefers-reduced-motion: reduce)");
  const COARSE = 30; // seconds: how often the bar grows for whoever asked for less motion

  const drawRoom = () => {
    const now = elapsed();
    const drawn = less.matches ? Math.floor(now / COARSE) * COARSE : Math.floor(now);
    one("gone").setAttribute("width", String(Math.min(planned, drawn)));
    const minutes = Math.floor(now / 60);
    const words = since === null && !gone ? `${planned / 60} minutes` : `${minutes} of ${planned / 60} minutes`;
    say(one("clock"), since === null && gone ? `${words}, paused` : words);
    sayRun();
  };

  const report = () => tell({ at, gone: elapsed() * 1000, runs: since !== null });

  const run = (on) => {
    gone = elapsed() * 1000;
    since = on ? performance.now() : null;
    drawRoom();
    report();
  };

  const showRoom = (to, focuses) => {
    at = to;
    const shown = screens[at];
    for (const screen of screens) screen.hidden = screen !== shown;
    for (const part of all("part")) part.classList.toggle("gt-pace__part--now", part.dataset.part === shown.id);
    const copies = document.querySelector(".gt-copy");
    if (copies) copies.dataset.copy = at ? `#${shown.id}` : "./";
    document.title = document.title.replace(/^[^]*?(?=: )/, at ? titleOf(shown).replaceAll(": ", ", ") : "Session");
    markTurns();
    window.scrollTo(0, 0);
    if (focuses) headingOf(shown).focus({ preventScroll: true });
    report();
  };

  const go = (to) => {
    if (to === at || !screens[to]) return;
    if (at === 0 && since === null && !gone) run(true);
    history.pushState(null, "", to ? `#${screens[to].id}` : location.pathname + location.search);
    showRoom(to, true);
  };

  // The address names a screen, or something on one: typed, followed, or gone back to.
  const follow = (focuses) => {
    let named = null;
    try {
      named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      // What is no address of ours opens the first screen.
    }
    const screen = named?.closest("[data-view]");
    showRoom(screen ? screens.indexOf(screen) : 0, focuses);
    if (screen && named !== screen) named.scrollIntoView();
  };

  const startRoom = () => {
    for (const part of all("scripted")) part.hidden = false;
    follow(Boolean(location.hash));
    window.addEventListener("popstate", () => follow(true));
    setInterval(drawRoom, 1000);
    drawRoom();

    const full = one("full");
    full.hidden = !document.fullscreenEnabled;
    full.addEventListener("click", () => {
      const asked = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
      asked.catch(() => {}); // a browser may say no: then nothing changes
    });
    document.addEventListener("fullscreenchange", () => say(full, document.fullscreenElement ? "Leave full screen" : "Full screen"));

    // The type follows the window and not the browser's zoom: so a room that sits far back has its own.
    const sizes = ["1", "1.25", "1.5", "2"];
    one("larger").addEventListener("click", (event) => {
      const root = document.documentElement;
      const next = sizes[(sizes.indexOf(root.dataset.larger ?? "1") + 1) % sizes.length];
      root.dataset.larger = next;
      say(event.currentTarget, next === sizes.at(-1) ? "Normal text" : "Larger text");
    });

    // A window of its own can stand on another screen. Where none may be opened, the link leads there.
    for (const link of all("leader")) {
      link.addEventListener("click", (event) => {
        const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
        const wide = window.matchMedia("(min-width: 60em)").matches;
        if (isPlain && wide && window.open(link.href, link.target, "popup,width=760,height=800")) event.preventDefault();
      });
    }

    channel?.addEventListener("message", ({ data }) => {
      if (data.asks) report();
      if (Number.isInteger(data.go)) go(Math.max(0, Math.min(last, data.go)));
      if (typeof data.run === "boolean") run(data.run);
    });
    window.addEventListener("pagehide", () => tell({ left: true }));
    window.addEventListener("pageshow", report);
    swipes(document.querySelector("main"));
  };

  // --- the leader's page ---

  let follows = false;
  let showsAll = false;

  const drawLeader = () => {
    if (!follows) return;
    const now = Math.floor(elapsed());
    say(one("clock"), `${Math.floor(now / 60)}:${String(now % 60).padStart(2, "0")}`);
    say(one("pace"), since === null ? (gone ? "paused" : "") : paceOf(screens[at], now));
    sayRun();
  };

  const GRACE = 20; // seconds that nobody needs to be told of
  const paceOf = (screen, now) => {
    if (!screen.dataset.starts) return "";
    const starts = Number(screen.dataset.starts);
    const ends = starts + Number(screen.dataset.lasts);
    const off = now > ends ? now - ends : Math.min(0, now - starts);
    if (Math.abs(off) <= GRACE) return "on time";
    const halves = Math.max(1, Math.round(Math.abs(off) / 30)) / 2;
    return `about ${halves === 0.5 ? "half a minute" : `${halves} minute${halves > 1 ? "s" : ""}`} ${off > 0 ? "behind" : "ahead"}`;
  };

  const showLeader = () => {
    for (const [index, screen] of screens.entries()) {
      screen.hidden = follows && !showsAll && index !== at;
      screen.classList.toggle("gt-script--now", follows && index === at);
    }
    one("alone").hidden = follows;
    one("desk").hidden = !follows;
    if (!follows) return;
    say(one("next"), at < last ? titleOf(screens[at + 1]) : "nothing: this is the last screen");
    say(one("heard"), `The room sees ${at + 1} of ${last + 1}: ${titleOf(screens[at])}`);
    markTurns();
    drawLeader();
  };

  const startLeader = () => {
    channel?.addEventListener("message", ({ data }) => {
      if (data.left) {
        follows = false;
        showLeader();
        say(one("heard"), "The room's screen is closed.");
      } else if (Number.isInteger(data.at) && screens[data.at]) {
        const moved = data.at !== at || !follows;
        [follows, at, gone, since] = [true, data.at, Number(data.gone), data.runs ? performance.now() : null];
        showLeader();
        if (moved && !showsAll) window.scrollTo(0, 0);
        if (moved && showsAll) screens[at].scrollIntoView();
      }
    });
    one("all").addEventListener("click", (event) => {
      showsAll = !showsAll;
      event.currentTarget.setAttribute("aria-pressed", String(showsAll));
      showLeader();
    });
    setInterval(drawLeader, 1000);
    tell({ asks: true });
  };

  // --- turning, on either page ---

  const wantGo = (to) => {
    if (isRoom) go(to);
    else if (follows) tell({ go: to });
  };
  const wantRun = () => (isRoom ? run(since === null) : tell({ run: since === null }));

  const reach = () => document.documentElement.scrollHeight - window.innerHeight - window.scrollY;
  // A screen that is longer than the window is read to its end before it is turned.
  const KEYS = {
    ArrowRight: () => at + 1,
    ArrowLeft: () => at - 1,
    ArrowDown: () => (reach() > 2 ? null : at + 1),
    PageDown: () => (reach() > 2 ? null : at + 1),
    ArrowUp: () => (window.scrollY > 2 ? null : at - 1),
    PageUp: () => (window.scrollY > 2 ? null : at - 1),
    Home: () => 0,
    End: () => last,
  };
  const TYPED_INTO = "input, textarea, select, [contenteditable]";

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.(TYPED_INTO) || (!isRoom && !follows)) return;
    let to = null;
    if (event.key === " " && !event.target.closest?.("a, button, summary")) {
      to = event.shiftKey ? KEYS.PageUp() : KEYS.PageDown();
    } else if (!event.shiftKey && Object.hasOwn(KEYS, event.key)) {
      to = KEYS[event.key]();
    }
    if (to === null) return;
    event.preventDefault();
    wantGo(to);
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-turn], [data-run]");
    if (button?.dataset.turn) wantGo(at + Number(button.dataset.turn));
    else if (button) wantRun();
  });

  // One finger, sideways, far enough, and not while the page is enlarged: then a finger moves the page.
  const FAR = 60;
  const swipes = (where) => {
    let from = null;
    where.addEventListener(
      "touchstart",
      (event) => {
        const isZoomed = (window.visualViewport?.scale ?? 1) > 1.05;
        const [finger] = event.touches;
        from = event.touches.length === 1 && !isZoomed && !event.target.closest(".gt-table") ? [finger.clientX, finger.clientY] : null;
      },
      { passive: true },
    );
    where.addEventListener(
      "touchend",
      (event) => {
        if (!from || event.touches.length) return;
        const [finger] = event.changedTouches;
        const [x, y] = [finger.clientX - from[0], finger.clientY - from[1]];
        from = null;
        if (Math.abs(x) >= FAR && Math.abs(x) > 2 * Math.abs(y)) go(at + (x < 0 ? 1 : -1));
      },
      { passive: true },
    );
  };

  if (isRoom) startRoom();
  else startLeader();
})();
