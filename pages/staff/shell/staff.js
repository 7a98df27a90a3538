// What every staff screen needs in the browser: acts go to the server, panels keep the reader's place, things are told.
(() => {
  "use strict";
  const heard = (window.heard = {});
  const byId = (id) => document.getElementById(id);

  heard.say = (text) => {
    const live = byId("live");
    if (!live) return;
    live.textContent = "";
    setTimeout(() => (live.textContent = text), 30); // the same sentence twice is said twice
  };
  let telling;
  heard.tell = (text) => {
    const told = byId("told");
    if (!told) return;
    told.hidden = false;
    told.textContent = text;
    clearTimeout(telling);
    telling = setTimeout(() => (told.hidden = true), 9000);
  };
  heard.go = (address) => {
    heard.leaving = true;
    location.replace(address);
  };
  // what the page shows stands in its address, so that reload and Back find it again
  heard.at = (address) => {
    if (location.pathname + location.search !== address) history.replaceState({}, "", address);
  };
  // what the page was about is not this person's to see any more: its name goes from the tab too
  heard.untitled = () => (document.title = "Heard");
  heard.focusOn = (id) => setTimeout(() => byId(id)?.focus(), 60);

  // ---- acts -------------------------------------------------------------------------------------------------------
  // false where there is no connection: nothing was sent, and whoever asked says so
  heard.act = (what, data) => {
    if (heard.line.lost) return false;
    emitEvent("act", { ...data, do: what });
    return true;
  };

  // a press is an act that the person waits for: it is answered, or they are told that it was not
  const PATIENCE = 6000;
  const unanswered = new Map(); // press -> { timer, form }
  let presses = 0;
  heard.press = (what, data, form) => {
    if (form && [...unanswered.values()].some((one) => one.form === form)) return;
    if (!heard.act(what, { ...data, press: ++presses }))
      return heard.tell("There is no connection, so this was not done. Press again once it is back.");
    const press = presses;
    const timer = setTimeout(() => {
      unanswered.delete(press);
      heard.tell("There is no answer yet. It may not have been done: look before you press again.");
    }, PATIENCE);
    unanswered.set(press, { timer, form });
  };
  heard.answered = (press) => {
    clearTimeout(unanswered.get(press)?.timer);
    unanswered.delete(press);
  };
  // what was wrong in a form is its answer: it can be pressed again at once
  heard.answeredIn = (form) => [...unanswered].forEach(([press, one]) => one.form === form && heard.answered(press));

  document.addEventListener("click", async (event) => {
    const copy = event.target.closest("button[data-copy]");
    if (copy) copyFrom(byId(copy.dataset.copy), copy);
    if (event.target.matches("[data-select]")) event.target.select();
    const skip = event.target.closest("a.skip");
    if (skip) {
      event.preventDefault();
      byId("content")?.focus();
    }
    const acts = event.target.closest("button[data-do], a[data-sure]");
    if (!acts) return;
    if (acts.href) event.preventDefault();
    if (acts.dataset.sure && !(await heard.sure(acts.dataset.sure, acts.dataset.yes ?? acts.textContent.trim()))) return;
    if (acts.href) location.href = acts.href;
    else heard.press(acts.dataset.do, { ...acts.dataset });
  });

  // of a form with several buttons the one that was pressed goes with it; what cannot be taken back is asked about first
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const button = event.submitter;
    if (!form.dataset.do) return;
    event.preventDefault();
    heard.mendAll(form);
    if (button?.dataset.sure && !(await heard.sure(button.dataset.sure, button.dataset.yes))) return;
    heard.press(form.dataset.do, { ...heard.gathered(form), pressed: button?.value ?? "" }, form);
  });
  heard.gathered = (form) => {
    const data = { ...form.dataset };
    for (const field of form.querySelectorAll("[data-name]")) {
      const name = field.dataset.name;
      if (field.type === "checkbox") data[name] = (data[name] ?? []).concat(field.checked ? field.value : []);
      else if (field.type !== "radio" || field.checked) data[name] = field.value;
    }
    return data;
  };

  document.addEventListener("change", (event) => {
    const { choose } = event.target.dataset;
    if (choose) heard.press("choose", { ...heard.call?.typed(), step: choose, value: event.target.value });
  });

  let searching;
  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-search]")) return;
    clearTimeout(searching);
    searching = setTimeout(() => heard.press("search", { wanted: event.target.value }), 180);
  });

  // ---- choosing one of many: a few that fit are offered as one types --------------------------------------------------
  let finding;
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches("[data-find]")) return;
    clearTimeout(finding);
    finding = setTimeout(() => heard.act(`find-${field.id}`, { wanted: field.value }), 150);
  });
  heard.offer = (id, offered) => {
    byId(`${id}-offered`)?.replaceChildren(...offered.map((one) => new Option("", one)));
  };

  // ---- copying, where the browser does not allow the clipboard too ---------------------------------------------------
  async function copyFrom(field, button) {
    field.focus();
    field.select();
    let copied = false;
    try {
      await navigator.clipboard.writeText(field.value);
      copied = true;
    } catch {
      copied = document.execCommand("copy");
    }
    button.textContent = copied ? "Copied" : "Press Ctrl+C";
    heard.say(copied ? "The link is copied." : "The link is selected. Press Control C.");
    setTimeout(() => (button.textContent = "Copy"), 4000);
  }

  // ---- a panel that is drawn again keeps the focus and what was folded out -------------------------------------------
  let last = { id: null, panel: null };
  const open = new Map();
  document.addEventListener("focusin", (event) => {
    last = { id: event.target.id || null, panel: event.target.closest("[data-panel]") };
  });
  document.addEventListener(
    "toggle",
    (event) => {
      if (event.target.id) open.set(event.target.id, event.target.open);
    },
    true,
  );
  new MutationObserver((changes) => {
    const panels = new Set(changes.map((change) => change.target).filter((one) => one.matches?.("[data-panel]")));
    for (const panel of panels) {
      panel.querySelectorAll("details[id]").forEach((one) => open.has(one.id) && (one.open = open.get(one.id)));
      keepFocus(panel);
      panel.dispatchEvent(new CustomEvent("drawn", { bubbles: true }));
    }
  }).observe(document.documentElement, { childList: true, subtree: true });

  // ---- where one can go: behind one button where there is little room, and where one is, in sight --------------------
  let shown = false;
  const showWays = () => byId("ways-open")?.setAttribute("aria-expanded", shown);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#ways-open")) return;
    shown = !shown;
    showWays();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown || !event.target.closest(".side")) return;
    shown = false;
    showWays();
    byId("ways-open").focus();
  });
  document.addEventListener("drawn", (event) => {
    if (!event.target.matches(".frame")) return;
    showWays();
    const ways = byId("ways");
    const here = ways?.querySelector("[aria-current]");
    if (here && ways.scrollHeight > ways.clientHeight) ways.scrollTop = here.offsetTop - ways.clientHeight / 2;
  });

  function keepFocus(panel) {
    if (document.activeElement !== document.body || last.panel !== panel) return;
    const again = last.id && byId(last.id);
    const heading = panel.querySelector("h1, h2");
    if (again) again.focus({ preventScroll: true });
    else if (heading) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  }
})();
