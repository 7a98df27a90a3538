// A member's own view is saved as they go: a choice at once, words when they pause.
(() => {
  "use strict";
  const PAUSE = 700; // ms
  const waiting = new Map(); // form -> timer
  const said = (form) => document.getElementById(`saved-${form.dataset.part}`);

  function send(form) {
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    heard.mendAll(form);
    if (heard.act("say", heard.gathered(form))) said(form).textContent = "Saving…";
    else said(form).textContent = "Not saved yet: there is no connection. It is kept here.";
  }
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form?.matches(".own-view")) return;
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(() => send(form), event.target.type === "radio" ? 0 : PAUSE));
  });
  document.addEventListener("focusout", (event) => {
    if (waiting.has(event.target.form)) send(event.target.form);
  });
  window.addEventListener("pagehide", () => [...waiting.keys()].forEach(send));

  heard.reading = {
    saved: (part, words) => {
      const line = document.getElementById(`saved-${part}`);
      if (line) line.textContent = words;
    },
  };
})();
