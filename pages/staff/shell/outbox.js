// What has to arrive: posted until the server has it, and kept in this browser meanwhile, encrypted for its person.
(() => {
  "use strict";
  const DRAFTS = "/staff/drafts";
  const AGAIN = 3000; // ms until the next try
  const LONGEST_AT_THE_END = 60_000; // what browsers let a page that is closing send
  const KEPT_FOR = 14 * 24 * 3600 * 1000;
  const OURS = "heard.kept.";
  const NOW_HERE = "heard.person";
  const page = Math.random().toString(36).slice(2, 10);

  const waiting = new Map(); // name -> { to, body, version, slot, timer, busy, heard }
  let me; // { person, key }: from the page itself, so that what is typed first is kept too
  let slots = 0;
  const outbox = (heard.outbox = { DRAFTS, works: Boolean(window.crypto?.subtle) });
  outbox.screen = () => document.querySelector("meta[name=heard-screen]")?.content ?? location.pathname;

  // `body` is to be posted to an address; a later body of the same name takes its place. `heard(status, answer)` is told.
  outbox.put = (name, to, body, { pause = 400, heard = () => {} } = {}) => {
    const one = waiting.get(name) ?? { version: 0, slot: `${page}${++slots}` };
    Object.assign(one, { to, body, heard, version: one.version + 1 });
    waiting.set(name, one);
    store(one);
    later(name, pause);
  };
  // it need not arrive any more; resolves once nothing of it is on its way, to whether anything of it ever was
  outbox.take = async (name) => {
    const one = waiting.get(name);
    if (!one) return false;
    clearTimeout(one.timer);
    waiting.delete(name);
    erase(one);
    await one.busy;
    return Boolean(one.tried);
  };
  outbox.settled = async () => {
    await known;
    await Promise.all([...waiting.values()].map((one) => one.storing));
  };

  function later(name, pause) {
    const one = waiting.get(name);
    clearTimeout(one.timer);
    one.timer = setTimeout(() => send(name), pause);
  }
  async function send(name, closing = false) {
    const one = waiting.get(name);
    if (!one || !me || (one.busy && !closing)) return;
    const { version } = one;
    const body = JSON.stringify({ ...one.body, person: me.person });
    if (closing && body.length > LONGEST_AT_THE_END) return;
    const sent = post(one.to, body, closing);
    one.busy = sent;
    one.tried = true;
    const [status, answer] = await sent;
    one.busy = undefined;
    if (waiting.get(name) !== one) return;
    if (status === 0 || status >= 500) {
      one.heard(0);
      return later(name, AGAIN);
    }
    if (status === 403) {
      one.heard(403); // signed out: it stays here until its person is back
      return signedOut();
    }
    if (one.version !== version) return later(name, 0);
    waiting.delete(name);
    erase(one);
    one.heard(status, answer);
  }
  async function post(to, body, keepalive) {
    try {
      const got = await fetch(to, { method: "POST", body, keepalive, redirect: "manual", headers: { "Content-Type": "application/json" } });
      const answer = got.headers.get("content-type")?.includes("json") ? await got.json() : undefined;
      return [got.status, answer];
    } catch {
      return [0];
    }
  }

  // ---- kept in this browser, so that only its person's session can read it ----------------------------------------------
  const encode = (bytes) => btoa(Array.from(new Uint8Array(bytes), (one) => String.fromCharCode(one)).join(""));
  const decode = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const slotOf = (one) => `${OURS}${me.person}.${one.slot}`;

  function store(one) {
    if (!me || !outbox.works) return;
    const { version } = one;
    const text = new TextEncoder().encode(JSON.stringify({ to: one.to, body: one.body }));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    one.storing = crypto.subtle
      .encrypt({ name: "AES-GCM", iv }, me.key, text)
      .then((box) => {
        if (one.version !== version || one.gone) return;
        localStorage.setItem(slotOf(one), JSON.stringify({ at: Date.now(), iv: encode(iv), box: encode(box) }));
      })
      .catch(() => (outbox.works = false)); // a full or forbidden storage: leaving the page is asked about
  }
  function erase(one) {
    one.gone = true;
    if (me) localStorage.removeItem(slotOf(one));
  }
  async function read(slot) {
    try {
      const { iv, box } = JSON.parse(localStorage.getItem(slot));
      const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: decode(iv) }, me.key, decode(box));
      return JSON.parse(new TextDecoder().decode(text));
    } catch {
      localStorage.removeItem(slot); // nobody can read it any more
      return undefined;
    }
  }

  // ---- who is here -------------------------------------------------------------------------------------------------------
  // what the server has for this screen; undefined while it cannot be reached, or once the session is over
  async function ask() {
    try {
      const got = await fetch(`${DRAFTS}?screen=${encodeURIComponent(outbox.screen())}`, { redirect: "manual" });
      if (got.ok) return await got.json();
      if (got.type === "opaqueredirect" || got.status === 403) signedOut();
    } catch {
      // there is no line: we ask again
    }
    return undefined;
  }
  function signedOut() {
    if (outbox.works) heard.leave("/staff/sign-in");
    else heard.tell("You are signed out. Copy what you typed before you leave this page: this browser cannot keep it.");
  }
  setInterval(() => heard.line.lost && navigator.onLine && ask(), 5000);
  const known = know();
  async function know() {
    const { content: person, dataset } = document.querySelector("meta[name=heard-keeper]");
    const secret = outbox.works && (await crypto.subtle.digest("SHA-256", new TextEncoder().encode(dataset.key)));
    const key = secret && (await crypto.subtle.importKey("raw", secret, "AES-GCM", false, ["encrypt", "decrypt"]));
    me = { person, key };
    waiting.forEach((one, name) => {
      store(one);
      later(name, 0);
    });
  }
  async function begin() {
    await known;
    const mine = await ask();
    if (!mine) return setTimeout(begin, AGAIN);
    const left = await found();
    document.dispatchEvent(new CustomEvent("outbox", { detail: { forms: mine.forms, left } }));
    left.forEach(({ name }) => waiting.has(name) && later(name, 0));
  }
  // what this person's tabs could not send; what another person's could not, goes
  async function found() {
    const left = [];
    try {
      if (localStorage.getItem(NOW_HERE) !== me.person) localStorage.setItem(NOW_HERE, me.person);
      for (const slot of Object.keys(localStorage).filter((one) => one.startsWith(OURS))) {
        if (slot.startsWith(`${OURS}${me.person}.${page}`)) continue; // typed on this page, while it was being opened
        const mine = slot.startsWith(`${OURS}${me.person}.`) && outbox.works;
        const at = mine && JSON.parse(localStorage.getItem(slot)).at;
        const kept = mine && Date.now() - at < KEPT_FOR ? await read(slot) : undefined;
        if (!kept) {
          localStorage.removeItem(slot);
          continue;
        }
        const one = { ...kept, version: 1, slot: slot.split(".").pop(), heard: () => {} };
        const name = nameOf(one);
        const other = waiting.get(name);
        if (other && other.body.typed > kept.body.typed) {
          erase(one);
          continue;
        }
        if (other) erase(other);
        left.push({ name, ...kept });
        waiting.set(name, one);
      }
    } catch {
      outbox.works = false;
    }
    return left;
  }
  // a draft of this screen has the name under which it is typed on, so that the two do not overtake each other
  const nameOf = ({ to, body, slot }) => (to === DRAFTS && body.screen === outbox.screen() ? `draft.${body.form}` : `left.${slot}`);
  outbox.listen = (name, told) => waiting.has(name) && (waiting.get(name).heard = told);

  // somebody else has signed in in this browser: this tab shows nothing of its person any more
  addEventListener("storage", (event) => {
    if (event.key !== NOW_HERE || !me || event.newValue === me.person) return;
    waiting.forEach(erase);
    waiting.clear();
    heard.go("/staff/sign-in");
  });
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  addEventListener("pagehide", () => waiting.forEach((_, name) => send(name, true)));
  document.addEventListener("visibilitychange", () => document.hidden && waiting.forEach((_, name) => later(name, 0)));
  document.addEventListener("line-back", () => waiting.forEach((_, name) => later(name, 0)));
  addEventListener("beforeunload", (event) => {
    const unsafe = [...waiting.values()].some((one) => !outbox.works || one.to !== DRAFTS);
    if (unsafe && !heard.leaving) event.preventDefault();
  });
  document.addEventListener("DOMContentLoaded", begin);
})();
