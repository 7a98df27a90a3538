// Raising a concern: a small form over the screen, which stays as it was underneath.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  let opener;

  document.addEventListener("click", (event) => {
    const open = event.target.closest("[data-open]");
    const box = open && byId(open.dataset.open);
    if (box) {
      opener = open.id;
      afresh(box);
      box.showModal();
    }
    const close = event.target.closest("[data-close]");
    if (close) byId(close.dataset.close)?.close();
  });

  function afresh(box) {
    const done = byId("raise-done");
    if (done.hidden) return; // what was typed and not raised is still there
    done.hidden = true;
    const form = box.querySelector("form");
    form.hidden = false;
    form.reset();
  }

  heard.raised = (told) => {
    byId("raise-form").hidden = true;
    byId("raise-told").textContent = told ? `${told} can see it on their screens now.` : "It is on record.";
    const done = byId("raise-done");
    done.hidden = false;
    done.focus();
  };

  document.addEventListener(
    "close",
    (event) => {
      if (event.target.id === "raise-box") byId(opener)?.focus();
    },
    true,
  );
})();
