// A child that was found is added to the list as a line of its own, so that the list can also be typed or pasted.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);

  function add() {
    const found = byId("several-find");
    const list = byId("several-children");
    const wanted = found.value.trim();
    if (!wanted) return found.focus();
    const lines = list.value.split("\n").filter((line) => line.trim());
    if (!lines.includes(wanted)) lines.push(wanted);
    list.value = `${lines.join("\n")}\n`;
    list.dispatchEvent(new Event("input", { bubbles: true }));
    found.value = "";
    found.dispatchEvent(new Event("input", { bubbles: true }));
    found.focus();
    heard.say(`${wanted} stands in the list.`);
  }
  document.addEventListener("click", (event) => event.target.closest("#several-add") && add());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.id !== "several-find") return;
    event.preventDefault();
    add();
  });
})();
