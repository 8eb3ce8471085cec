"use strict";
/* Dropping a file on the form, and following a page on its way to the record. */
(() => {
  const drop = document.getElementById("drop");
  if (drop) {
    const over = (on) => (event) => { event.preventDefault(); drop.classList.toggle("over", on); };
    for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, over(true));
    drop.addEventListener("dragleave", over(false));
    drop.addEventListener("drop", (event) => {
      over(false)(event);
      const {files} = event.dataTransfer, text = event.dataTransfer.getData("text/plain");
      if (files.length) {
        document.getElementById("file").files = files;
        document.getElementById("give").requestSubmit();
      } else if (text) document.getElementById("text").value = text;
    });
  }

  const job = document.getElementById("job");
  if (!job || job.dataset.ended) return;
  const steps = [...job.querySelectorAll("[data-stage]")];
  const follow = async () => {
    const answer = await fetch("/api/v1/readings/" + job.dataset.job);
    if (!answer.ok) return location.reload();
    const {stage} = await answer.json();
    if (stage === "done" || stage === "rejected") return location.reload();
    const at = steps.findIndex((step) => step.dataset.stage === stage);
    steps.forEach((step, i) => { step.className = i < at ? "past" : i === at ? "now" : ""; });
    job.querySelector("progress").value = at;
    setTimeout(follow, 250);
  };
  follow();
})();
