// What is typed in the review is kept in this browser until the server has it, and goes when its person signs out.
(() => {
  "use strict";
  const keeping = (heard.keeping = { works: true });
  const review = () => document.querySelector("[data-review]")?.dataset.review;
  const keyOf = (question) => `heard.${review()}.${question}`;

  keeping.keep = (question, value) => {
    try {
      localStorage.setItem(keyOf(question), JSON.stringify({ value }));
    } catch {
      keeping.works = false; // a full or forbidden storage: the text still stands in the field
    }
  };
  keeping.drop = (question) => {
    try {
      localStorage.removeItem(keyOf(question));
    } catch {
      keeping.works = false;
    }
  };
  keeping.kept = (question) => {
    try {
      return JSON.parse(localStorage.getItem(keyOf(question)))?.value;
    } catch {
      return undefined;
    }
  };
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-out]")) return;
    for (const key of Object.keys(localStorage)) if (key.startsWith("heard.")) localStorage.removeItem(key);
  });
})();
