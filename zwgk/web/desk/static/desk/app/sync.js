// Sending what waits. Nothing is taken as sent before the server has said so, record by record.

import { enter } from "./admission.js";
import { Failed, call } from "./api.js";
import { changed } from "./channel.js";
import { noteServerTime } from "./clock.js";
import { linksLeft } from "./links.js";
import { alone } from "./lock.js";
import { REFUSED, SAVED, SENT, wire } from "./records.js";
import { all, changeSeat, currentSeat, inState, meta, one, setMeta, write } from "./store.js";

const BATCH = 200;
const EVERY = 30000;
const SLOWEST = 300000;
const REFERENCE_EVERY = 600000;
const FEW_LINKS = 5;
// What the server says of a record itself. Another's page with the same status is no verdict.
const REFUSALS = ["bad_request", "too_large", "invalid", "not_an_image", "conflict", "other_desk"];

/** What the head of the page says; `offline` is the last attempt's experience. */
export const status = { running: false, offline: !navigator.onLine, problem: "", at: null };

const SOON = 1500;

let failures = 0;
let timer = 0;
let soon = 0;
let again = false;

/** Send now, and go on by the clock. Asked for while an attempt is under way, it is made after it. */
export async function syncNow() {
  clearTimeout(timer);
  if (status.running) {
    again = true;
    return;
  }
  status.running = true;
  changed();
  let wait = EVERY;
  try {
    if (await alone(everything)) {
      failures = 0;
      Object.assign(status, { offline: false, problem: "", at: Date.now() });
    }
  } catch (error) {
    if (!(error instanceof Failed)) status.problem = "上传时出了问题，记录仍保存在本机，稍后自动再试。";
    else if (error.code === "network") status.offline = true;
    else Object.assign(status, { offline: false, problem: error.message });
    wait = pause(error);
  } finally {
    status.running = false;
    changed();
    timer = setTimeout(syncNow, again ? 0 : wait);
    again = false;
  }
}

/** Send in a moment: several taps are one request. After a failure the pauses hold. */
export function syncSoon() {
  if (soon || failures || status.running) return;
  soon = setTimeout(() => {
    soon = 0;
    syncNow();
  }, SOON);
}

/** Twice as long after each failure, with some chance, so that a hundred phones do not come at once. */
function pause(error) {
  failures += 1;
  const longest = Math.min(SLOWEST, 2000 * 2 ** Math.min(failures, 8));
  return Math.max((error.wait || 0) * 1000, longest * (0.5 + Math.random() / 2));
}

/** Send on a timer, when the network comes back, when the page is looked at again. */
export function keepSyncing() {
  addEventListener("online", syncNow);
  addEventListener("offline", () => { status.offline = true; changed(); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") syncNow();
  });
  syncNow();
}

async function everything() {
  const current = await currentSeat();
  const failed = [];
  for (const seat of await all("seats")) {
    try {
      await seatEntries(seat.id);
      await seatPhotos(seat.id);
      if (current && seat.id === current.id) await news(seat.id);
      if (seat.trouble) await changeSeat(seat.id, { trouble: null });
    } catch (error) {
      // A pass that is no longer valid, or known, must not hinder another desk's records.
      if (!(error instanceof Failed) || ![401, 403, 404, 409].includes(error.status)) throw error;
      await changeSeat(seat.id, { trouble: { code: error.code, detail: error.message } });
      if (current && seat.id === current.id) failed.push(error);
    }
  }
  if (failed.length) throw failed[0];
}

async function seatEntries(seatId) {
  for (;;) {
    const waiting = (await inState("entries", SAVED)).filter((row) => row.seat === seatId);
    if (!waiting.length) return;
    waiting.sort((a, b) => (a.made_at < b.made_at ? -1 : 1));
    const batch = waiting.slice(0, BATCH);
    if (!(await sendBatch(seatId, batch, waiting.length - batch.length))) throw new Failed("network", "");
  }
}

/** Send some rows; whether anything of it was settled. A batch refused as a whole is halved. */
async function sendBatch(seatId, rows, left) {
  const sent = Date.now();
  let answer;
  try {
    answer = await keyed(seatId, "POST", "entries", {
      json: {
        sent_at: new Date(sent).toISOString(), waiting: left,
        version: document.documentElement.dataset.version, entries: rows.map(wire),
      },
    });
  } catch (error) {
    if (!(error instanceof Failed) || ![400, 413, 422].includes(error.status)) throw error;
    return settleRefusal(seatId, rows, left, error);
  }
  await noteServerTime(answer.server_time, sent);
  return settle(rows, answer);
}

