// What stays on the phone. Every change of the stores' shape is one more step at the end of STEPS:
// a phone that comes with a full queue of an older version goes through the steps it lacks.

import { openDB } from "../vendor/idb.js";

const NAME = "zwgk-desk";
const STEPS = [
  (db) => {
    db.createObjectStore("meta");
    // A seat is what one pass gave: the key, the desk, the attendant's name.
    db.createObjectStore("seats", { keyPath: "id" });
    const entries = db.createObjectStore("entries", { keyPath: "id" });
    entries.createIndex("root", "root");
    entries.createIndex("state", "state");
    db.createObjectStore("photos", { keyPath: "id" }).createIndex("state", "state");
  },
];

let opened = null;
let whenOutdated = () => {};

/** What to do when another tab has opened a newer version of the stores. */
export function onOutdated(act) {
  whenOutdated = act;
}

/** The database. */
export function open() {
  if (!opened) {
    opened = openDB(NAME, STEPS.length, {
      upgrade(db, from, to, transaction) {
        for (const step of STEPS.slice(from, to)) step(db, transaction);
      },
      blocking(from, to, event) {
        event.target.close();
        opened = null;
        whenOutdated();
      },
      terminated() { opened = null; },
    });
    opened.catch(() => { opened = null; });
  }
  return opened;
}

/**
 * Run `work` in one transaction and come back when it is on the disk: with strict durability the
 * browser has flushed it, so a battery that falls out afterwards loses nothing.
 */
export async function write(stores, work) {
  const db = await open();
  const transaction = db.transaction(stores, "readwrite", { durability: "strict" });
  let result;
  try {
    result = await work(transaction);
  } catch (error) {
    const failed = transaction.done.catch((reason) => reason);
    try { transaction.abort(); } catch (again) { /* it has ended by itself */ }
    const reason = await failed;
    throw reason && reason.name === "QuotaExceededError" ? reason : error;
  }
  await transaction.done;
  return result;
}

export async function meta(key) {
  return (await open()).get("meta", key);
}

export function setMeta(key, value) {
  return write(["meta"], (tx) => tx.objectStore("meta").put(value, key));
}

export async function all(store) {
  return (await open()).getAll(store);
}

export async function one(store, id) {
  return (await open()).get(store, id);
}

export async function inState(store, state) {
  return (await open()).getAllFromIndex(store, "state", state);
}

/** The seat in use, if any. */
export async function currentSeat() {
  const id = await meta("seat");
  return id ? one("seats", id) : undefined;
}

/** Change some fields of a seat. */
export function changeSeat(id, fields) {
  return write(["seats"], async (tx) => {
    const seats = tx.objectStore("seats");
    await seats.put(Object.assign(await seats.get(id), fields));
  });
}

/** Whether this browser keeps anything at all; private windows of some do not. */
export async function works() {
  try {
    const probe = Date.now();
    await setMeta("probe", probe);
    return (await meta("probe")) === probe;
  } catch (error) {
    return false;
  }
}

/** Why something was not saved, in words for the attendant. */
export function whyNotSaved(error) {
  if (error && error.name === "QuotaExceededError") {
    return "手机存储空间已满，这条没有保存。请删除手机里不用的照片或应用后再登记，或先用纸笔记下。";
  }
  return "这条没有保存到手机，请再点一次；仍不成功时请先用纸笔记下，并刷新页面。";
}
