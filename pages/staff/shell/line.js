// The line to the server: whether it is there, said calmly where it covers nothing, instead of the framework's own words.
(() => {
  "use strict";
  const WAIT = 1500; // ms: a shorter loss is nobody's business
  const line = (heard.line = { lost: false });
  let down = false;
  let showing;

  function changed() {
    const lost = down || !navigator.onLine;
    if (lost === line.lost) return;
    line.lost = lost;
    clearTimeout(showing);
    if (lost) showing = setTimeout(() => show(true), WAIT);
    else show(false);
    document.dispatchEvent(new CustomEvent(lost ? "line-lost" : "line-back"));
  }
  function show(lost) {
    const box = document.getElementById("line");
    if (!box || box.hidden !== lost) return;
    box.hidden = !lost;
    heard.say(lost ? "No connection. What you type is kept." : "The connection is back.");
  }

  addEventListener("online", changed);
  addEventListener("offline", changed);
  const watching = setInterval(() => {
    if (!window.socket) return;
    clearInterval(watching);
    window.socket.on("connect", () => changed((down = false)));
    window.socket.on("disconnect", () => changed((down = true)));
  }, 50);
})();
