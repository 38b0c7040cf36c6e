// Pages about people: a secret that is shown once is copied with one press; a browser is told of moments. Nothing needs it.
(() => {
  "use strict";

  document.querySelectorAll("[data-copy]").forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.querySelector("span").textContent = button.dataset.copied;
    });
  });

  // Somebody who types an amount of their own means to have one.
  document.querySelectorAll(".pattern-fields").forEach((fields) => {
    fields.addEventListener("input", () => { fields.closest(".pattern").querySelector("input[type=radio]").checked = true; });
  });

  const push = document.querySelector("[data-push]");
  if (!push || !("serviceWorker" in navigator) || !("PushManager" in window) || !window.isSecureContext) return;
  const told = push.querySelector("[data-push-told]");
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const active = (registration) => new Promise((done) => {
    const worker = registration.active || registration.waiting || registration.installing;
    const look = () => { if (worker.state === "activated") done(registration); };
    worker.addEventListener("statechange", look);
    look();
  });
  const subscribe = async () => {
    if ((await Notification.requestPermission()) !== "granted") {
      told.textContent = told.dataset.denied;
      return;
    }
    const { key } = await (await fetch("/api/notices/key")).json();
    const registration = await active(await navigator.serviceWorker.register("/grace/worker.js", { scope: "/grace" }));
    const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
    const label = navigator.userAgentData ? `${navigator.userAgentData.brands.at(-1)?.brand ?? ""} ${navigator.userAgentData.platform}`.trim() : navigator.platform;
    const answer = await fetch("/api/notices/mine/push", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...subscription.toJSON(), label: label.slice(0, 100) }),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    location.assign("/account?done=push#told-how");
  };
  push.hidden = false;
  push.querySelector("[data-push-do]").addEventListener("click", () => {
    subscribe().catch(() => { told.textContent = told.dataset.failed; });
  });
})();
