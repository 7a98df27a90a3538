// A template is sent as it is, over plain HTTP; what is wrong with it is said beside the file that was chosen.
(() => {
  "use strict";
  const MOST = 1_000_000;
  const TOO_LARGE = "The file is larger than 1 MB. Large pictures are the usual reason: make them smaller, or leave them out.";
  const NOT_SENT = "It could not be sent. Look at your connection and press again.";

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-upload]");
    if (!form) return;
    event.preventDefault();
    const button = form.querySelector("button");
    const file = form.querySelector("[type=file]").files[0];
    if (!file) return heard.refuse(form.id, { file: "Choose the file first." });
    if (file.size > MOST) return heard.refuse(form.id, { file: TOO_LARGE });
    button.disabled = true;
    heard.say("The template is tried.");
    const faults = await sent(form.dataset.upload, file).catch(() => [NOT_SENT]);
    button.disabled = false;
    if (faults.length) return heard.refuse(form.id, { file: faults.join(" ") });
    heard.mendAll(form);
    form.reset();
    heard.tell("Your template is in use now.");
  });

  async function sent(address, file) {
    const answer = await fetch(`${address}?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
    if (answer.ok) return [];
    const told = answer.headers.get("content-type")?.includes("json") ? (await answer.json()).faults : null;
    return told ?? (answer.status === 413 ? [TOO_LARGE] : [NOT_SENT]);
  }
})();
