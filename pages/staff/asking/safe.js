// Weekdays, weekend, every day: one press instead of five. Without it each day is ticked by itself.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-tick]");
    if (!button) return;
    const days = button.dataset.tick.split(" ");
    for (const day of button.closest("fieldset").querySelectorAll("[data-day]")) {
      day.checked = days.includes(day.dataset.day);
      day.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
})();
