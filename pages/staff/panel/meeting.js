// The meeting: who follows is brought to the point that is before all; who types goes on where they were while others
// press; the chair who leads decides from the same form.
(() => {
  "use strict";
  let before = null; // what was before all when the wall was drawn last
  document.addEventListener("drawn", (event) => {
    const wall = event.target.querySelector?.(".wall");
    if (!wall) return;
    const { review, point } = wall.dataset;
    if (before && (review !== before.review || point !== before.point)) bringUp(wall, review !== before.review, point);
    before = { review, point };
  });
  function bringUp(wall, another, point) {
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    if (another) scrollTo({ top: 0, behavior });
    else document.getElementById(`point-${point}`)?.scrollIntoView({ block: "nearest", behavior });
    const heading = (!another && wall.querySelector(".point.here h3")) || wall.querySelector(".wall-title h2");
    heard.say(heading?.textContent ?? "");
  }

  let caret = { id: "", from: 0, to: 0 };
  document.addEventListener("selectionchange", () => {
    const { id, selectionStart: from, selectionEnd: to } = document.activeElement;
    if (typeof from === "number") caret = { id, from, to };
  });
  document.addEventListener("drawn", () => {
    const field = document.activeElement;
    if (caret.id && field.id === caret.id) field.setSelectionRange(caret.from, caret.to);
  });
  document.addEventListener("click", (event) => {
    const form = event.target.closest("[data-decide]")?.form;
    if (!form) return;
    heard.mendAll(form);
    heard.press("decide", heard.gathered(form), form);
  });
})();
