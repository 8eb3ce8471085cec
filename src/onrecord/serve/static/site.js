"use strict";
/* "/" goes to the search field; fields that name somebody offer names as one types. */
(() => {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    document.getElementById("find").focus();
  });

  let waiting;
  document.addEventListener("input", (event) => {
    const field = event.target.closest("[data-suggest]");
    if (!field || field.value.length < 2) return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const query = new URLSearchParams({kind: field.dataset.suggest, q: field.value});
      const answer = await fetch("/api/v1/suggest?" + query);
      if (!answer.ok) return;
      const {items} = await answer.json();
      if (!items.length) return;
      field.list.replaceChildren(...items.map((name) => {
        const option = document.createElement("option");
        option.value = name;
        return option;
      }));
    }, 150);
  });

  for (const form of document.querySelectorAll(".filters form, .sifter"))
    form.addEventListener("submit", () => {
      for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
    });
})();
