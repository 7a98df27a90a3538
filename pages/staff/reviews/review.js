// The review screen in the browser: its fields tell what is typed, and its sections open without leaving the page.
(() => {
  "use strict";
  const { fields, typing } = heard;
  const AT_ONCE = ["radio", "checkbox", "date"];
  let moved = false;
  let begun = null; // the recommendation that is to be written: its table and its id
  let wanted = location.hash.startsWith("#q-") ? location.hash.slice(1) : ""; // the field that a link leads to

  const writing = (event) => {
    const field = event.target.closest?.(".field[data-question]");
    return field && !field.hasAttribute("data-locked") && !event.target.closest(".clash, .kept") ? field : null;
  };

  document.addEventListener("input", (event) => {
    fields.grow(event.target);
    const field = writing(event);
    if (field?.dataset.kind === "checklist") fields.tick(field);
    if (field) typing.typed(field, AT_ONCE.includes(event.target.type) ? 60 : undefined);
  });
  // a choice that cannot be taken back is asked about before it is made
  document.addEventListener(
    "click",
    (event) => {
      const choice = event.target.closest?.(".field input[data-sure]");
      if (!choice) return;
      event.preventDefault();
      event.stopPropagation();
      heard.sure(choice.dataset.sure, choice.dataset.yes).then((yes) => {
        if (!yes) return;
        choice.checked = true;
        choice.dispatchEvent(new Event("input", { bubbles: true }));
      });
    },
    true,
  );
  document.addEventListener("focusout", (event) => {
    const field = writing(event);
    if (field) typing.send(field.dataset.question);
  });
  document.addEventListener("click", (event) => {
    const field = writing(event);
    if (field && event.target.closest("[data-add]")) fields.addRow(field);
    if (field && event.target.closest("[data-remove]")) {
      fields.removeRow(field, event.target.closest(".table-row"));
      typing.typed(field, 0);
    }
    const way = event.target.closest("[data-recommend]");
    if (field && way) recommend(field, way);
    const part = event.target.closest("a[data-part], a[data-to]");
    if (part && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      open(part.dataset.part ?? part.dataset.to, part.dataset.field);
    }
  });

  // the finding names the recommendation first; then its row is opened, and is there once something is written in it
  function recommend(field, way) {
    const id = fields.newId();
    fields.offer(way.closest(".labelled, .field").querySelector("select"), id, "Not written yet");
    typing.typed(field, 0);
    begun = { table: way.dataset.table, id };
    open(way.dataset.recommend);
  }
  function reachBegun() {
    const table = begun && fields.of(begun.table);
    if (!table) return;
    wanted = fields.rowOf(table, begun.id).id;
    begun = null;
  }
  function reach() {
    reachBegun();
    const place = wanted && document.getElementById(wanted);
    if (!place) return;
    wanted = "";
    moved = false; // it is where it was to lead: the title of the part does not take the focus back
    const field = place.matches("fieldset") ? place.querySelector("input, textarea, select, button") : place;
    field?.focus({ preventScroll: true });
    field?.scrollIntoView({ block: "center" });
  }
  function open(part, field = "") {
    typing.flush();
    moved = true;
    wanted = field;
    heard.press("part", { part });
  }
  heard.opened = (address, title) => {
    if (location.pathname + location.search !== address) history.pushState({}, "", address);
    document.title = title;
    typing.stillSaving();
    if (!moved) return;
    moved = false;
    if (wanted || begun) return reach();
    document.getElementById("part-title")?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  };
  window.addEventListener("popstate", () => {
    const review = document.querySelector("[data-review]");
    if (review) heard.press("part", { part: new URLSearchParams(location.search).get("part") ?? "" });
  });

  const adoptIn = (place) => place.querySelectorAll(".field[data-question]:not([data-locked])").forEach(typing.adopt);
  document.addEventListener("drafts", () => adoptIn(document));
  document.addEventListener("drawn", (event) => {
    event.target.querySelectorAll("textarea").forEach(fields.grow);
    adoptIn(event.target);
    reach();
    // in a narrow window the sections are one row: the open one is brought into sight
    const here = event.target.querySelector("ol [aria-current]");
    const row = here?.closest("ol");
    if (row && row.scrollWidth > row.clientWidth) row.scrollLeft = here.offsetLeft - row.offsetLeft - 16;
  });
})();
