// What every staff screen needs in the browser: acts go to the server, panels keep the reader's place, things are told.
(() => {
  "use strict";
  const heard = (window.heard = {});
  const byId = (id) => document.getElementById(id);

  heard.act = (what, data) => emitEvent("act", { ...data, do: what });
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
  heard.focusOn = (id) => setTimeout(() => byId(id)?.focus(), 60);

  // ---- acts -------------------------------------------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (button && (!button.dataset.sure || confirm(button.dataset.sure))) heard.act(button.dataset.do, { ...button.dataset });
    const copy = event.target.closest("button[data-copy]");
    if (copy) copyFrom(byId(copy.dataset.copy), copy);
    if (event.target.matches("[data-select]")) event.target.select();
    const skip = event.target.closest("a.skip");
    if (skip) {
      event.preventDefault();
      byId("content")?.focus();
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.do) return;
    event.preventDefault();
    form.querySelectorAll("[aria-invalid]").forEach(mended);
    const data = { ...form.dataset };
    for (const field of form.querySelectorAll("[data-name]"))
      if (!["checkbox", "radio"].includes(field.type) || field.checked) data[field.dataset.name] = field.value;
    heard.act(form.dataset.do, data);
  });

  function gather(data, field) {
    const name = field.dataset.name;
    if (field.type === "checkbox") data[name] = (data[name] ?? []).concat(field.checked ? field.value : []);
    else if (field.type !== "radio" || field.checked) data[name] = field.value;
  }

  document.addEventListener("change", (event) => {
    if (event.target.dataset.choose) heard.act("choose", { step: event.target.dataset.choose, value: event.target.value });
  });

  let searching;
  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-search]")) return;
    clearTimeout(searching);
    searching = setTimeout(() => heard.act("search", { wanted: event.target.value }), 180);
  });

  // ---- refusals beside the field ------------------------------------------------------------------------------------
  heard.refuse = (form, name, message) => {
    const field = name ? document.querySelector(`#${form} [data-name="${name}"]`) : byId(form)?.querySelector("button:not([data-do])");
    if (!field) return heard.tell(message);
    heard.wrong(field, message);
    field.focus();
  };
  heard.wrong = (field, message) => {
    mended(field);
    const trouble = document.createElement("p");
    trouble.className = "trouble";
    trouble.id = `${field.id || "form"}-trouble`;
    trouble.textContent = message;
    if (field.tagName === "BUTTON") trouble.setAttribute("role", "alert");
    else field.setAttribute("aria-invalid", "true");
    const before = field.getAttribute("aria-describedby");
    field.dataset.described = before || "";
    field.setAttribute("aria-describedby", `${before ? `${before} ` : ""}${trouble.id}`);
    field.before(trouble);
  };
  const mended = (heard.mended = (field) => {
    byId(`${field.id || "form"}-trouble`)?.remove();
    field.removeAttribute("aria-invalid");
    if (field.dataset.described === undefined) return;
    if (field.dataset.described) field.setAttribute("aria-describedby", field.dataset.described);
    else field.removeAttribute("aria-describedby");
    delete field.dataset.described;
  });

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
