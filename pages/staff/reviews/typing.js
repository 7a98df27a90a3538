// Saves the review as it is typed. A text belongs to the browser until the server says that it is saved.
(() => {
  "use strict";
  const PAUSE = 900; // ms without a key before a field is saved
  const PATIENCE = 6000; // ms to wait for the server's word before trying again
  const unsaved = new Map(); // question -> { value, revision, sent, number, timer, refused, clash }
  let numbers = 0;

  const typing = (heard.typing = {});
  const { fields, drafts, choosing } = heard;
  const nameOf = (question) => `q-${question}`; // of its draft
  const NO_LINE = "Not saved: no connection. Your words are kept and are sent again.";
  const waitingFor = (question, number) => {
    const one = unsaved.get(question);
    return one && one.number === number ? one : undefined; // a late word about an older text is let pass
  };

  // ---- the state of the part, in one line -----------------------------------------------------------------------------
  function state(name, text) {
    const line = document.getElementById("saved");
    if (!line) return;
    line.dataset.state = name;
    line.textContent = text;
  }
  typing.stillSaving = () => unsaved.size && state("saving", "Saving…");

  // ---- sending ----------------------------------------------------------------------------------------------------------
  typing.typed = (field, pause = PAUSE) => {
    const question = field.dataset.question;
    const one = unsaved.get(question) ?? { revision: Number(field.dataset.revision) };
    one.value = fields.read(field);
    one.refused = false;
    unsaved.set(question, one);
    drafts.hold(nameOf(question), one.value);
    typing.stillSaving();
    clearTimeout(one.timer);
    // while a text is on its way the next one waits for the server's word, or for the end of our patience
    const next = one.sent === undefined ? () => typing.send(question) : () => unheard(question, one.number);
    one.timer = setTimeout(next, one.sent === undefined ? pause : PATIENCE);
  };
  typing.send = (question) => {
    const one = unsaved.get(question);
    if (!one || one.clash || one.refused || one.sent !== undefined) return;
    clearTimeout(one.timer);
    one.sent = one.value;
    one.number = ++numbers;
    one.timer = setTimeout(() => unheard(question, one.number), PATIENCE);
    if (heard.act("fill", { question, value: one.value, revision: one.revision, number: one.number })) return;
    state("failed", NO_LINE); // nothing is on its way: it goes when the line is back
    one.sent = undefined;
  };
  typing.flush = () => unsaved.forEach((_, question) => typing.send(question));
  function unheard(question, number) {
    const one = waitingFor(question, number);
    if (!one) return;
    state("failed", NO_LINE);
    one.sent = undefined;
    typing.send(question);
  }

  // ---- what the server says -------------------------------------------------------------------------------------------
  typing.saved = ({ question, number, revision, clock }) => {
    const one = waitingFor(question, number);
    const field = fields.of(question);
    if (field) {
      field.dataset.revision = revision;
      heard.mended(fields.place(field));
    }
    if (!one) return;
    clearTimeout(one.timer);
    one.revision = revision;
    if (fields.same(one.value, one.sent)) {
      unsaved.delete(question);
      drafts.drop(nameOf(question));
    } else {
      one.sent = undefined;
      typing.send(question);
    }
    if (!unsaved.size) state("saved", `Saved ${clock}`);
  };
  typing.refused = ({ question, number, message }) => {
    const one = waitingFor(question, number);
    if (!one) return;
    clearTimeout(one.timer);
    one.refused = fields.same(one.value, one.sent);
    one.sent = undefined;
    if (!one.refused) return typing.send(question);
    const field = fields.of(question);
    if (field) heard.wrong(fields.place(field), message);
    state("failed", `Not saved: ${message}`);
    heard.say(`Not saved. ${message}`);
  };
  typing.failed = ({ question, number, message }) => {
    const one = waitingFor(question, number);
    if (!one) return;
    clearTimeout(one.timer);
    one.sent = undefined;
    state("failed", message.startsWith("Not saved") ? message : `Not saved: ${message}`);
    heard.say("Not saved. Your words stay here.");
    one.timer = setTimeout(() => typing.send(question), PATIENCE);
  };
  typing.conflict = ({ question, number, ...theirs }) => {
    const one = waitingFor(question, number);
    if (!one) return;
    clearTimeout(one.timer);
    one.sent = undefined;
    one.clash = theirs;
    state("failed", `Not saved: ${theirs.by} saved this field at ${theirs.clock}. Choose below what should stand.`);
    const field = fields.of(question);
    if (field) typing.choose(field);
  };
  typing.theirs = ({ question, value, revision, by, clock }) => {
    const field = fields.of(question);
    if (!field || unsaved.has(question) || field.contains(document.activeElement)) return;
    field.dataset.revision = revision;
    if (fields.same(fields.read(field), value)) return;
    fields.write(field, value);
    state("saved", `${by} saved something here at ${clock}`);
  };
  typing.show = (questions) => {
    for (const field of document.querySelectorAll(".field[data-question]"))
      field.hidden = !questions.includes(field.dataset.question);
  };

  typing.choose = (field) => {
    const question = field.dataset.question;
    const one = unsaved.get(question);
    choosing.between(field, one.value, one.clash, (text) => {
      one.revision = one.clash.revision;
      one.clash = undefined;
      fields.write(field, text);
      typing.typed(field, 0);
    });
  };

  // ---- a part has been drawn: what was not saved yet stands in it again --------------------------------------------------
  typing.adopt = (field) => {
    const question = field.dataset.question;
    const one = unsaved.get(question);
    const before = drafts.held(nameOf(question));
    if (one) {
      fields.write(field, one.value);
      if (one.clash) typing.choose(field);
    } else if (before !== undefined && !fields.same(before, fields.read(field))) {
      const putBack = () => {
        fields.write(field, before);
        typing.typed(field, 0);
      };
      choosing.offer(field, before, putBack, () => drafts.drop(nameOf(question)));
    } else if (before !== undefined) drafts.drop(nameOf(question));
  };

  window.addEventListener("beforeunload", typing.flush);
  document.addEventListener("line-back", typing.flush);
  document.addEventListener("visibilitychange", () => document.hidden && typing.flush());
})();
