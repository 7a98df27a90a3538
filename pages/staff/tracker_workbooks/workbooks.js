// A workbook is sent as it is, over plain HTTP; what is wrong with it is said beside the file that was chosen.
(() => {
  "use strict";
  const MOST = 5_000_000;
  const TOO_LARGE = "The file is larger than 5 MB. Take out its pictures, or copy the table into a new file.";
  const NOT_SENT = "It could not be sent. Look at your connection and press again.";

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-workbook]");
    if (!form) return;
    event.preventDefault();
    const button = form.querySelector("button");
    const file = form.querySelector("[type=file]").files[0];
    if (!file) return heard.refuse(form.id, { file: "Choose the file first." });
    if (file.size > MOST) return heard.refuse(form.id, { file: TOO_LARGE });
    button.disabled = true;
    heard.say("The workbook is read.");
    const { to, fault } = await sent(form.dataset.workbook, file).catch(() => ({ fault: NOT_SENT }));
    button.disabled = false;
    if (to) location.href = to;
    else heard.refuse(form.id, { file: fault });
  });

  async function sent(address, file) {
    const answer = await fetch(`${address}?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
    const told = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
    if (answer.ok || told.fault) return told;
    return { fault: answer.status === 413 ? TOO_LARGE : NOT_SENT };
  }
})();
