// The meeting: j brings up the next item and k the one before, never while somebody types; what they type is theirs.
(() => {
  "use strict";
  // who types an update keeps its form, whatever is brought before all meanwhile
  document.addEventListener("input", (event) => {
    const { item } = event.target.closest("form[data-do=update]")?.dataset ?? {};
    if (item && told !== item && heard.act("writing", { item })) told = item;
  });
  document.addEventListener("submit", () => (told = ""));
  let told = "";

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const button = { j: "next-item", k: "previous-item" }[event.key];
    document.getElementById(button)?.click();
  });
})();
