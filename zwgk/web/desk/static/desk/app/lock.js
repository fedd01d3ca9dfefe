// One tab at a time sends. Two at once would do no harm (the server knows each id), only waste.

import { uuid } from "./ids.js";
import { write } from "./store.js";

const LEASE = 60000;
const holder = uuid();

/** Run `work` unless another tab is at it; tells whether it ran. */
export async function alone(work) {
  if (navigator.locks) {
    return navigator.locks.request("zwgk-desk-sync", { ifAvailable: true }, async (lock) => {
      if (lock) await work();
      return Boolean(lock);
    });
  }
  if (!(await lease(Date.now() + LEASE))) return false;
  // The lease is renewed while the work lasts; a tab that dies lets it run out.
  const renewing = setInterval(() => lease(Date.now() + LEASE), LEASE / 3);
  try {
    await work();
  } finally {
    clearInterval(renewing);
    await lease(0);
  }
  return true;
}

/** Take, prolong or (with 0) give back the lease. */
function lease(until) {
  return write(["meta"], async (tx) => {
    const meta = tx.objectStore("meta");
    const held = await meta.get("lease");
    if (held && held.holder !== holder && held.until > Date.now()) return false;
    await meta.put({ holder, until }, "lease");
    return true;
  });
}
