// Reads the question aloud where this device has a voice of its own for the language; hidden where it has none.
// A voice that a company speaks from elsewhere is left alone: the words would be sent there. Leaving ends it at once.
(function () {
  var speech = window.speechSynthesis, page = document.documentElement.lang;
  var button = document.getElementById("listen"), label = button.innerHTML, last;
  if (!speech) return;
  function voiceFor(code) {
    return (speech.getVoices() || []).filter(function (voice) {
      var has = voice.lang.replace("_", "-");
      return voice.localService !== false && (has == code || !has.indexOf(code + "-") && has != "fa-AF");
    })[0];
  }
  function quiet() {
    last = 0;
    speech.cancel();
    button.innerHTML = label;
  }
  function read(part) {
    var english = part.querySelector("span[lang]"), voice = voiceFor(english ? english.lang : page), said;
    if (!voice) return;
    said = new SpeechSynthesisUtterance(part.textContent);
    said.voice = voice;
    said.lang = voice.lang;
    said.onend = said.onerror = function () { if (said == last) quiet(); };
    speech.speak(last = said);
  }
  function offer() { button.hidden = !voiceFor(page); }
  button.onclick = function () {
    if (last) return quiet();
    [].forEach.call(document.querySelectorAll("#talk h1, #explain, #hint, #talk fieldset label"), read);
    if (last) button.textContent = button.dataset.stop;
  };
  speech.onvoiceschanged = offer;
  addEventListener("pagehide", quiet);
  offer();
})();
