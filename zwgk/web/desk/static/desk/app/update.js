// The service worker, and new versions of the app: they wait until the attendant says so.

import { byId } from "./dom.js";

const HOUR = 3600000;

/** Register the worker; a new version shows the banner. */
export async function watchUpdates() {
  if (!("serviceWorker" in navigator)) return;
  let registration;
  try {
    registration = await navigator.serviceWorker.register("/desk/sw.js", { scope: "/desk/" });
  } catch (error) {
    return; // without a worker the app works while the page stays open
  }
  const waiting = () => {
    if (registration.waiting && navigator.serviceWorker.controller) offer(registration);
  };
  waiting();
  registration.addEventListener("updatefound", () => {
    const fresh = registration.installing;
    if (fresh) fresh.addEventListener("statechange", waiting);
  });
  const look = () => registration.update().catch(() => {});
  setInterval(look, HOUR);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });
}

function offer(registration) {
  const banner = byId("update");
  banner.hidden = false;
  banner.onclick = () => {
    // Only the tab where it was asked for reloads: another may hold a half-written question.
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    registration.waiting.postMessage("take over");
  };
}
