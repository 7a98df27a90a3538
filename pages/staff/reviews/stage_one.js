// Stage 1 beside the review: the comment of the section that is open, and words that outlive a review's moving on.
(() => {
  "use strict";
  const FORM = "stage-one";
  const open = () => document.querySelector(".sections a[aria-current]")?.dataset.part ?? "";
  const boxes = (form) => [...form.querySelectorAll("[data-comment-of]")];
  const said = (box) => box.querySelector("textarea").value.trim() !== "";

  function show() {
    const form = document.getElementById(FORM);
    if (!form) return;
    if (form.dataset.moved !== undefined) return keep(form);
    const here = open();
    for (const box of boxes(form)) box.hidden = box.dataset.commentOf !== here;
    form.querySelector("[data-no-section]").hidden = boxes(form).some((one) => !one.hidden);
    tell(form);
  }
  function keep(form) {
    for (const box of boxes(form)) box.hidden = !said(box);
    form.hidden = !boxes(form).some(said);
  }
  // where there are comments is a press away
  function tell(form) {
    const line = form.querySelector("[data-comments-so-far]");
    const found = boxes(form).filter(said);
    line.hidden = !found.length;
    line.replaceChildren("Comments so far: ", ...found.flatMap((box, at) => (at ? [", ", way(box)] : [way(box)])));
  }
  function way(box) {
    const link = document.createElement("a");
    link.href = `?part=${encodeURIComponent(box.dataset.commentOf)}`;
    link.dataset.part = box.dataset.commentOf;
    link.textContent = box.querySelector("textarea").dataset.section;
    return link;
  }

  document.addEventListener("drawn", show);
  document.addEventListener("drafts", show);
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.id === FORM && form.dataset.moved === undefined) tell(form);
  });
  document.addEventListener("click", (event) => {
    const form = event.target.closest?.("[data-let-go]")?.form;
    if (!form) return;
    heard.drafts.drop(FORM);
    form.reset();
    form.querySelector(".put-back")?.remove();
    keep(form);
  });
})();
