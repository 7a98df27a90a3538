// "Are you sure?", as a dialog of the page: keyboard, Escape, and the focus goes back to where it came from.
(() => {
  "use strict";
  let numbers = 0;

  // resolves to true when yes is pressed; Escape and the other button are no
  heard.sure = (text, yes, no = "Go back") =>
    new Promise((resolve) => {
      const opener = document.activeElement;
      const box = document.createElement("dialog");
      const words = document.createElement("p");
      const acts = document.createElement("p");
      box.className = "raise sure";
      box.setAttribute("role", "alertdialog");
      words.id = `sure-${++numbers}`;
      words.className = "sure-words";
      words.textContent = text;
      box.setAttribute("aria-labelledby", words.id);
      acts.className = "raise-acts";
      const back = button(no, "button", () => box.close("no"));
      acts.append(button(yes, "button strong", () => box.close("yes")), " ", back);
      box.append(words, acts);
      box.addEventListener("close", () => {
        box.remove();
        if (opener?.isConnected) opener.focus({ preventScroll: true });
        resolve(box.returnValue === "yes");
      });
      document.body.append(box);
      box.showModal();
      back.focus();
    });

  function button(text, name, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = name;
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }
})();
