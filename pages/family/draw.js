// Nothing here is needed: a photograph is chosen as a file. Where the browser can, a drawing is made here and goes the
// same way: into the field of its file.
(function () {
  var form = of("talk"), pad = of("pad"), photo = of("drawing");
  if (!window.PointerEvent || !put(photo)) return;
  var pen = pad.getContext("2d"), lines = [], line = null, colour = "#1b2530";
  var pens = document.querySelectorAll("[data-pen]");
  var place = function (event) {
    var box = pad.getBoundingClientRect();
    return [(event.clientX - box.left) * pad.width / box.width, (event.clientY - box.top) * pad.height / box.height];
  };
  var show = function () {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, pad.width, pad.height);
    pen.lineWidth = 8;
    pen.lineCap = pen.lineJoin = "round";
    lines.forEach(function (each) {
      pen.strokeStyle = each.colour;
      pen.beginPath();
      pen.moveTo(each.way[0][0], each.way[0][1] + .1);
      each.way.forEach(function (at) { pen.lineTo(at[0], at[1]); });
      pen.stroke();
    });
  };
  pad.addEventListener("pointerdown", function (event) {
    if (line) return;
    line = { colour: colour, way: [place(event)] };
    lines.push(line);
    if (pad.setPointerCapture) pad.setPointerCapture(event.pointerId);
    event.preventDefault();
    show();
  });
  pad.addEventListener("pointermove", function (event) {
    if (!line) return;
    line.way.push(place(event));
    show();
  });
  ["pointerup", "pointercancel"].forEach(function (end) { pad.addEventListener(end, function () { line = null; }); });
  pens.forEach(function (each) {
    each.addEventListener("click", function () {
      colour = each.dataset.pen;
      pens.forEach(function (one) { one.setAttribute("aria-pressed", one == each); });
    });
  });
  of("undo").addEventListener("click", function () { lines.pop(); show(); });
  of("wipe").addEventListener("click", function () { lines = []; show(); });
  photo.addEventListener("change", function () { lines = []; show(); });
  form.addEventListener("submit", function () {
    if (!lines.length) return;
    var text = atob(pad.toDataURL("image/png").split(",")[1]), bytes = new Uint8Array(text.length);
    for (var i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    put(photo, new Blob([bytes], { type: "image/png" }), "drawing.png");
  });
  show();
  of("draw").hidden = false;
})();
