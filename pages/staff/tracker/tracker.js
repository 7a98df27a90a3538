// The tracker's list by keyboard, and what is selected in it. Nothing is captured while somebody types.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const rows = () => [...document.querySelectorAll(".tracker-list tr[data-item]")];
  const picked = new Set(); // numbers of items, as text
  let current = ""; // the item where one is
  let before = 0; // how many rows there were when more were asked for

  // ---- where one is: one row is in the order of the tabs ------------------------------------------------------------------
  function settle() {
    const all = rows();
    if (!all.length) return;
    const here = all.find((row) => row.dataset.item === current) ?? all[0];
    for (const row of all) row.tabIndex = row === here ? 0 : -1;
  }
  function go(step) {
    const all = rows();
    const at = all.findIndex((row) => row === document.activeElement?.closest("tr[data-item]"));
    const from = at >= 0 ? at + step : Math.max(0, all.findIndex((row) => row.dataset.item === current));
    all[Math.min(Math.max(from, 0), all.length - 1)]?.focus();
  }
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest?.(".tracker-list tr[data-item]");
    if (!row) return;
    current = row.dataset.item;
    settle();
  });

  // ---- what is selected ------------------------------------------------------------------------------------------------------
  function pick(row, on) {
    const box = row?.querySelector("[data-pick]");
    if (!box) return;
    picked[on ? "add" : "delete"](row.dataset.item);
    mark();
    heard.say(`${row.dataset.item} ${on ? "selected" : "no longer selected"}, ${picked.size} in all`);
  }
  function mark() {
    const all = rows();
    const there = new Set(all.map((row) => row.dataset.item));
    for (const item of picked) if (!there.has(item)) picked.delete(item); // what is out of sight is not given away
    for (const row of all) {
      const box = row.querySelector("[data-pick]");
      if (!box) continue;
      box.checked = picked.has(row.dataset.item);
      row.ariaSelected = String(box.checked);
    }
    const form = byId("reassign");
    if (!form) return;
    form.hidden = !picked.size;
    byId("reassign-numbers").value = [...picked].join(",");
    byId("reassign-count").textContent = `${picked.size} selected`;
  }
  heard.unpick = () => {
    picked.clear();
    mark();
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-pick]")) pick(event.target.closest("tr"), event.target.checked);
    if (event.target.matches("[data-narrow]")) narrow();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-unpick]")) heard.unpick();
    if (event.target.closest("#more")) before = rows().length;
    if (event.target.closest("[data-keys]")) byId("keys").showModal();
  });
  document.addEventListener("drawn", () => {
    settle();
    mark();
    const all = rows();
    if (before && all.length > before) all[before].focus(); // the first of those that came
    before = 0;
  });

  function narrow() {
    const given = {};
    for (const one of document.querySelectorAll("[data-narrow]"))
      given[one.dataset.narrow] = one.type === "checkbox" ? (one.checked ? one.value : "") : one.value;
    heard.press("narrow", given);
  }

  // ---- keys ------------------------------------------------------------------------------------------------------------------
  const types = (target) => target.matches?.("input:not([type=checkbox]), select, textarea, [contenteditable]");
  const keys = {
    j: () => go(1),
    k: () => go(-1),
    o: (row) => row?.querySelector("a[href]")?.click(),
    u: (row) => row?.querySelector("[data-do=open-update]")?.click(),
    x: (row) => pick(row, !picked.has(row?.dataset.item)),
    "/": () => byId("search")?.select(),
    "?": () => byId("keys")?.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (!document.querySelector(".page.tracker") || document.querySelector("dialog[open]")) return;
    const form = event.target.closest?.("form[data-do=update]");
    if (form && event.key === "Escape") heard.press("close-update", {});
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    if (event.ctrlKey || event.metaKey || event.altKey || types(event.target)) return;
    const row = event.target.closest?.("tr[data-item]");
    const onRow = row === event.target;
    const alias = onRow ? { ArrowDown: "j", ArrowUp: "k", Enter: "o" }[event.key] : undefined;
    const act = keys[alias ?? event.key];
    if (!act) return;
    event.preventDefault();
    act(row ?? rows().find((one) => one.dataset.item === current));
  });
})();
