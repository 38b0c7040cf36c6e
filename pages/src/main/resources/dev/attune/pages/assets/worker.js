// Keeps one page and what it needs, for phones that are out of reach. It keeps no answers about anybody, and answers nothing but pages below its scope.
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
