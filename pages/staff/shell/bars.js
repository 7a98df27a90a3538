// Bars that stay in sight are measured, so that none of them ever covers what has the focus.
(() => {
  "use strict";
  const GAP = 8; // px between a bar and what is brought into sight
  const HEAD = ".alerts"; // stick to the very top
  const UNDER_IT = ".call-bar, .saved"; // stick below that
  const FOOT = ".foot";
  const DANGER = ".danger";
  const root = document.documentElement;
  const heights = (bars) => [...document.querySelectorAll(bars)].map((one) => one.offsetHeight);
  const px = (name) => parseFloat(root.style.getPropertyValue(name)) || 0;
  const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

  function measure() {
    const before = [px("--clear"), px("--foot")];
    const head = sum(heights(HEAD).filter(() => getComputedStyle(document.querySelector(HEAD)).position === "sticky"));
    const under = Math.max(0, ...heights(UNDER_IT));
    const danger = sum(heights(DANGER));
    const now = { "--head": head, "--clear": head + under + (under && GAP), "--danger": danger, "--foot": danger + sum(heights(FOOT)) };
    for (const [name, height] of Object.entries(now)) root.style.setProperty(name, `${height}px`);
    if (px("--clear") > before[0] || px("--foot") > before[1]) keepInSight();
  }
  // a bar that grows must not grow over what has the focus; who has scrolled away from it is left where they are
  function keepInSight() {
    const place = document.activeElement;
    if (!place || place === document.body || !place.matches(":focus-visible")) return;
    const box = place.getBoundingClientRect();
    if (box.bottom > 0 && box.top < innerHeight) heard.inSight(place);
  }
  const watched = new WeakSet();
  const seen = new ResizeObserver(measure);
  const watch = () => {
    for (const bar of document.querySelectorAll([HEAD, UNDER_IT, FOOT, DANGER].join())) {
      if (!watched.has(bar)) seen.observe(bar);
      watched.add(bar);
    }
  };
  new MutationObserver(watch).observe(root, { childList: true, subtree: true });

  heard.inSight = (place) => {
    if (place.closest("dialog, .alerts, .foot, .danger, .call-bar")) return;
    const box = (place.closest("label") ?? place).getBoundingClientRect();
    const top = px("--clear") + GAP;
    const bottom = innerHeight - px("--foot") - GAP;
    if (box.top < top) scrollBy(0, box.top - top);
    else if (box.bottom > bottom) scrollBy(0, Math.min(box.bottom - bottom, box.top - top));
  };
  // a mouse has seen where it points, and a page that moves under it makes it miss: only the keyboard's focus is followed
  document.addEventListener("focusin", (event) => {
    const place = event.target;
    if (!place.matches(":focus-visible") && !place.matches(".faults")) return;
    requestAnimationFrame(() => document.activeElement === place && heard.inSight(place));
  });
})();
