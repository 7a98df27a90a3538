// Recording in the browser, where it can: an extra beside the file. What was recorded is put into the form and sent as a
// file that was chosen would be, so there is one way in.
(() => {
  "use strict";
  const KINDS = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus"];
  const LONGEST = 60_000; // ms; at this rate well under the bound
  const REFUSED = "The microphone cannot be used. Allow it for this page in the browser, or choose a file.";
  const kind = window.MediaRecorder && KINDS.find((one) => MediaRecorder.isTypeSupported(one));
  if (!kind || !navigator.mediaDevices) return;

  const offer = () => document.querySelectorAll("[data-record][hidden]").forEach((one) => (one.hidden = false));
  new MutationObserver(offer).observe(document.documentElement, { childList: true, subtree: true });

  let going = null;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-record]");
    if (!button) return;
    if (going) return going.stop();
    const form = button.closest("form");
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
    if (!stream) return heard.refuse(form.id, { file: REFUSED });
    const pieces = [];
    going = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: 24_000 });
    going.ondataavailable = (piece) => pieces.push(piece.data);
    going.onstop = () => {
      going = null;
      button.textContent = "Record it here";
      stream.getTracks().forEach((track) => track.stop());
      put(form, new File(pieces, "recorded", { type: kind }));
    };
    going.start();
    button.textContent = "Stop and use it";
    setTimeout((recorder) => recorder.state === "recording" && recorder.stop(), LONGEST, going);
  });

  function put(form, file) {
    const chosen = new DataTransfer();
    chosen.items.add(file);
    form.querySelector("[type=file]").files = chosen.files;
    form.requestSubmit();
  }
})();
