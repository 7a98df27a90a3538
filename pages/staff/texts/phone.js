// The phone on the screen: Enter sends, the newest text is in sight, and a link opens beside the phone.
(() => {
  "use strict";
  const chat = () => document.getElementById("chat");
  const toTheEnd = () => chat()?.scrollTo({ top: chat().scrollHeight });

  document.addEventListener("keydown", (event) => {
    if (!event.target.matches("[data-sends]") || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });
  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-sends]")) return;
    event.target.style.height = "auto";
    event.target.style.height = `${Math.min(event.target.scrollHeight + 2, 120)}px`;
  });
  document.addEventListener("reset", (event) => {
    for (const box of event.target.querySelectorAll("[data-sends]")) box.style.height = "";
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-outside]");
    if (!link) return;
    event.preventDefault();
    window.open(link.href, "_blank", "noopener");
  });
  document.addEventListener("change", (event) => {
    if (event.target.id === "whose") history.replaceState(history.state, "", `?contact=${event.target.value}`);
  });
  document.addEventListener("drawn", toTheEnd);
  addEventListener("load", () => setTimeout(toTheEnd, 300));
})();
