// The screens' service worker (served at /screen/sw.js with VERSION and FILES in front): pages and
// files come from the network, and from the cache where there is none.
/* global VERSION, FILES */
"use strict";

const PREFIX = "zwgk-screen-";
const CACHE = PREFIX + VERSION;
const PAGES = PREFIX + "pages";
const PATIENCE = 8000;

self.addEventListener("install", (event) => {
  const requests = FILES.map((url) => new Request(url, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests))
    .then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (key) => key.startsWith(PREFIX) && key !== CACHE && key !== PAGES;
  event.waitUntil(caches.keys()
    .then((keys) => Promise.all(keys.filter(old).map((key) => caches.delete(key))))
    .then(() => self.clients.claim()));
});

function late() {
  return new Promise((resolve, reject) => setTimeout(() => reject(new Error("late")), PATIENCE));
}

async function answer(request, name, path) {
  const cache = await caches.open(name);
  try {
    const response = await Promise.race([fetch(request), late()]);
    // A link that was revoked opens no more, with a network or without.
    if (response.headers.get("X-Screen-Refused")) await cache.delete(path);
    else if (response.ok) await cache.put(path, response.clone());
    else return (await cache.match(path)) || response;
    return response;
  } catch (error) {
    const kept = await cache.match(path);
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (FILES.includes(url.pathname)) event.respondWith(answer(request, CACHE, url.pathname));
  else if (request.mode === "navigate") event.respondWith(answer(request, PAGES, url.pathname));
});
