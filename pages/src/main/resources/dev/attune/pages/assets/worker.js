// Keeps one page and what it needs, for phones that are out of reach. It keeps no answers about anybody, and answers nothing but pages below its scope.
// Shows what people are to be told while no page is open; a tap opens a page of ours, never another.
"use strict";
const FILES = [/* FILES */];
const SHELL = "/grace/offline";
const NAME = "attune-grace";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll([SHELL, ...FILES])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(NAME);
    for (const request of await cache.keys()) {
      const path = new URL(request.url).pathname;
      if (path !== SHELL && !FILES.includes(path)) await cache.delete(request);
    }
    await self.clients.claim();
  })());
});

// The language may have changed since.
self.addEventListener("message", (event) => {
  if (event.data === "refresh") event.waitUntil(caches.open(NAME).then((cache) => cache.add(SHELL)).catch(() => undefined));
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && (url.pathname === "/grace" || url.pathname.startsWith("/grace/"))) {
    event.respondWith(fetch(event.request).catch(() => caches.match(SHELL, { ignoreVary: true })));
  } else if (event.request.method === "GET" && FILES.includes(url.pathname)) {
    event.respondWith(caches.match(event.request, { ignoreVary: true }).then((kept) => kept || fetch(event.request)));
  }
});

const text = (value) => (typeof value === "string" ? value : "");

// Whatever a message says, only an address of this server is opened.
const own = (address) => {
  try {
    const url = new URL(text(address), self.location.origin);
    return text(address) && url.origin === self.location.origin ? url.href : self.location.origin + "/today";
  } catch {
    return self.location.origin + "/today";
  }
};

const told = (data) => {
  try {
    return (data && data.json()) || {};
  } catch {
    return {};
  }
};

self.addEventListener("push", (event) => {
  const notice = told(event.data);
  // The same moment told again replaces the first.
  const shown = { body: text(notice.body), tag: text(notice.tag), data: { url: own(notice.url) } };
  event.waitUntil(self.registration.showNotification(text(notice.title) || "Attune", shown));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = own(event.notification.data && event.notification.data.url);
  event.waitUntil((async () => {
    const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const there = windows.find((each) => each.url === address);
    return there ? there.focus() : self.clients.openWindow(address);
  })());
});
