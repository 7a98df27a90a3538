// The review's fields. A text belongs to the browser until the server says that it is saved; until then it is also kept
// in this browser, so that neither a lost connection nor a reload takes it away.
(() => {
  "use strict";
  const PAUSE = 900; // ms without a key before a field is saved
  const PATIENCE = 6000; // ms to wait for the server's word before trying again
  const unsaved = new Map(); // question -> { value, revision, sent, number, timer, clash }
  let numbers = 0;
  let keeps = true; // whether this browser lets us keep a text

  const typing = (heard.typing = {});
  const root = () => document.querySelector("[data-review]");
  const fieldOf = (question) => document.querySelector(`.field[data-question="${CSS.escape(question)}"]`);
  const keyOf = (question) => `heard.${root()?.dataset.review}.${question}`;
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  // ---- reading and writing a field by its kind -----------------------------------------------------------------------
  const inputs = (field) => [...field.querySelectorAll("input, textarea")].filter((one) => !one.closest(".clash, .kept"));
  function read(field) {
    const all = inputs(field);
    switch (field.dataset.kind) {
      case "grade":
      case "choices":
        return all.find((one) => one.checked)?.value ?? "";
      case "several": {
        const chosen = all.filter((one) => one.checked).map((one) => one.value);
        return chosen.length ? chosen : "";
      }
      case "table":
        return rowsOf(field)
          .map(readRow)
          .filter((row) => Object.values(row).some((cell) => cell.trim()));
      default:
        return all[0].value;
    }
  }
  function write(field, value) {
    const all = inputs(field);
    switch (field.dataset.kind) {
      case "grade":
      case "choices":
      case "several":
        all.forEach((one) => (one.checked = [].concat(value).includes(one.value)));
        break;
      case "table":
        writeRows(field, Array.isArray(value) ? value : []);
        break;
      default:
        all[0].value = value;
        grow(all[0]);
    }
  }

  // ---- tables ---------------------------------------------------------------------------------------------------------
  const rowsOf = (field) => [...field.querySelectorAll(".table-row")];
  const cellsOf = (row) => [...row.querySelectorAll("[data-column]")];
  const readRow = (row) => Object.fromEntries(cellsOf(row).map((cell) => [cell.dataset.column, cell.value]));
  function addRow(field) {
    const rows = rowsOf(field);
    const row = rows[0].cloneNode(true);
    cellsOf(row).forEach((cell) => (cell.value = ""));
    rows[0].parentElement.append(row);
    renumber(field);
    return row;
  }
  function renumber(field) {
    rowsOf(field).forEach((row, at) => {
      for (const cell of cellsOf(row)) {
        const label = cell.parentElement.querySelector("label");
        cell.id = `q-${field.dataset.question}-${at + 1}-${cell.dataset.column}`;
        if (label) label.htmlFor = cell.id;
      }
      const hidden = row.querySelector("[data-remove] .unseen");
      if (hidden) hidden.textContent = ` row ${at + 1}`;
    });
  }
  function writeRows(field, rows) {
    while (rowsOf(field).length > Math.max(1, rows.length)) rowsOf(field).pop().remove();
    while (rowsOf(field).length < rows.length) addRow(field);
    rowsOf(field).forEach((row, at) => cellsOf(row).forEach((cell) => (cell.value = rows[at]?.[cell.dataset.column] ?? "")));
  }

  // ---- the state of the part in one line ------------------------------------------------------------------------------
  function state(name, text) {
    const line = document.getElementById("saved");
    if (!line) return;
    line.dataset.state = name;
    line.textContent = text;
  }
  function saving() {
    if (unsaved.size) state("saving", "Saving…");
  }

  // ---- sending ----------------------------------------------------------------------------------------------------------
  function typed(field, pause) {
    const question = field.dataset.question;
    const one = unsaved.get(question) ?? { revision: Number(field.dataset.revision), clash: false };
    one.value = read(field);
    one.refused = false;
    unsaved.set(question, one);
    keep(question, one.value);
    saving();
    clearTimeout(one.timer);
    one.timer = setTimeout(() => send(question), pause);
  }
  function send(question) {
    const one = unsaved.get(question);
    if (!one || one.clash || one.refused || one.sent !== undefined) return;
    clearTimeout(one.timer);
    one.sent = one.value;
    one.number = ++numbers;
    heard.act("fill", { question, value: one.value, revision: one.revision, number: one.number });
    one.timer = setTimeout(() => unheard(question, one.number), PATIENCE);
  }
  function unheard(question, number) {
    const one = unsaved.get(question);
    if (!one || one.number !== number) return;
    state("failed", "Not saved: no connection. Your words are kept in this browser and are sent again.");
    one.sent = undefined;
    send(question);
  }
  const flush = () => unsaved.forEach((one, question) => send(question));

  // ---- what the server says -------------------------------------------------------------------------------------------
  typing.saved = ({ question, number, revision, clock }) => {
    const one = unsaved.get(question);
    const field = fieldOf(question);
    if (field) {
      field.dataset.revision = revision;
      inputs(field).forEach(heard.mended);
    }
    if (!one || one.number !== number) return;
    clearTimeout(one.timer);
    one.revision = revision;
    if (same(one.value, one.sent)) {
      unsaved.delete(question);
      unkeep(question);
    } else {
      one.sent = undefined;
      send(question);
    }
    if (!unsaved.size) state("saved", `Saved ${clock}`);
  };
  typing.refused = ({ question, number, message }) => {
    const one = unsaved.get(question);
    if (!one || one.number !== number) return;
    clearTimeout(one.timer);
    one.refused = same(one.value, one.sent);
    one.sent = undefined;
    if (!one.refused) return send(question);
    const field = fieldOf(question);
    if (field) heard.wrong(inputs(field)[0], message);
    state("failed", `Not saved: ${message}`);
    heard.say(`Not saved. ${message}`);
  };
  typing.failed = ({ question, number, message }) => {
    const one = unsaved.get(question);
    if (!one || one.number !== number) return;
    clearTimeout(one.timer);
    one.sent = undefined;
    state("failed", message.startsWith("Not saved") ? message : `Not saved: ${message}`);
    heard.say("Not saved. Your words stay here.");
    one.timer = setTimeout(() => send(question), PATIENCE);
  };
  typing.theirs = ({ question, value, revision, by, clock }) => {
    const field = fieldOf(question);
    if (!field || unsaved.has(question) || field.contains(document.activeElement)) return;
    if (!same(read(field), value)) {
      write(field, value);
      state("saved", `${by} saved something here at ${clock}`);
    }
    field.dataset.revision = revision;
  };
  typing.show = (questions) => {
    for (const field of document.querySelectorAll(".field[data-question]"))
      field.hidden = !questions.includes(field.dataset.question);
  };

  // ---- two people in one field ------------------------------------------------------------------------------------------
  typing.conflict = ({ question, number, value, words, revision, by, clock }) => {
    const one = unsaved.get(question);
    const field = fieldOf(question);
    if (!one || one.number !== number) return;
    clearTimeout(one.timer);
    one.sent = undefined;
    one.clash = { value, words, revision, by, clock };
    state("failed", `Not saved: ${by} saved this field at ${clock}. Choose below what should stand.`);
    if (field) showClash(field, one);
  };
  function showClash(field, one) {
    field.querySelector(".clash")?.remove();
    const { value, words, revision, by, clock } = one.clash;
    const isText = ["long_text", "short_text"].includes(field.dataset.kind);
    const box = make("div", "clash");
    box.setAttribute("role", "group");
    box.tabIndex = -1;
    box.append(make("h2", "", `${by} saved this field while you were writing`));
    const both = make("div", "clash-both");
    both.append(side("Yours", wordsOf(field, one.value)), side(`Saved by ${by} at ${clock}`, words));
    box.setAttribute("aria-label", "Two versions of one field");
    box.append(both);
    const settle = (mine) => {
      one.clash = false;
      one.revision = revision;
      one.value = mine;
      box.remove();
      write(field, mine);
      keep(field.dataset.question, mine);
      saving();
      send(field.dataset.question);
      inputs(field)[0].focus();
    };
    const choices = make("p", "clash-choices");
    choices.append(
      press("Keep mine", () => settle(one.value)),
      press("Take theirs", () => settle(value)),
    );
    box.append(choices);
    if (isText) {
      const label = make("label", "", "Or put both together");
      const text = make("textarea");
      text.id = `both-${field.dataset.question}`;
      text.rows = 6;
      text.value = `${words}\n\n${one.value}`;
      label.htmlFor = text.id;
      box.append(label, text, press("Save this text", () => settle(text.value), "strong"));
    }
    field.append(box);
    box.focus();
    heard.say(`${by} saved this field while you were writing. Choose what should stand.`);
  }
  function side(title, text) {
    const box = make("div", "clash-side");
    box.append(make("h3", "", title), make("p", "", text || "(empty)"));
    return box;
  }
  function wordsOf(field, value) {
    if (field.dataset.kind === "table") return value.map((row) => Object.values(row).filter(Boolean).join(" · ")).join("\n");
    if (!["grade", "choices", "several"].includes(field.dataset.kind)) return value;
    const chosen = inputs(field).filter((one) => [].concat(value).includes(one.value));
    return chosen.map((one) => one.closest("label").textContent.trim()).join(", ");
  }

  // ---- kept in this browser until it is saved ---------------------------------------------------------------------------
  function keep(question, value) {
    try {
      localStorage.setItem(keyOf(question), JSON.stringify({ value }));
    } catch {
      keeps = false; // a full or forbidden storage: the text still stands in the field
    }
  }
  function unkeep(question) {
    try {
      localStorage.removeItem(keyOf(question));
    } catch {
      return;
    }
  }
  function kept(question) {
    try {
      return JSON.parse(localStorage.getItem(keyOf(question)))?.value;
    } catch {
      return undefined;
    }
  }
  function offer(field, value) {
    if (field.querySelector(".kept")) return;
    const box = make("div", "kept");
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "What you typed before");
    box.append(make("p", "kept-title", "You typed this before the connection was lost"), make("p", "kept-words", wordsOf(field, value)));
    const choices = make("p", "clash-choices");
    choices.append(
      press("Put it back", () => {
        box.remove();
        write(field, value);
        typed(field, 0);
        inputs(field)[0].focus();
      }),
      press("Let it go", () => {
        box.remove();
        unkeep(field.dataset.question);
        inputs(field)[0].focus();
      }),
    );
    box.append(choices);
    field.append(box);
  }

  // ---- a part has been drawn ----------------------------------------------------------------------------------------------
  function adopt(panel) {
    for (const field of panel.querySelectorAll(".field[data-question]")) {
      const question = field.dataset.question;
      const one = unsaved.get(question);
      field.querySelectorAll("textarea").forEach(grow);
      if (field.hasAttribute("data-locked")) continue;
      if (one) {
        write(field, one.value);
        if (one.clash) showClash(field, one);
        continue;
      }
      const before = kept(question);
      if (before !== undefined && !same(before, read(field))) offer(field, before);
      else if (before !== undefined) unkeep(question);
    }
  }
  function grow(area) {
    if (area.tagName !== "TEXTAREA" || !area.scrollHeight) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight + 2, 900)}px`;
  }
  function make(tag, name, text) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  }
  function press(text, act, more) {
    const button = make("button", `button ${more ?? ""}`.trim(), text);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }

  // ---- events ---------------------------------------------------------------------------------------------------------------
  const writing = (event) => {
    const field = event.target.closest?.(".field[data-question]");
    return field && !field.hasAttribute("data-locked") && !event.target.closest(".clash, .kept") ? field : null;
  };
  document.addEventListener("input", (event) => {
    if (event.target.tagName === "TEXTAREA") grow(event.target);
    const field = writing(event);
    if (field) typed(field, ["radio", "checkbox", "date"].includes(event.target.type) ? 60 : PAUSE);
  });
  document.addEventListener("focusout", (event) => {
    const field = writing(event);
    if (field) send(field.dataset.question);
  });
  document.addEventListener("click", (event) => {
    const field = writing(event);
    if (field && event.target.closest("[data-add]")) cellsOf(addRow(field))[0].focus();
    if (field && event.target.closest("[data-remove]")) remove(field, event.target.closest(".table-row"));
    const part = event.target.closest("a[data-part]");
    if (part && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      flush();
      focusTitle = true;
      heard.act("part", { part: part.dataset.part });
    }
  });
  function remove(field, row) {
    if (rowsOf(field).length > 1) row.remove();
    else cellsOf(row).forEach((cell) => (cell.value = ""));
    renumber(field);
    typed(field, 0);
    field.querySelector("[data-add]")?.focus();
  }
  let focusTitle = false;
  heard.opened = (address, title) => {
    if (location.pathname + location.search !== address) history.pushState({}, "", address);
    document.title = title;
    saving();
    if (focusTitle) document.getElementById("part-title")?.focus({ preventScroll: true });
    if (focusTitle) window.scrollTo({ top: 0 });
    focusTitle = false;
  };
  window.addEventListener("popstate", () => {
    if (root()) heard.act("part", { part: new URLSearchParams(location.search).get("part") ?? "" });
  });
  document.addEventListener("drawn", (event) => {
    adopt(event.target);
    // in a narrow window the sections are one row: the open one is brought into sight
    const open = event.target.querySelector("ol [aria-current]");
    const row = open?.closest("ol");
    if (row && row.scrollWidth > row.clientWidth) row.scrollLeft = open.offsetLeft - row.offsetLeft - 16;
  });
  window.addEventListener("beforeunload", (event) => {
    flush();
    if (unsaved.size && !keeps && !heard.leaving) event.preventDefault(); // else it is offered back
  });
  document.addEventListener("visibilitychange", () => document.hidden && flush());
})();
