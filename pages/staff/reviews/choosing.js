// Two texts for one field: somebody else saved it meanwhile, or this browser kept one. A person chooses; nothing is lost.
(() => {
  "use strict";
  const choosing = (heard.choosing = {});

  // settle(text) makes a text the field's own
  choosing.between = (field, mine, theirs, settle) => {
    field.querySelector(".clash")?.remove();
    const box = group("clash", "Two versions of one field");
    const both = make("div", "clash-both");
    both.append(
      side("Yours", heard.fields.words(field, mine)),
      side(`Saved by ${theirs.by} at ${theirs.clock}`, heard.fields.words(field, theirs.value)),
    );
    const end = (text) => {
      box.remove();
      settle(text);
      heard.fields.inputs(field)[0].focus();
    };
    const choices = make("p", "clash-choices");
    choices.append(
      press("Keep mine", () => end(mine)),
      press("Take theirs", () => end(theirs.value)),
    );
    box.append(make("h2", "", `${theirs.by} saved this field while you were writing`), both, choices);
    if (["long_text", "short_text"].includes(field.dataset.kind)) box.append(...together(field, mine, theirs, end));
    field.append(box);
    box.focus();
    heard.say(`${theirs.by} saved this field while you were writing. Choose what should stand.`);
  };

  choosing.offer = (field, value, putBack, letGo) => {
    if (field.querySelector(".kept")) return;
    const box = group("kept", "What you typed before");
    const end = (act) => () => {
      box.remove();
      act();
      heard.fields.inputs(field)[0].focus();
    };
    const choices = make("p", "clash-choices");
    choices.append(press("Put it back", end(putBack)), press("Let it go", end(letGo)));
    box.append(
      make("p", "kept-title", "You typed this before, and it was not saved"),
      make("p", "kept-words", heard.fields.words(field, value)),
      choices,
    );
    field.append(box);
  };

  function together(field, mine, theirs, end) {
    const label = make("label", "", "Or put both together");
    const text = make("textarea");
    text.id = label.htmlFor = `both-${field.dataset.question}`;
    text.rows = 6;
    text.dir = "auto";
    text.value = `${theirs.value}\n\n${mine}`;
    return [label, text, press("Save this text", () => end(text.value), "strong")];
  }
  function side(title, text) {
    const box = make("div", "clash-side");
    box.append(make("h3", "", title), make("p", "", text || "(empty)"));
    return box;
  }
  function group(name, label) {
    const box = make("div", name);
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", label);
    box.tabIndex = -1;
    return box;
  }
  function make(tag, name, text) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  }
  function press(text, act, more) {
    const button = make("button", `button ${more ?? ""}`.trim(), text);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }
})();
