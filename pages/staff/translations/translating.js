// What is typed of a translation is looked at as it is typed, and warnings that were let pass go with it.
(() => {
  "use strict";
  const PAUSE = 350; // ms without a key
  let looking;
  const form = () => document.getElementById("translation");
  const look = () => form() && heard.act("look", heard.gathered(form()));

  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-translated]")) return;
    clearTimeout(looking);
    looking = setTimeout(look, PAUSE);
  });
  document.addEventListener("click", (event) => {
    const use = event.target.closest("button[data-use]");
    if (!use) return;
    const box = document.getElementById("text-0");
    box.value = document.getElementById(use.dataset.use).textContent;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  });
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-passed]")) return;
    heard.act("pass", { sentence: event.target.value, yes: event.target.checked });
  });
})();
