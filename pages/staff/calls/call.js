// The call in the browser: numbers choose, Enter continues, and what is typed is kept as it is typed.
(() => {
  "use strict";
  const PAUSE = 350; // ms without a key before the text is kept
  const byId = (id) => document.getElementById(id);
  const here = () => document.querySelector(".talk [data-kind]")?.dataset;
  const typing = (element) => element.matches?.("textarea, select, input:not([type=radio], [type=checkbox])");
  const help = () => {
    const given = {};
    for (const field of document.querySelectorAll("#help-form [data-name]")) given[field.dataset.name] = field.value;
    return given;
  };

  // one act at a time: a key pressed twice must not answer the next question
  let busy = 0;
  let asked; // the question that stood here when something was pressed
  function act(what, data) {
    if (Date.now() - busy < 4000) return;
    if (!heard.line.lost) busy = Date.now();
    clearTimeout(waiting);
    asked = here()?.question;
    heard.press(what, withTyped(data));
  }
  // whatever is pressed, what stands in the box goes with it
  const withTyped = (data) => ({ question: here()?.question, draft: byId("said")?.value ?? "", ...data });
  heard.call = {
    typed: () => withTyped({}),
    ready: () => {
      busy = 0;
      if (asked && asked !== here()?.question) heard.drafts.drop(`said-${asked}`);
      focus();
    },
    again: () => (busy = 0),
    kept: (question, text) => {
      if (here()?.question !== question || byId("said")?.value !== text) return;
      byId("kept-line").textContent = "✓ Kept";
      heard.drafts.drop(`said-${question}`);
    },
  };

  function focus() {
    const open = byId("said") ?? document.querySelector(".answers :checked") ?? document.querySelector(".answers input");
    const first = open ?? document.querySelector(".talk [data-first]") ?? byId("call-title");
    first?.focus({ preventScroll: true });
    if (typing(first ?? document.body)) first.setSelectionRange?.(first.value.length, first.value.length);
    const asked = byId("question-form");
    // before the first question its opening lines are read out
    if (asked && document.querySelector(".past")) asked.scrollIntoView({ block: "end" });
    else window.scrollTo({ top: 0 });
  }

  function answer() {
    const said = byId("said");
    if (said) return said.value.trim() ? act("answer", { value: said.value }) : act("skip");
    const chosen = [...document.querySelectorAll(".answers :checked")].map((one) => one.value);
    if (here()?.kind === "several_choices") return chosen.length ? act("answer", { value: chosen }) : act("skip");
    if (chosen.length) act("answer", { value: chosen[0] });
  }

  // ---- forms, buttons, choices -----------------------------------------------------------------------------------
  document.addEventListener("submit", (event) => {
    const what = event.target.dataset.callForm;
    if (!what && event.target.dataset.help === undefined) return;
    event.preventDefault();
    heard.mendAll(event.target);
    if (what === "answer") answer();
    else if (what === "hang-up") act(what, help());
    else if (what) act(what, { reason: byId("begin-reason")?.value });
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-call]");
    if (button) press(button);
    // with the mouse a choice is an answer; the keyboard's arrows only move through them
    const choice = event.target.closest(".answers input[type=radio]");
    if (choice && event.detail > 0) act("answer", { value: choice.value });
  });
  function press(button) {
    const what = button.dataset.call;
    if (what === "hang-up") return act(what, help());
    act(what, button.dataset.question ? { aim: button.dataset.question } : {});
  }

  // ---- the keyboard -------------------------------------------------------------------------------------------------
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
    if (!event.target.closest?.(".talk")) return; // single keys count only where the call is (WCAG 2.1.4)
    if (event.key === "Enter" && event.target.id === "said" && !event.shiftKey) {
      event.preventDefault();
      return answer();
    }
    if (event.key === "Escape" && event.target.id === "said") return byId("question-title").focus();
    if (typing(event.target)) return;
    const choice = document.querySelector(`.answers [data-answer="${CSS.escape(event.key)}"]`);
    if (choice) {
      event.preventDefault();
      choice.checked = choice.type === "radio" || !choice.checked;
      choice.focus();
      if (choice.type === "radio") act("answer", { value: choice.value });
      return;
    }
    const button = { s: "skip", b: "back", h: "hang-up" }[event.key.toLowerCase()];
    if (button && byId(button)) {
      event.preventDefault();
      press(byId(button));
    } else if (event.key === "Enter" && event.target.matches(".answers input, h1")) {
      event.preventDefault();
      answer();
    }
  });

  // ---- kept as it is typed --------------------------------------------------------------------------------------------
  let waiting;
  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-typed]")) return;
    byId("kept-line").textContent = "";
    const { question } = here();
    clearTimeout(waiting);
    waiting = setTimeout(() => here()?.question === question && heard.act("draft", withTyped({})), PAUSE);
  });
  document.addEventListener("line-back", () => {
    if (byId("said")) heard.act("draft", withTyped({}));
  });
  document.addEventListener("change", (event) => {
    if (event.target.closest("#help-form")) heard.act("help", help());
  });
  document.addEventListener("drawn", () => (busy = 0));
  const started = setInterval(() => {
    if (!document.querySelector(".talk h1")) return;
    clearInterval(started);
    focus();
  }, 100);
})();
