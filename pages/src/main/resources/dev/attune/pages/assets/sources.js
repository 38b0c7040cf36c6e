// Copying keys and snippets, and bringing a file piece by piece. Without it one selects, and pastes rows.
(() => {
  "use strict";

  const PIECE = 4 * 1024 * 1024;

  document.querySelectorAll("[data-copy]").forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    const word = button.textContent;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.parentElement.querySelector("code").textContent);
      button.textContent = button.dataset.copied;
      button.classList.add("is-copied");
      setTimeout(() => { button.textContent = word; button.classList.remove("is-copied"); }, 2000);
    });
  });

  const bring = document.querySelector("[data-bring]");
  if (!bring) return;
  const drop = bring.querySelector(".bring-drop");
  const input = drop.querySelector("input");
  const bar = bring.querySelector("progress");
  const problem = bring.querySelector(".problem");
  drop.hidden = false;

  const ask = async (address, body, type) => {
    const headers = { "Attune-Form-Key": bring.dataset.key, "Accept": "application/json" };
    if (type) headers["Content-Type"] = type;
    const answer = await fetch(address, { method: "POST", headers, body });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(said.detail || String(answer.status));
    return said;
  };

  const send = async (file) => {
    problem.hidden = true;
    bar.hidden = false;
    try {
      const made = await ask(`/imports?name=${encodeURIComponent(file.name)}&size=${file.size}`);
      for (let at = 0; at < file.size; at += PIECE) {
        await ask(`${made.href}/pieces?at=${at}`, file.slice(at, at + PIECE), "application/octet-stream");
        bar.value = Math.round((100 * Math.min(file.size, at + PIECE)) / file.size);
      }
      location.assign(made.href);
    } catch (error) {
      bar.hidden = true;
      problem.textContent = error instanceof TypeError ? problem.dataset.lost : error.message;
      problem.hidden = false;
      input.value = "";
    }
  };

  input.addEventListener("change", () => { if (input.files.length) send(input.files[0]); });
  const over = (event, isOver) => {
    event.preventDefault();
    drop.classList.toggle("is-over", isOver);
  };
  drop.addEventListener("dragover", (event) => over(event, true));
  drop.addEventListener("dragleave", (event) => over(event, false));
  drop.addEventListener("drop", (event) => {
    over(event, false);
    if (event.dataTransfer.files.length) send(event.dataTransfer.files[0]);
  });
})();
