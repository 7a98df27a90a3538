// Bars that stay in sight are measured, so that none of them ever covers what has the focus.
(() => {
  "use strict";
  const GAP = 8; // px between a bar and what is brought into sight
  const HEAD = ".alerts"; // stick to the very top
  const UNDER_IT = ".call-bar, .saved"; // stick below that
  const FOOT = ".foot, .danger";
  const root = document.documentElement;
  const heights = (bars) => [...document.querySelectorAll(bars)].map((one) => one.offsetHeight);
  const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

  function measure() {
    const head = sum(heights(HEAD).filter(() => getComputedStyle(document.querySelector(HEAD)).position === "sticky"));
    root.style.setProperty("--head", `${head}px`);
    const under = Math.max(0, ...heights(UNDER_IT));
    root.style.setProperty("--clear", `${head + under + (under && GAP)}px`);
    root.style.setProperty("--danger", `${sum(heights(".danger"))}px`);
    root.style.setProperty("--foot", `${sum(heights(FOOT))}px`);
    const place = document.activeElement; // a bar that grows must not grow over it
    if (place && place !== document.body && place.matches(":focus-visible")) heard.inSight(place);
  }
  const seen = new ResizeObserver(measure);
  const watch = () => document.querySelectorAll([HEAD, UNDER_IT, FOOT].join()).forEach((bar) => seen.observe(bar));
  new MutationObserver(watch).observe(root, { childList: true, subtree: true });

  const px = (name) => parseFloat(root.style.getPropertyValue(name)) || 0;
  heard.inSight = (place) => {
    if (place.closest("dialog, .alerts, .foot, .danger, .call-bar")) return;
    const box = place.getBoundingClientRect();
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
  document.addEventListener("drawn", () => {
    const place = document.activeElement;
    if (place?.matches("input:focus-visible, textarea:focus-visible, select:focus-visible"))
      requestAnimationFrame(() => heard.inSight(place));
  });
})();
