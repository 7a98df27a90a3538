// The languages of a poster: the boxes that are ticked, as one field of the form.
(() => {
  "use strict";
  document.addEventListener("change", (event) => {
    const form = event.target.matches("[data-language]") && event.target.closest("form");
    if (!form) return;
    const ticked = [...form.querySelectorAll("[data-language]:checked")].map((box) => box.value);
    form.querySelector('[data-name="languages"]').value = ticked.join(" ");
  });
})();
