// What is typed and not sent outlives everything but its person's sending it: a panel drawn again, a reload, the session.
(() => {
  "use strict";
  const FORMS = "form[data-do], form[data-call-form], form[data-help], form[data-raise]";
  const OWN = 3000; // ms: a screen that saves by itself has saved by then
  const { outbox } = heard;
  const drafts = (heard.drafts = {});
  const typed = new Map(); // name of a form -> its fields, as they stand in this tab
  const before = new Map(); // name of a form -> its fields, as they stood when this page was opened
  const there = new Set(); // the names of the forms of which the server holds a draft

  const nameOf = (form) => form.dataset.draft || form.id;
  const formOf = (name) =>
    [...document.querySelectorAll(FORMS)].find((form) => nameOf(form) === name && form.isConnected);
  const isTicked = (field) => field.type === "radio" || field.type === "checkbox";
  const valueOf = (field) => (isTicked(field) ? field.checked : field.value);
  const drawnAs = (field) => {
    if (isTicked(field)) return field.defaultChecked;
    if (field.tagName !== "SELECT") return field.defaultValue;
    return ([...field.options].find((one) => one.defaultSelected) ?? field.options[0])?.value ?? "";
  };
  const fieldsOf = (form) =>
    [...form.elements].filter(
      (one) => one.id && one.matches("input, select, textarea") && !["hidden", "password", "file"].includes(one.type) && !one.readOnly && one.autocomplete !== "one-time-code",
    );
  const changed = (form) =>
    Object.fromEntries(fieldsOf(form).filter((one) => valueOf(one) !== drawnAs(one)).map((one) => [one.id, valueOf(one)]));

  function keep(name, fields, pause) {
    const body = { screen: outbox.screen(), form: name, fields, typed: Date.now() };
    const told = (status) => status === 204 && there[Object.keys(fields).length ? "add" : "delete"](name);
    outbox.put(`draft.${name}`, outbox.DRAFTS, body, { pause, heard: told });
  }
  const note = (event) => {
    const form = event.target.form;
    if (!form?.matches(FORMS) || !nameOf(form) || !fieldsOf(form).includes(event.target)) return;
    const fields = changed(form);
    typed.set(nameOf(form), fields);
    before.delete(nameOf(form));
    keep(nameOf(form), fields, form.dataset.own === undefined ? undefined : OWN);
  };
  document.addEventListener("input", note);
  document.addEventListener("change", note);

  // ---- for a screen that saves by itself: kept only until it has saved ---------------------------------------------------
  drafts.hold = (name, value) => keep(name, { value: JSON.stringify(value) }, OWN);
  drafts.held = (name) => {
    const kept = before.get(name);
    return kept?.value === undefined ? undefined : JSON.parse(kept.value);
  };
  drafts.drop = async (name) => {
    typed.delete(name);
    before.delete(name);
    const tried = await outbox.take(`draft.${name}`);
    if ((tried || there.has(name)) && !typed.has(name)) keep(name, {}, 0);
  };

  // the server has done what the form is for, and has let its draft go; what stands in the box may still be wanted
  heard.sent = (name) => {
    const form = formOf(name);
    drafts.drop(name);
    form?.querySelector(".put-back")?.remove();
    if (form?.dataset.stays === undefined) form?.reset();
    else typed.set(name, changed(form));
  };

  // ---- put back --------------------------------------------------------------------------------------------------------
  function fill(form, fields) {
    let any = false;
    for (const [id, value] of Object.entries(fields)) {
      const field = document.getElementById(id);
      if (!field || !form.contains(field) || valueOf(field) === value) continue;
      any = true;
      if (typeof value === "boolean") field.checked = value;
      else field.value = value;
      field.closest("details")?.setAttribute("open", "");
      if (isTicked(field)) field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    if (any) for (let box = form.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    return any;
  }
  function putBack(form) {
    const name = nameOf(form);
    const fields = before.get(name);
    if (!fields || !form.elements.length) return;
    before.delete(name);
    typed.set(name, fields);
    if (fill(form, fields)) form.prepend(offer(form, name));
  }
  function offer(form, name) {
    const line = document.createElement("p");
    const button = document.createElement("button");
    line.className = "put-back";
    line.setAttribute("role", "status");
    button.type = "button";
    button.className = "button small";
    button.textContent = "Let it go";
    button.addEventListener("click", () => {
      typed.delete(name);
      keep(name, {}, 0);
      form.reset();
      line.remove();
      (form.querySelector("input:not([type=hidden]), select, textarea") ?? form).focus();
    });
    line.append("What you typed here before is back. ", button);
    return line;
  }

  const putAllBack = () => document.querySelectorAll(FORMS).forEach(putBack);
  document.addEventListener("drawn", (event) => {
    for (const form of event.target.querySelectorAll(FORMS)) if (typed.has(nameOf(form))) fill(form, typed.get(nameOf(form)));
  });
  document.addEventListener("outbox", (event) => {
    const { forms, left } = event.detail;
    for (const [name, kept] of Object.entries(forms)) {
      there.add(name);
      learn(name, kept);
    }
    for (const { name, body } of left) {
      if (!name.startsWith("draft.")) continue;
      there.add(body.form);
      learn(body.form, body, forms);
    }
    putAllBack();
    document.dispatchEvent(new CustomEvent("drafts"));
    // forms that are drawn later, behind a step or in a part that is opened, get theirs when they come
    new MutationObserver(() => before.size && putAllBack()).observe(document.body, { childList: true, subtree: true });
  });
  function learn(name, kept, known = {}) {
    if (typed.has(name) || (known[name] && known[name].typed > kept.typed)) return;
    if (Object.keys(kept.fields).length) before.set(name, kept.fields);
    else before.delete(name);
  }
})();
