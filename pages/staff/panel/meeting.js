// The meeting: who follows is brought to the point that is before all; who types goes on where they were while others
// press; the chair who leads decides from the same form.
(() => {
  "use strict";
  let before = "";
  document.addEventListener("drawn", (event) => {
    const wall = event.target.querySelector?.(".wall");
    if (!wall) return;
    const now = `${wall.dataset.review}/${wall.dataset.point}`;
    if (before && now !== before && wall.dataset.point) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      document.getElementById(`point-${wall.dataset.point}`)?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
    }
    if (before && now !== before) heard.say(wall.querySelector(".point.here h3, .wall-title h2")?.textContent ?? "");
    before = now;
  });
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
