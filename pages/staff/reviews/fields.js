// A field of the review: reading and writing it by its kind, and the rows of its tables.
(() => {
  "use strict";
  const fields = (heard.fields = {});

  // what a person chooses between inside a field (two versions, a text kept before) is not the field itself
  const inputs = (fields.inputs = (field) =>
    [...field.querySelectorAll("input, textarea, select")].filter((one) => !one.closest(".clash, .kept")));
  // where a fault of the field is said: beside the box, or with the question where there are several boxes
  fields.place = (field) => field.querySelector(":scope > fieldset") ?? inputs(field)[0];
  fields.of = (question) => document.querySelector(`.field[data-question="${CSS.escape(question)}"]`);
  fields.same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  fields.read = (field) => {
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
      case "findings":
        return rowsOf(field)
          .filter((row) => cellsOf(row).some((cell) => cell.value.trim()))
          .map((row) => readRow(row, field.dataset.kind));
      case "checklist":
        return all.filter((one) => one.checked).map((one) => ({ item: one.dataset.item, ...readCells(moreOf(field, one)) }));
      default:
        return all[0].value;
    }
  };

  fields.write = (field, value) => {
    const all = inputs(field);
    switch (field.dataset.kind) {
      case "grade":
      case "choices":
      case "several":
        all.forEach((one) => (one.checked = [].concat(value).includes(one.value)));
        break;
      case "table":
      case "findings":
        writeRows(field, Array.isArray(value) ? value : []);
        break;
      case "checklist":
        writeTicks(field, Array.isArray(value) ? value : []);
        break;
      case "recommendation":
        put(all[0], value);
        break;
      default:
        all[0].value = value;
        fields.grow(all[0]);
    }
  };

  const cellWords = (field, column, code) =>
    [...field.querySelectorAll(`select[data-column="${column}"] option`)].find((one) => one.value === code)?.text ?? code;
  const rowWords = (field, row) =>
    Object.entries(row)
      .filter(([column, cell]) => cell && column !== "id")
      .map(([column, cell]) => cellWords(field, column, cell));
  fields.words = (field, value) => {
    if (["table", "findings", "checklist"].includes(field.dataset.kind))
      return (value || []).map((row) => rowWords(field, row).join(" · ")).join("\n");
    if (field.dataset.kind === "recommendation") return inputs(field)[0].selectedOptions[0]?.text ?? "";
    if (!["grade", "choices", "several"].includes(field.dataset.kind)) return value;
    const chosen = inputs(field).filter((one) => [].concat(value).includes(one.value));
    return chosen.map((one) => one.closest("label").textContent.trim()).join(", ");
  };

  fields.grow = (area) => {
    if (area.tagName !== "TEXTAREA" || !area.scrollHeight) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight + 2, 900)}px`;
  };

  // ---- tables ---------------------------------------------------------------------------------------------------------
  const rowsOf = (field) => [...field.querySelectorAll(".table-row")];
  const cellsOf = (row) => [...row.querySelectorAll("[data-column]")];
  const readCells = (row) => Object.fromEntries(cellsOf(row).map((cell) => [cell.dataset.column, cell.value]));
  // a recommendation has an id from its first letter on, so that a finding can name it
  const readRow = (row, kind) => {
    if (kind !== "table") return readCells(row);
    row.dataset.row ||= fields.newId();
    return { ...readCells(row), id: row.dataset.row };
  };
  fields.newId = () => Math.random().toString(36).slice(2, 12);

  function addRow(field) {
    const rows = rowsOf(field);
    if (rows[0].hidden) {
      rows[0].hidden = false;
      return rows[0];
    }
    const row = rows[0].cloneNode(true);
    cellsOf(row).forEach((cell) => (cell.value = ""));
    row.dataset.row = "";
    row.querySelectorAll(".answers").forEach((one) => one.remove());
    rows[0].parentElement.append(row);
    renumber(field);
    return row;
  }
  fields.addRow = (field) => cellsOf(addRow(field))[0].focus();
  // the row of a recommendation that a finding has named already: an empty one, or a new one
  fields.rowOf = (field, id) => {
    const isFree = (row) => !cellsOf(row).some((cell) => cell.value.trim());
    const row = rowsOf(field).find((one) => one.dataset.row === id) ?? rowsOf(field).find(isFree) ?? addRow(field);
    row.dataset.row = id;
    return cellsOf(row)[0];
  };
  fields.removeRow = (field, row) => {
    if (rowsOf(field).length > 1) row.remove();
    else {
      cellsOf(row).forEach((cell) => (cell.value = ""));
      row.dataset.row = "";
      row.hidden = field.dataset.kind === "findings"; // none is as good as one: nothing waits to be filled
    }
    renumber(field);
    field.querySelector("[data-add]")?.focus();
  };

  function renumber(field) {
    rowsOf(field).forEach((row, at) => {
      for (const cell of cellsOf(row)) {
        const label = cell.parentElement.querySelector("label");
        cell.id = `q-${field.dataset.question}-${at + 1}-${cell.dataset.column}`;
        if (label) label.htmlFor = cell.id;
        for (const way of cell.parentElement.querySelectorAll("[data-recommend]"))
          way.id = `${cell.id}-new-${way.dataset.recommend}`;
      }
      const hidden = row.querySelector("[data-remove] .unseen");
      if (hidden) hidden.textContent = ` row ${at + 1}`;
    });
  }

  function writeRows(field, rows) {
    while (rowsOf(field).length > Math.max(1, rows.length)) rowsOf(field).pop().remove();
    while (rowsOf(field).length < rows.length) addRow(field);
    rowsOf(field).forEach((row, at) => {
      row.hidden = field.dataset.kind === "findings" && !rows.length;
      row.dataset.row = rows[at]?.id ?? "";
      cellsOf(row).forEach((cell) => put(cell, rows[at]?.[cell.dataset.column] ?? ""));
    });
  }
  // a recommendation may have been written since the choices were drawn
  function put(cell, value) {
    cell.value = value;
    if (cell.tagName === "SELECT" && cell.value !== value) fields.offer(cell, value, "A new recommendation");
  }
  fields.offer = (select, value, words) => {
    select.add(new Option(words, value));
    select.value = value;
  };

  // ---- lists to tick ----------------------------------------------------------------------------------------------------
  const moreOf = (field, tick) => field.querySelector(`.ticked > li[data-item="${CSS.escape(tick.dataset.item)}"]`);
  fields.tick = (field) => {
    for (const one of field.querySelectorAll(".ticks input")) moreOf(field, one).hidden = !one.checked;
  };
  function writeTicks(field, rows) {
    for (const one of field.querySelectorAll(".ticks input")) {
      const row = rows.find((each) => each.item === one.dataset.item);
      one.checked = Boolean(row);
      for (const cell of cellsOf(moreOf(field, one))) cell.value = row?.[cell.dataset.column] ?? "";
    }
    fields.tick(field);
  }
})();
