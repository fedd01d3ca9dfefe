// The service worker (served at /desk/sw.js with VERSION and FILES in front). It answers for the
// app's own files alone; all other pages under /desk/ and every request to the API go past it.
/* global VERSION, SHELL, FILES */

const PREFIX = "zwgk-desk-";
const CACHE = PREFIX + VERSION;

self.addEventListener("install", (event) => {
  // Past the browser's own cache: old and new files must not be mixed. All or nothing.
  const requests = [SHELL].concat(FILES).map((url) => new Request(url, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((key) => key.startsWith(PREFIX) && key !== CACHE);
    await Promise.all(old.map((key) => caches.delete(key)));
    await self.clients.claim();
  })());
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  const asked = url.pathname === SHELL || FILES.includes(url.pathname);
  if (!asked) return;
  event.respondWith((async () => {
    const cache = await caches.open(CACHE);
    return (await cache.match(url.pathname)) || fetch(request);
  })());
});
