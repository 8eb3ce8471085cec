"use strict";
(() => {
  const LAYER = {s: "statements", e: "events", f: "figures", p: "places", t: "times",
                 a: "actors", v: "opinions", w: "assertions"};
  const card = document.getElementById("card");
  const panel = document.getElementById("record");
  const byKey = new Map();
  for (const mark of document.querySelectorAll(".m"))
    for (const key of mark.dataset.keys.split(" "))
      (byKey.get(key) || byKey.set(key, []).get(key)).push(mark);

  const entry = (key) => document.getElementById("r-" + key);
  const isOn = (key) => document.getElementById("l-" + LAYER[key[0]])?.checked;
  const keysOf = (mark) => mark.dataset.keys.split(" ").filter((key) => isOn(key) && entry(key));

  let lit = [];
  const light = (keys) => {
    for (const node of lit) node.classList.remove("on");
    lit = keys.flatMap((key) => [...(byKey.get(key) || []), entry(key)]).filter(Boolean);
    for (const node of lit) node.classList.add("on");
  };

  const hide = () => { card.hidden = true; light([]); };

  const show = (mark, x) => {
    const keys = keysOf(mark);
    if (!keys.length) return hide();
    light(keys.slice(0, 1));
    card.replaceChildren(...keys.map((key) => {
      const source = entry(key), copy = document.createElement("div");
      copy.className = source.className.replace(/\b(rec|on)\b/g, "").trim() + " entry";
      for (const child of source.children)
        if (!child.matches(".go")) copy.append(child.cloneNode(true));
      return copy;
    }));
    card.hidden = false;
    const boxes = [...mark.getClientRects()];
    const box = boxes.find((b) => x >= b.left && x <= b.right) || boxes[0];
    const {offsetWidth: width, offsetHeight: height} = card;
    const left = Math.min(Math.max((x ?? box.left) - 40, 8), innerWidth - width - 8);
    const below = box.bottom + 10;
    const top = below + height < innerHeight ? below : Math.max(8, box.top - height - 10);
    card.style.left = left + "px";
    card.style.top = top + "px";
  };

  const reveal = (node) => {
    for (let up = node.parentElement; up; up = up.parentElement)
      if (up instanceof HTMLDetailsElement) up.open = true;
    node.scrollIntoView({block: "nearest", behavior: "smooth"});
  };

  let leaving;
  document.addEventListener("pointerover", (event) => {
    const mark = event.target.closest?.(".m"), record = event.target.closest?.(".rec");
    clearTimeout(leaving);
    if (mark) show(mark, event.clientX);
    else if (record) { card.hidden = true; light([record.dataset.key]); }
    else if (!event.target.closest?.(".card")) leaving = setTimeout(hide, 120);
  });
  document.addEventListener("focusin", (event) => {
    const mark = event.target.closest(".m"), record = event.target.closest(".rec");
    if (mark) show(mark);
    else if (record) light([record.dataset.key]);
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  addEventListener("scroll", () => { card.hidden = true; }, {passive: true});

  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".m");
    if (mark) {
      const beside = getComputedStyle(panel).position === "sticky";
      const [key] = keysOf(mark);
      event.preventDefault();
      if (!key) return;
      if (beside) { reveal(entry(key)); light([key]); }
      else show(mark, event.clientX);
      return;
    }
    const go = event.target.closest(".go, .rec");
    if (!go || event.target.closest("a:not(.go)")) return;
    const {key} = go.closest(".rec").dataset;
    const target = byKey.get(key)?.[0];
    if (!target) return;
    event.preventDefault();
    target.scrollIntoView({block: "center", behavior: "smooth"});
    light([key]);
  });

  // Printed in full: folded sections open for the printer and close again.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...panel.querySelectorAll("details:not([open])")];
    for (const section of folded) section.open = true;
  });
  addEventListener("afterprint", () => { for (const section of folded) section.open = false; });
})();
