// The meeting is led from the keyboard too: j brings up the next item, k the one before; never while somebody types.
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const button = { j: "next-item", k: "previous-item" }[event.key];
    document.getElementById(button)?.click();
  });
})();
