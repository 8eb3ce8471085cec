"use strict";
/* Links that last: beside each record, and for any passage that is selected. */
(() => {
  const paper = document.querySelector(".paper");
  const told = document.getElementById("records").dataset;
  const anchors = JSON.parse(told.records), states = JSON.parse(told.states);
  const base = "/article/" + paper.dataset.article;

  for (const entry of document.querySelectorAll(".rec")) {
    const anchor = anchors[entry.dataset.key];
    if (!anchor) continue;
    const line = document.createElement("p");
    line.className = "links";
    const link = (where, words) => {
      const a = document.createElement("a");
      a.href = where;
      a.textContent = words;
      line.append(a);
    };
    link(base + "/" + anchor.split(":")[1].split(".")[0], told.link);
    link("/record/" + paper.dataset.article + "/" + anchor, told.review);
    if (states[anchor]) {
      const chip = document.createElement("span");
      chip.className = "chip v-" + states[anchor];
      chip.textContent = states[anchor];
      line.append(chip);
    }
    entry.append(line);
  }

  /* The place of a point in the text, in code points of the article. */
  const place = (node, offset) => {
    const block = (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-start]");
    if (!block) return null;
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(node, offset);
    return Number(block.dataset.start) + [...before.toString()].length;
  };

  const card = document.getElementById("passage");
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    card.hidden = true;
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    const start = place(range.startContainer, range.startOffset);
    const end = place(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    card.querySelector("a").href = `${base}/${start}-${end}`;
    const box = range.getBoundingClientRect();
    card.style.left = Math.max(8, Math.min(box.left, innerWidth - 190)) + "px";
    card.style.top = Math.min(box.bottom + 8, innerHeight - 48) + "px";
    card.hidden = false;
  });

  if (document.querySelector(".passage"))
    document.getElementById("t-linked")?.scrollIntoView({block: "center"});
})();
