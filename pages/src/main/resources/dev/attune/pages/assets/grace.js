// What Grace does beyond HTML: scanning, two taps, a countdown, and helping without a network. Nothing online needs it.
(() => {
  "use strict";

  const words = document.getElementById("grace-words")?.dataset ?? {};
  const page = document.querySelector("[data-page]")?.dataset.page;
  const one = (selector, root = document) => root.querySelector(selector);
  const make = (name, options = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(options)) {
      if (key === "text") element.textContent = value;
      else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };

  // What this phone keeps: ids, titles, costs. Emptied when its person signs out. It may pass from hand to hand: what is reserved on
  // it, and promised from it, stays with whose it is, and waits until they are back.
  const opened = () => new Promise((done, failed) => {
    const asked = indexedDB.open("attune-grace", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("kit");
      asked.result.createObjectStore("queue", { keyPath: "n", autoIncrement: true });
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  const inStore = async (store, mode, act) => {
    const base = await opened();
    try {
      return await new Promise((done, failed) => {
        const transaction = base.transaction(store, mode);
        const asked = act(transaction.objectStore(store));
        transaction.oncomplete = () => done(asked?.result);
        transaction.onerror = transaction.onabort = () => failed(transaction.error);
      });
    } finally {
      base.close();
    }
  };
  const ofKit = (by) => `of ${by}`;
  const here = document.body.dataset.by;
  const whose = async () => here ?? (await inStore("kit", "readonly", (store) => store.get("who"))) ?? "";
  const kitNow = async () => {
    const by = await whose();
    const kit = await inStore("kit", "readonly", (store) => store.get(ofKit(by)));
    return kit && Date.parse(kit.until) > Date.now() ? kit : undefined;
  };
  const keepKit = (kit) => inStore("kit", "readwrite", (store) => store.put(kit, ofKit(kit.by)));
  const forgetKit = (by) => inStore("kit", "readwrite", (store) => store.delete(ofKit(by)));
  const everything = () => inStore("queue", "readonly", (store) => store.getAll());
  const queued = async () => {
    const by = await whose();
    return (await everything()).filter((each) => each.by === by);
  };
  const waiting = async () => (await queued()).filter((each) => each.state === "waiting");
  // What is given is taken off what is left in one go, whichever page of this phone does it; nothing where too little is.
  const give = async (entry) => {
    const base = await opened();
    try {
      return await new Promise((done) => {
        const transaction = base.transaction(["kit", "queue"], "readwrite");
        const kits = transaction.objectStore("kit");
        let kit;
        kits.get(ofKit(entry.by)).onsuccess = (event) => {
          kit = event.target.result;
          if (kit?.lend !== entry.lend || cents(kit.left) < cents(entry.cost)) return transaction.abort();
          kit.left = plain(cents(kit.left) - cents(entry.cost));
          kits.put(kit, ofKit(entry.by));
          transaction.objectStore("queue").add(entry);
        };
        transaction.oncomplete = () => done(kit);
        transaction.onerror = transaction.onabort = () => done(undefined);
      });
    } finally {
      base.close();
    }
  };
  const cents = (text) => Math.round(Number(text) * 1e6);
  const plain = (amount) => String(amount / 1e6);
  const money = (kit, text) => {
    if (Number(text) === 0 && words.free) return words.free;
    try {
      return kit.currency ? new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency: kit.currency }).format(Number(text)) : text;
    } catch {
      return text;
    }
  };

  const ask = (path, body) => fetch(path, {
    method: body ? "POST" : "GET",
    headers: body ? { "Content-Type": "application/json", Accept: "application/json" } : { Accept: "application/json" },
    body: body ? JSON.stringify(body) : undefined,
    cache: "no-store",
  });

  // Sends what waits, in order. What is sent again under its id is the same gesture.
  // Each is judged by itself; where nothing is answered, or somebody else is signed in, they wait.
  const send = async () => {
    for (let all = await waiting(); all.length > 0; all = await waiting()) {
      const lend = all[0].lend;
      const those = all.filter((each) => each.lend === lend).slice(0, 50);
      const answer = await ask(`/api/lends/${encodeURIComponent(lend)}/gestures`, {
        gestures: those.map(({ id, customer, option, cost, at }) => ({ id, customer, option, quoted: cost, at })),
      });
      const isUnknown = answer.status === 404 || answer.status === 409;
      if (!answer.ok && !isUnknown) return false;
      const became = isUnknown ? [] : (await answer.json()).gestures;
      await inStore("queue", "readwrite", (store) => {
        those.forEach((each, i) => store.put({ ...each, state: became[i] && !became[i].problem ? "sent" : "refused" }));
      });
    }
    return true;
  };
  const sendOne = () => (navigator.locks ? navigator.locks.request("attune-grace", send) : send());
  const trySend = async () => {
    try {
      return await sendOne();
    } catch {
      return false;
    } finally {
      await showQueue();
    }
  };

  const showQueue = async () => {
    const box = one("[data-queue]");
    if (!box) return;
    const all = (await queued()).reverse().slice(0, 20);
    box.hidden = all.length === 0;
    one("[data-queue-rows]").replaceChildren(...all.map((each) =>
      make("li", { class: `is-${each.state}` },
        make("span", { text: `${each.title} · ${each.customer}` }),
        make("span", { class: "state small", text: words[each.state] ?? each.state }))));
  };

  // A line that says that there is no network, wherever one is.
  const banner = () => {
    one(".offline-bar")?.remove();
    if (navigator.onLine || page === "offline" || !words.offline) return;
    document.body.prepend(make("p", { class: "offline-bar", role: "status" },
      make("span", { text: words.offline + " " }), make("a", { href: "/grace/offline", text: words.open })));
  };
  addEventListener("online", async () => {
    banner();
    const isSent = await trySend();
    const isAsked = page === "offline" && !one("[data-offline-form]").elements.customer.value;
    if (isSent && isAsked) location.replace(location.pathname === "/grace/offline" ? "/grace" : location.href);
  });
  addEventListener("offline", banner);
  // Out of reach only what this phone keeps can be opened: whatever else is tapped leads there.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || navigator.onLine || event.defaultPrevented || !("serviceWorker" in navigator)) return;
    const there = new URL(link.href, location.href);
    if (there.origin !== location.origin || there.pathname.startsWith("/grace") || (there.pathname === location.pathname && there.hash)) return;
    event.preventDefault();
    location.href = "/grace/offline";
  });

  // Leaving: what waits is sent, what is left is returned, and nothing stays.
  const empty = async () => {
    for (const name of await caches?.keys?.() ?? []) if (name === "attune-grace") await caches.delete(name);
    for (const each of await navigator.serviceWorker?.getRegistrations?.() ?? []) await each.unregister();
    const by = await whose();
    if ((await everything()).some((each) => each.by !== by && each.state === "waiting")) {
      await forgetKit(by);
      for (const each of await queued()) await inStore("queue", "readwrite", (store) => store.delete(each.n));
      return;
    }
    await new Promise((done) => { const gone = indexedDB.deleteDatabase("attune-grace"); gone.onsuccess = gone.onerror = gone.onblocked = done; });
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches('form[action="/sign-out"]')) return;
    event.preventDefault();
    (async () => {
      if (!(await trySend()) && (await waiting()).length > 0) {
        const toast = make("div", { class: "toast", text: words.unsent ?? form.dataset.unsent ?? "" });
        document.getElementById("toasts").replaceChildren(toast);
        return;
      }
      const kit = await kitNow();
      if (kit) await ask(`/api/lends/${encodeURIComponent(kit.lend)}/return`, {}).catch(() => undefined);
      await empty();
      HTMLFormElement.prototype.submit.call(form);
    })().catch(() => HTMLFormElement.prototype.submit.call(form));
  });

  // On duty: a part of the budget is lent to this phone.
  const duty = async () => {
    const box = one("[data-duty]");
    if (!box || !("serviceWorker" in navigator) || !("indexedDB" in self)) return;
    box.hidden = false;
    const form = one("[data-duty-form]");
    const end = one("[data-duty-end]");
    const problem = one("[data-duty-problem]");
    const show = async () => {
      const kit = await kitNow();
      form.hidden = Boolean(kit);
      end.hidden = !kit;
      box.classList.toggle("is-lent", Boolean(kit));
      if (kit) one("[data-duty-said]").textContent = words.lent.replace("[left]", money(kit, kit.left)).replace("[amount]", money(kit, kit.amount)).replace("[until]", kit.untilClock);
    };
    const wrong = (text) => { problem.hidden = !text; problem.textContent = text; };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      wrong("");
      try {
        const kit = await (await ask("/grace/kit")).json();
        const lend = crypto.randomUUID();
        const amount = new FormData(form).get("amount").trim().replace(",", ".");
        if (!/^\d{1,9}([.]\d{1,2})?$/.test(amount)) return wrong(words.amount);
        const answer = await ask("/api/lends", { id: lend, amount, until: kit.until });
        const lent = await answer.json();
        if (!answer.ok || lent.state !== "open") return wrong(answer.ok ? words.beyond : lent.detail ?? words.failed);
        await keepKit({ ...kit, lend, amount: lent.amount, left: lent.left });
        await show();
        end.focus();
      } catch {
        wrong(words.failed);
      }
    });
    end.addEventListener("click", async () => {
      const kit = await kitNow();
      try {
        if (!(await sendOne())) return wrong(words.unsent);
        const answer = await ask(`/api/lends/${encodeURIComponent(kit.lend)}/return`, {});
        if (!answer.ok) return wrong(words.failed);
        await forgetKit(kit.by);
        location.reload();
      } catch {
        wrong(words.failed);
      }
    });
    await show();
  };

  // Without a network: only what is reserved here.
  const offline = async () => {
    const form = one("[data-offline-form]");
    let kit = await kitNow();
    one("[data-no-kit]").hidden = Boolean(kit);
    form.hidden = !kit;
    if (!kit) return;
    const named = location.pathname.match(/^\/grace\/customers\/([^/]+)/);
    if (named) form.elements.customer.value = decodeURIComponent(named[1]);
    const show = () => {
      const left = cents(kit.left);
      one("[data-offline-left]").textContent = words.lent.replace("[left]", money({ ...kit }, kit.left)).replace("[amount]", money(kit, kit.amount)).replace("[until]", kit.untilClock);
      one("[data-offline-offers]").replaceChildren(...kit.options.filter((each) => cents(each.cost) <= left).map((each) =>
        make("label", { class: "offer" },
          make("input", { type: "radio", name: "option", value: each.option, required: "", "data-title": each.title }),
          make("span", { class: "offer-title", text: each.title }),
          make("span", { class: "cost", text: money(kit, each.cost) }))));
    };
    show();
    let isBusy = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const fields = new FormData(form);
      const chosen = kit.options.find((each) => each.option === fields.get("option"));
      const customer = fields.get("customer").replace(/\p{Cc}+/gu, " ").trim();
      if (isBusy || !chosen || !customer) return;
      isBusy = true;
      const after = await give({
        id: crypto.randomUUID(), by: kit.by, lend: kit.lend, customer, option: chosen.option, title: chosen.title, cost: chosen.cost, at: new Date().toISOString(), state: "waiting",
      });
      kit = after ?? (await kitNow()) ?? { ...kit, left: "0" };
      if (after) form.reset();
      show();
      await showQueue();
      one("[data-queue]").scrollIntoView({ block: "nearest" });
      isBusy = false;
      if (navigator.onLine) await trySend();
    });
  };

  // The camera, where the browser can read codes.
  const scanning = async () => {
    const buttons = document.querySelectorAll("[data-scan]");
    if (buttons.length === 0 || !("BarcodeDetector" in self) || !navigator.mediaDevices?.getUserMedia) return;
    buttons.forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => scan(button.closest("form")));
    });
  };
  const scan = async (form) => {
    const video = make("video", { playsinline: "", muted: "" });
    const stop = make("button", { type: "button", class: "button", text: words.stop });
    const dialog = make("dialog", { class: "scanner", "aria-label": words.scanHint }, video, make("p", { text: words.scanHint }), stop);
    document.body.append(dialog);
    let stream;
    const end = () => { stream?.getTracks().forEach((track) => track.stop()); dialog.remove(); };
    stop.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", end);
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.srcObject = stream;
      dialog.showModal();
      await video.play();
      const reader = new BarcodeDetector();
      while (dialog.open) {
        const [found] = await reader.detect(video).catch(() => []);
        if (found) {
          dialog.close();
          const field = form.elements.q ?? form.elements.customer;
          field.value = found.rawValue;
          if (form.elements.q) form.requestSubmit();
          return;
        }
        await new Promise(requestAnimationFrame);
      }
    } catch {
      end();
      document.getElementById("toasts").replaceChildren(make("div", { class: "toast", text: words.scanFailed }));
    }
  };

  // Two taps: the button says what it does, and is pressed once.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form.choose");
    const button = form && one("[data-do]", form);
    if (!button || event.target.name !== "option") return;
    button.textContent = words.doWith.replace("[what]", event.target.dataset.title);
    if (event.target.value === "something-else") form.elements.words?.focus();
  });
  // Whoever goes back sees the page as it is now, with an id of its own.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  // How long it can be undone.
  setInterval(() => {
    document.querySelectorAll("[data-until]").forEach((left) => {
      const seconds = Math.ceil((Number(left.dataset.until) - Date.now()) / 1000);
      if (seconds > 0) left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
      else left.closest("form")?.remove();
    });
  }, 250);

  const begin = async () => {
    banner();
    scanning();
    if ("serviceWorker" in navigator && page && location.protocol !== "file:" && isSecureContext) {
      if (document.querySelector("header.bar")) {
        await navigator.serviceWorker.register("/grace/worker.js", { scope: "/grace" });
        if (page === "grace") (await navigator.serviceWorker.ready).active.postMessage("refresh");
      }
    }
  };
  begin().catch(() => undefined);
  if ("indexedDB" in self) {
    if (here && page) inStore("kit", "readwrite", (store) => store.put(here, "who"));
    if (page === "offline") offline();
    duty();
    showQueue();
    if (navigator.onLine) trySend();
  }
})();
