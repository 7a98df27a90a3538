// Nothing here is needed; it spares a step of history on leaving, and a second press while the first is on its way.
(function () {
  var sent = 0;
  addEventListener("pageshow", function () { sent = 0; });
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
