// What pages do beyond HTML and htmx: keys, menus that close, filters that apply at once, undo. All of it is a convenience; nothing needs it.
(() => {
  "use strict";

  const UNDO_MILLIS = 8000;
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

  // A choice in a list of filters applies at once; empty ones stay out of the address.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-submits]");
    if (form) form.requestSubmit();
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-submits]")) {
      for (const field of event.target.querySelectorAll("select")) field.disabled = field.value === "";
    }
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-submits] select").forEach((field) => { field.disabled = false; });
  });

  // What can be regretted is held back a moment; leaving the page does it at once.
  const held = new Set();
  const doNow = (form) => {
    if (!held.delete(form)) return;
    HTMLFormElement.prototype.submit.call(form);
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.undo || event.defaultPrevented) return;
    event.preventDefault();
    if (held.has(form)) return;
    held.add(form);
    const card = form.closest(".now, .moment, .one-moment");
    if (card) card.classList.add("is-leaving");
    const toast = document.createElement("div");
    toast.className = "toast";
    const text = document.createElement("span");
    text.textContent = form.dataset.undo;
    const undo = document.createElement("button");
    undo.type = "button";
    undo.textContent = form.dataset.undoWord;
    toast.append(text, undo);
    document.getElementById("toasts").append(toast);
    const timer = setTimeout(() => { toast.remove(); doNow(form); }, UNDO_MILLIS);
    undo.addEventListener("click", () => {
      clearTimeout(timer);
      held.delete(form);
      toast.remove();
      if (card) card.classList.remove("is-leaving");
      form.querySelector("button").focus();
    });
    undo.focus({ preventScroll: true });
  });
  // Pressed twice is meant once: what a second press would say is that the first took the name, or the key is shown no more.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    form.querySelectorAll("button[type=submit]").forEach((button) => button.setAttribute("aria-busy", "true"));
    setTimeout(() => {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
    }, 5000);
  });
  // What was typed outlives a session that ends under it: whoever signs in again finds it where it was. Others do not, and no password is kept.
  const TYPED = "attune.typed";
  const place = location.pathname + location.search;
  const by = document.body.dataset.by || "";
  const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type));
  const isBox = (field) => field.type === "checkbox" || field.type === "radio";
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || !by) return;
    const fields = fieldsOf(form).map((field) => ({ name: field.name, value: field.value, checked: isBox(field) && field.checked }));
    try {
      sessionStorage.setItem(TYPED, JSON.stringify({ place, by, action: form.getAttribute("action"), fields }));
    } catch { /* more than a browser keeps: then it is lost as before */ }
  });
  const putBack = ({ action, fields }) => {
    const form = [...document.forms].find((each) => each.getAttribute("action") === action);
    if (!form) return;
    const left = [...fields];
    let first;
    for (const field of fieldsOf(form)) {
      const at = left.findIndex((each) => each.name === field.name && (!isBox(field) || each.value === field.value));
      if (at < 0) continue;
      const [kept] = left.splice(at, 1);
      if (isBox(field) ? field.checked === kept.checked : field.value === kept.value) continue;
      if (isBox(field)) field.checked = kept.checked;
      else field.value = kept.value;
      first ||= field;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    for (let around = first && first.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    if (!first) return;
    const told = document.createElement("p");
    told.className = "note";
    told.setAttribute("role", "status");
    told.textContent = document.body.dataset.typedAgain;
    form.prepend(told);
    first.focus();
  };
  if (by) {
    const kept = JSON.parse(sessionStorage.getItem(TYPED) || "null");
    sessionStorage.removeItem(TYPED);
    const isBack = document.referrer.startsWith(`${location.origin}/sign-in`);
    if (kept && isBack && kept.by === by && kept.place === place) putBack(kept);
  }

  window.addEventListener("pagehide", () => {
    for (const form of held) {
      fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), keepalive: true, redirect: "manual" });
    }
    held.clear();
  });

  // What somebody has opened to read is not replaced under their eyes.
  // A page that nobody looks at asks for nothing; it catches up when it is seen again.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const asksAgain = (event.target.getAttribute("hx-trigger") || "").startsWith("every");
    if (document.hidden && asksAgain) { event.preventDefault(); return; }
    if (event.target.querySelector("details[open]")) event.preventDefault();
  });

  // A page that could not reach its engine asks again; one whose server is away says so until it is back.
  document.querySelectorAll("[data-retry]").forEach((waiting) => {
    setTimeout(() => location.reload(), Number(waiting.dataset.retry) * 1000);
  });
  const away = (isAway) => document.body.classList.toggle("is-away", isAway);
  document.addEventListener("htmx:sendError", () => away(true));
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 401) location.reload();
    else away(event.detail.xhr.status >= 500);
  });
  document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) away(false); });
})();
