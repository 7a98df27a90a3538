// What is typed in a form of a panel outlives the panel being drawn again; it goes when the server has kept it.
(() => {
  "use strict";
  const typed = new Map(); // id of a field -> what stands in it
  const holds = (field) => field.id && field.matches?.("[data-draft] :is(input, textarea, select)");

  const note = (event) => {
    const field = event.target;
    if (!holds(field)) return;
    if (field.type === "radio") field.closest("form").querySelectorAll("[type=radio]").forEach((one) => one.name === field.name && typed.delete(one.id));
    typed.set(field.id, field.type === "radio" || field.type === "checkbox" ? field.checked : field.value);
  };
  document.addEventListener("input", note);
  document.addEventListener("change", note);

  document.addEventListener("drawn", (event) => {
    for (const [id, value] of typed) {
      const field = document.getElementById(id);
      if (!field || !event.target.contains(field)) continue;
      if (typeof value === "boolean") field.checked = value;
      else field.value = value;
    }
  });
  heard.drop = (form) => {
    for (const id of [...typed.keys()]) if (id.startsWith(form)) typed.delete(id);
  };
})();
