// What is typed in a panel stays when the panel is drawn again, until the form has done what it is for.
(() => {
  "use strict";
  const typed = new Map();
  const isTyped = (field) => field.id && field.matches("[data-name]") && field.closest("[data-panel]");

  for (const happens of ["input", "change"])
    document.addEventListener(happens, (event) => {
      if (isTyped(event.target)) typed.set(event.target.id, { text: event.target.value, on: event.target.checked });
    });
  document.addEventListener("drawn", (event) => {
    for (const [id, kept] of typed) {
      const field = event.target.querySelector(`#${CSS.escape(id)}`);
      if (!field) continue;
      const caret = document.activeElement === field && field.type?.startsWith("text") ? field.selectionStart : null;
      if (field.type === "checkbox" || field.type === "radio") field.checked = kept.on;
      else if (field.value !== kept.text) field.value = kept.text;
      if (caret !== null) field.setSelectionRange(field.value.length, field.value.length);
    }
  });
  heard.letGo = (form) => {
    const box = document.getElementById(form);
    for (const id of [...typed.keys()]) if (!document.getElementById(id) || box?.querySelector(`#${CSS.escape(id)}`)) typed.delete(id);
    box?.reset();
  };
})();