async function settleRefusal(seatId, rows, left, error) {
  if (rows.length === 1) {
    if (!REFUSALS.includes(error.code)) throw error;
    return settle(rows, { results: [{ id: rows[0].id, state: "refused", message: error.message }] });
  }
  const half = Math.ceil(rows.length / 2);
  const first = await sendBatch(seatId, rows.slice(0, half), left + rows.length - half);
  const second = await sendBatch(seatId, rows.slice(half), left);
  return first || second;
}

const isKept = ({ state }) => state === "kept" || state === "known";

/** The contact is needed here no longer; nor in what was refused before it was mended. */
async function forgetContact(entries, { root, version }) {
  for (const row of await entries.index("root").getAll(root)) {
    const { follow_up } = row.data;
    if (row.state === SAVED || row.version > version || !follow_up || !follow_up.contact) continue;
    row.data = Object.assign({}, row.data, { follow_up: Object.assign({}, follow_up, { contact: "" }) });
    await entries.put(row);
  }
}

/** Note what became of each row, and the totals that include them, in one step. */
async function settle(rows, answer) {
  const told = new Map((answer.results || []).map((result) => [result.id, result]));
  let settled = 0;
  await write(["entries", "meta"], async (tx) => {
    const entries = tx.objectStore("entries");
    for (const { id } of rows) {
      const result = told.get(id);
      if (!result) continue;
      const row = await entries.get(id);
      if (result.state === "refused") {
        Object.assign(row, { state: REFUSED, code: result.code, message: result.message });
      } else if (isKept(result)) {
        Object.assign(row, { state: SENT, message: "", sent_at: new Date().toISOString() });
      } else continue;
      settled += 1;
      await entries.put(row);
      if (row.state === SENT && row.kind === "question") await forgetContact(entries, row);
    }
    if (answer.totals) await tx.objectStore("meta").put(answer.totals, `totals-${rows[0].seat}`);
  });
  changed();
  return settled;
}

async function seatPhotos(seatId) {
  for (const photo of (await inState("photos", SAVED)).filter((each) => each.seat === seatId)) {
    let outcome = { state: SENT, message: "" };
    try {
      const answer = await keyed(seatId, "PUT", `photos/${photo.id}`, {
        body: photo.bytes, headers: { "Content-Type": "image/jpeg" },
      });
      if (!isKept(answer)) throw new Failed("network", "");
    } catch (error) {
      if (!(error instanceof Failed) || !REFUSALS.includes(error.code)) throw error;
      outcome = { state: REFUSED, message: error.message };
    }
    await write(["photos"], (tx) => tx.objectStore("photos").put(Object.assign(photo, outcome)));
    changed();
  }
}

/** News of the server; that they cannot be had just now is no trouble of the records. */
async function news(seatId) {
  try {
    await freshNews(seatId);
  } catch (error) {
    if (!(error instanceof Failed) || error.status < 500) throw error;
  }
}

/** Totals at every sync, reference data now and then. */
async function freshNews(seatId) {
  const sent = Date.now();
  const totals = await keyed(seatId, "GET", "totals");
  await noteServerTime(totals.server_time, sent);
  await setMeta(`totals-${seatId}`, { desk: totals.desk, site: totals.site });
  const held = await meta("reference");
  const kept = held && held.seat === seatId ? held : null;
  const low = kept && linksLeft(kept.data, await meta("used-links")) < FEW_LINKS;
  if (kept && Math.abs(Date.now() - kept.at) < REFERENCE_EVERY / (low ? 10 : 1)) return;
  const headers = kept && kept.etag ? { "If-None-Match": kept.etag } : {};
  let etag = "";
  const data = await keyed(seatId, "GET", "reference", {
    headers, onheaders: (got) => { etag = got.get("ETag") || ""; },
  });
  const fresh = data ? { seat: seatId, at: Date.now(), etag, data } : Object.assign(kept, { at: Date.now() });
  await setMeta("reference", fresh);
}

/** Call with the seat's key; a key the server knows no longer is renewed once with the pass. */
async function keyed(seatId, method, path, given) {
  const seat = await one("seats", seatId);
  try {
    return await call(method, path, Object.assign({ key: seat.key }, given));
  } catch (error) {
    if (!(error instanceof Failed) || error.code !== "key_unknown") throw error;
    const current = await meta("seat");
    const renewed = await enter(seat.token, seat.name);
    await setMeta("seat", current);
    return call(method, path, Object.assign({ key: renewed.key }, given));
  }
}
