// What is wrong in a form: all of it at once, beside each field, and where there are several at the top with links.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const GROUP = "fieldset, [role=radiogroup], [role=group]";

  // faults: { name of a field: sentence }; "" is the form as a whole
  heard.refuse = (id, faults) => {
    const form = byId(id);
    if (!form) return heard.tell(Object.values(faults).join(" "));
    heard.answeredIn(form);
    heard.mendAll(form);
    const found = Object.entries(faults).map(([name, text]) => ({ text, at: name ? placeOf(form, name) : null }));
    found.sort((one, other) => (one.at && other.at ? order(one.at, other.at) : one.at ? 1 : -1));
    found.forEach(({ at, text }) => at && heard.wrong(at, text));
    const alone = found.length === 1 && found[0].at;
    if (!alone || form.querySelectorAll("[data-name]").length > 1) form.prepend(summary(found));
    (alone ? firstOf(found[0].at) : form.querySelector(".faults")).focus();
  };

  heard.wrong = (place, text) => {
    heard.mended(place);
    place.closest("details")?.setAttribute("open", "");
    const trouble = document.createElement("p");
    trouble.className = "trouble";
    trouble.id = troubleOf(place);
    trouble.textContent = text;
    const before = place.getAttribute("aria-describedby");
    place.dataset.described = before || "";
    place.setAttribute("aria-describedby", `${before ? `${before} ` : ""}${trouble.id}`);
    if (!place.matches(GROUP)) {
      place.setAttribute("aria-invalid", "true");
      place.before(trouble);
    } else {
      place.classList.add("wrong");
      const legend = place.querySelector(":scope > legend");
      if (legend) legend.after(trouble);
      else place.prepend(trouble);
    }
  };

  heard.mended = (place) => {
    byId(troubleOf(place))?.remove();
    place.removeAttribute("aria-invalid");
    place.classList.remove("wrong");
    if (place.dataset.described === undefined) return;
    if (place.dataset.described) place.setAttribute("aria-describedby", place.dataset.described);
    else place.removeAttribute("aria-describedby");
    delete place.dataset.described;
  };
  heard.mendAll = (form) => {
    form.querySelectorAll("[aria-invalid], .wrong").forEach(heard.mended);
    form.querySelector(":scope > .faults")?.remove();
  };

  // the field of a name, or the group that its choices stand in: never one of the choices
  function placeOf(form, name) {
    const field = form.querySelector(`[data-name="${CSS.escape(name)}"]`) ?? byId(name);
    const group = field?.closest(GROUP);
    const several = group && (field.type === "radio" || group.querySelectorAll("[type=checkbox]").length > 1);
    const hidden = field?.type === "hidden" && form.querySelector("fieldset");
    const place = several ? group : hidden || field;
    if (place && !place.id) place.id = `${form.id}-${name}-place`;
    return place;
  }
  heard.placeOf = placeOf;
  const firstOf = (place) => (place.matches(GROUP) ? (place.querySelector("input:checked, input") ?? place) : place);
  const troubleOf = (place) => `${place.id || "form"}-trouble`;
  const order = (one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);

  function summary(found) {
    const box = document.createElement("div");
    const title = document.createElement("p");
    const list = document.createElement("ul");
    box.className = "faults";
    box.tabIndex = -1;
    box.setAttribute("role", "group");
    title.className = "faults-title";
    title.textContent = found.length > 1 ? `${found.length} things need another look` : "One thing needs another look";
    box.setAttribute("aria-label", title.textContent);
    for (const { at, text } of found) {
      const item = document.createElement("li");
      const link = document.createElement(at ? "a" : "span");
      link.textContent = text;
      if (at) {
        link.href = `#${at.id}`;
        link.addEventListener("click", (event) => {
          event.preventDefault();
          firstOf(at).focus();
        });
      }
      item.append(link);
      list.append(item);
    }
    box.append(title, list);
    return box;
  }

  // what is being mended is no longer called wrong
  const mending = (event) => {
    const group = event.target.closest?.(`.wrong`);
    const place = group ?? (event.target.getAttribute?.("aria-invalid") && event.target);
    if (!place) return;
    const form = place.closest("form");
    heard.mended(place);
    const left = form?.querySelectorAll("[aria-invalid], .wrong").length;
    const box = form?.querySelector(":scope > .faults");
    if (box && !left) box.remove();
    else box?.querySelector(`a[href="#${CSS.escape(place.id)}"]`)?.parentElement.remove();
  };
  document.addEventListener("input", mending);
  document.addEventListener("change", mending);
})();
