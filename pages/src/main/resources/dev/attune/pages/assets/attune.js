// What pages do beyond HTML and htmx: keys, menus that close, times that stay true, undo. All of it is a convenience; nothing needs it.
(() => {
  "use strict";

  const inField = (element) => element.closest("input, textarea, select, [contenteditable]");

  // "/" goes to the search; "Escape" closes what is open.
  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open], details.more[open]").forEach((open) => {
        open.removeAttribute("open");
        if (open.contains(document.activeElement)) open.querySelector("summary").focus();
      });
      return;
    }
    if (inField(event.target)) return;
    const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (wanted) {
      event.preventDefault();
      wanted.focus();
    }
  });

  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open], details.more[open]").forEach((open) => {
      if (!open.contains(event.target)) open.removeAttribute("open");
    });
  });

  // A page that could not reach its engine asks again.
  document.querySelectorAll("[data-retry]").forEach((waiting) => {
    setTimeout(() => location.reload(), Number(waiting.dataset.retry) * 1000);
  });
})();
