// Raising a concern: a small form over the screen, which stays as it was; what is raised is sent until it has arrived.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const RAISE = "/staff/raise";
  const SLOW = 4000; // ms without an answer before we say that it is not sent yet
  const SEEN = 4000; // ms that a confirmation stands before it counts as read
  const PRESSED = "heard.pressed"; // in this tab, over a reload: that something was raised and nobody has read what came of it
  let opener;

  document.addEventListener("click", (event) => {
    const open = event.target.closest("[data-open]");
    const box = open && byId(open.dataset.open);
    if (box) {
      opener = open.id;
      afresh(box);
      box.showModal();
    }
    const close = event.target.closest("[data-close]");
    if (close) byId(close.dataset.close)?.close();
  });

  function afresh(box) {
    const done = byId("raise-done");
    if (done.hidden) return; // what was typed and not raised is still there
    done.hidden = true;
    const form = box.querySelector("form");
    form.hidden = false;
    form.reset();
  }

  // ---- what came of a press is told on the next page, where this one goes before it is read --------------------------------
  const person = () => document.querySelector("meta[name=heard-keeper]").content;
  const press = (came) => sessionStorage.setItem(PRESSED, JSON.stringify({ person: person(), came }));
  const isRead = () => sessionStorage.removeItem(PRESSED);
  function pressedBefore() {
    const kept = JSON.parse(sessionStorage.getItem(PRESSED));
    return kept?.person === person() ? kept.came : undefined;
  }
  function cameOf(words) {
    press("raised");
    if (words) heard.tell(words);
    setTimeout(isRead, SEEN);
  }

  // ---- raised: once, however often it has to be sent ----------------------------------------------------------------------
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id !== "raise-form") return;
    event.preventDefault();
    if (form.dataset.press) return; // it is on its way
    heard.mendAll(form);
    const { raise, ...given } = heard.gathered(form);
    if (!given.kind) return heard.refuse(form.id, { kind: "Choose what the concern is." });
    form.dataset.press = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    const body = { ...given, press: form.dataset.press, screen: heard.outbox.screen() };
    byId("raise-now").disabled = true;
    press("sent");
    const slow = setTimeout(() => unsent(0), SLOW);
    heard.outbox.put(`raise.${body.press}`, RAISE, body, {
      pause: 0,
      heard: (status, answer) => {
        clearTimeout(slow);
        if (status === 0 || status === 403) return unsent(status);
        over(form);
        isRead();
        if (answer?.faults) heard.refuse(form.id, answer.faults);
        else if (status === 200) raised(form, answer.told);
        else heard.refuse(form.id, { "": "This could not be kept. Phone, and try again." });
      },
    });
    if (heard.line.lost) unsent(0);
  });

  function unsent(status) {
    const box = byId("raise-unsent");
    const again = status === 403 ? "You are signed out. Sign in again and it is sent." : "There is no connection. It is sent by itself as soon as there is one.";
    byId("raise-unsent-words").textContent = again;
    if (box.hidden) heard.tell("Your concern is not sent yet.");
    box.hidden = false;
    box.scrollIntoView({ block: "nearest" });
  }
  function over(form) {
    delete form.dataset.press;
    byId("raise-now").disabled = false;
    byId("raise-unsent").hidden = true;
  }
  const arrived = (told) => (told ? `${told} can see it on their screens now.` : "It is on record.");
  function raised(form, told) {
    heard.sent(form.id);
    cameOf();
    byId("raise-told").textContent = arrived(told);
    const done = byId("raise-done");
    form.hidden = true;
    done.hidden = false;
    if (byId("raise-box").open) done.focus();
    else heard.tell(`Your concern is raised. ${arrived(told)}`);
  }

  // what an earlier page could not send goes from this one
  document.addEventListener("outbox", (event) => {
    const left = event.detail.left.filter(({ to }) => to === RAISE);
    for (const { name } of left) {
      heard.outbox.listen(name, (status, answer) => {
        if (status === 200) cameOf(`The concern that could not be sent before is raised now. ${arrived(answer.told)}`);
        else if (status) heard.tell("A concern that could not be sent before was not accepted. Raise it again.");
      });
    }
    const came = left.length ? undefined : pressedBefore();
    if (came === "raised") heard.tell("The concern that you raised before this page was loaded is on record, under Concerns.");
    else if (came) heard.tell("You raised a concern as the page was loaded, and no answer came. Look under Concerns, and raise it again if it is not there.");
    if (came) setTimeout(isRead, SEEN);
  });

  document.addEventListener(
    "close",
    (event) => {
      if (event.target.id !== "raise-box") return;
      if (!byId("raise-done").hidden) isRead();
      byId(opener)?.focus();
    },
    true,
  );
})();
