// Nothing here is needed: a recording is chosen as a file. Where the browser can, it is made here and goes the same
// way: into the field of its file.
(function () {
  var form = of("talk"), note = of("voice_note");
  if (!window.MediaRecorder || !navigator.mediaDevices || !put(note)) return;
  var recorder = null, going = null, record = of("record"), stop = of("stop"), heard = of("heard");
  var turn = function (on) {
    record.hidden = on;
    stop.hidden = of("recording").hidden = !on;
    (on ? stop : record).focus();
  };
  var begin = function (stream) {
    var pieces = [], ends = setTimeout(function () { recorder.stop(); }, 120000);
    recorder = new MediaRecorder(stream, { audioBitsPerSecond: 32000 });
    recorder.ondataavailable = function (event) { pieces.push(event.data); };
    recorder.onstop = function () {
      var blob = new Blob(pieces, { type: recorder.mimeType });
      clearTimeout(ends);
      stream.getTracks().forEach(function (track) { track.stop(); });
      recorder = null;
      put(note, blob, "voice-note");
      heard.src = URL.createObjectURL(blob);
      heard.hidden = false;
      turn(false);
      if (going) going.click();
    };
    recorder.start();
    turn(true);
  };
  record.addEventListener("click", function () {
    navigator.mediaDevices.getUserMedia({ audio: true }).then(begin).catch(function () { of("say").hidden = true; });
  });
  stop.addEventListener("click", function () { if (recorder) recorder.stop(); });
  note.addEventListener("change", function () { heard.hidden = true; });
  form.addEventListener("submit", function (event) {
    if (!recorder || going) return;
    going = event.submitter || document.querySelector(".go");
    event.preventDefault();
    event.stopPropagation();
    recorder.stop();
  });
  of("say").hidden = false;
})();
