// A file is sent as it is, over plain HTTP; what is wrong with it is said beside the file that was chosen.
// The form says where to (data-upload), how much (data-most, data-too-large), what is said meanwhile (data-doing) and
// in the end (data-done), unless the answer leads elsewhere.
(() => {
  "use strict";
  const NOT_SENT = "It could not be sent. Look at your connection and press again.";

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-upload]");
    if (!form) return;
    event.preventDefault();
    const { upload, most, tooLarge, doing, done } = form.dataset;
    const button = form.querySelector("button");
    const file = form.querySelector("[type=file]").files[0];
    if (!file) return heard.refuse(form.id, { file: "Choose the file first." });
    if (file.size > Number(most)) return heard.refuse(form.id, { file: tooLarge });
    button.disabled = true;
    heard.say(doing);
    const { to, faults } = await sent(upload, file, tooLarge).catch(() => ({ faults: [NOT_SENT] }));
    button.disabled = false;
    if (to) return void (location.href = to);
    if (faults) return heard.refuse(form.id, { file: faults.join(" ") });
    heard.mendAll(form);
    form.reset();
    heard.tell(done);
  });

  async function sent(address, file, tooLarge) {
    const answer = await fetch(`${address}?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
    const told = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
    if (answer.ok || told.faults) return told;
    return { faults: [answer.status === 413 ? tooLarge : NOT_SENT] };
  }
})();
