// Nothing here is needed. It spares a step of history on leaving and a second press while the first is on its way, puts
// the focus on what is wrong, and takes earlier answers off a page that was left lying open.
(function () {
  var sent = 0, opened = Date.now();
  var wrong = document.querySelector(".problem");
  var talks = document.querySelectorAll("[data-seconds]");
  if (wrong) wrong.focus();
  if (location.search == "?begun" && document.getElementById("talk"))
    history.replaceState(null, "", location.pathname + location.hash);
  function forget() {
    for (var i = 0; i < talks.length; i++)
      if (Date.now() - opened >= talks[i].dataset.seconds * 1000) (talks[i].closest("details") || talks[i]).remove();
  }
  if (talks.length) setTimeout(forget, talks[0].dataset.seconds * 1000 + 50);
  document.addEventListener("visibilitychange", forget);
  addEventListener("pageshow", function () { sent = 0; forget(); });
  addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a.leave");
    if (!link) return;
    event.preventDefault();
    document.body.hidden = true;
    location.replace(link.href);
  });
  addEventListener("submit", function (event) {
    var now = Date.now();
    if (now - sent < 3000) event.preventDefault();
    else sent = now;
  });
})();
