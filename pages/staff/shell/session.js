// The end of a session: told before it comes, put off with one press; nothing that was typed goes with it.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);

  heard.ending = (clock, canStay) => {
    const box = byId("ending");
    if (!box) return;
    byId("ending-stay").hidden = !canStay;
    byId("ending-words").textContent = !clock
      ? ""
      : canStay
        ? `Nothing was pressed here for a long time. You are signed out at ${clock}.`
        : `You have been signed in for a whole day’s work. You are signed out at ${clock}. What you type is kept for you.`;
    box.hidden = !clock;
  };
  heard.leave = async (door) => {
    if (heard.leaving) return;
    heard.leaving = true;
    await Promise.race([heard.outbox.settled(), new Promise((enough) => setTimeout(enough, 600))]);
    const here = new URLSearchParams({ next: location.pathname + location.search, ended: heard.outbox.works ? "kept" : "" });
    heard.go(`${door}?${here}`);
  };
  document.addEventListener("click", (event) => {
    if (event.target.id === "ending-stay") heard.press("stay", {});
  });
})();
