// A field of the review: reading and writing it by its kind, and the rows of its tables.
(() => {
  "use strict";
  const fields = (heard.fields = {});

  // what a person chooses between inside a field (two versions, a text kept before) is not the field itself
  const inputs = (fields.inputs = (field) =>
    [...field.querySelectorAll("input, textarea")].filter((one) => !one.closest(".clash, .kept")));
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
        return rowsOf(field)
          .map(readRow)
          .filter((row) => Object.values(row).some((cell) => cell.trim()));
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
        writeRows(field, Array.isArray(value) ? value : []);
        break;
      default:
        all[0].value = value;
        fields.grow(all[0]);
    }
  };

  const cellWords = (field, column, code) =>
    [...field.querySelectorAll(`select[data-column="${column}"] option`)].find((one) => one.value === code)?.text ?? code;
  const rowWords = (field, row) => Object.entries(row).filter(([, cell]) => cell).map(([column, cell]) => cellWords(field, column, cell));
  fields.words = (field, value) => {
    if (field.dataset.kind === "table") return value.map((row) => rowWords(field, row).join(" · ")).join("\n");
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
  const readRow = (row) => Object.fromEntries(cellsOf(row).map((cell) => [cell.dataset.column, cell.value]));

  function addRow(field) {
    const rows = rowsOf(field);
    const row = rows[0].cloneNode(true);
    cellsOf(row).forEach((cell) => (cell.value = ""));
    rows[0].parentElement.append(row);
    renumber(field);
    return row;
  }
  fields.addRow = (field) => cellsOf(addRow(field))[0].focus();
  fields.removeRow = (field, row) => {
    if (rowsOf(field).length > 1) row.remove();
    else cellsOf(row).forEach((cell) => (cell.value = ""));
    renumber(field);
    field.querySelector("[data-add]")?.focus();
  };

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
    rowsOf(field).forEach((row, at) =>
      cellsOf(row).forEach((cell) => (cell.value = rows[at]?.[cell.dataset.column] ?? "")),
    );
  }
})();
