// Records as rows that are only ever added: a correction or an undoing is a new row of the root.

import { changed } from "./channel.js";
import { uuid } from "./ids.js";
import { currentSeat, write } from "./store.js";

export const SAVED = "saved";
export const SENT = "sent";
export const REFUSED = "refused";
// Taken back before the server ever took it: nobody needs to hear of it.
export const DROPPED = "dropped";

function row(given) {
  const now = new Date().toISOString();
  const id = uuid();
  return Object.assign({
    id, root: id, replaces: null, version: 1, made_at: now, recorded_at: now, is_void: false,
    reason: "", state: SAVED, message: "",
  }, given);
}

/** Record something; it is on the disk when this returns. `photo` is kept in the same step. */
export async function add(kind, data, photo) {
  const seat = await currentSeat();
  return keep(row({ kind, data, seat: seat.id }), photo);
}

async function keep(made, photo) {
  const stores = photo ? ["entries", "photos"] : ["entries"];
  await write(stores, async (tx) => {
    const putting = [tx.objectStore("entries").add(made)];
    if (photo) {
      putting.push(tx.objectStore("photos").put(
        Object.assign({ seat: made.seat, state: SAVED, message: "" }, photo)));
    }
    await Promise.all(putting);
  });
  askToPersist();
  changed();
  return made;
}

/** Add the next version of a root. `fields(current)` gives what is other than before. */
export async function follow(root, fields, photo) {
  const stores = ["entries", "meta", "seats"].concat(photo ? "photos" : []);
  const made = await write(stores, async (tx) => {
    const entries = tx.objectStore("entries");
    const rows = await entries.index("root").getAll(root);
    const [current] = currentRows(rows);
    const seat = await seatFor(tx, current.seat);
    const next = row(Object.assign({
      kind: current.kind, data: current.data, seat, root,
      replaces: current.id, version: current.version + 1, recorded_at: current.recorded_at,
      is_void: current.is_void,
    }, fields(current)));
    const unheard = rows.every(({ state }) => state === REFUSED || state === DROPPED);
    if (next.is_void && unheard) next.state = DROPPED;
    const putting = [entries.add(next)];
    if (photo) {
      putting.push(tx.objectStore("photos").put(
        Object.assign({ seat: next.seat, state: SAVED, message: "" }, photo)));
    }
    await Promise.all(putting);
    return next;
  });
  changed();
  return made;
}

/** The pass that was used for the row may have ended; a newer one of the same desk serves as well. */
async function seatFor(tx, id) {
  const seats = tx.objectStore("seats");
  const [former, here] = await Promise.all([
    seats.get(id), tx.objectStore("meta").get("seat").then((current) => seats.get(current || id)),
  ]);
  return former && here && former.desk.id === here.desk.id ? here.id : id;
}

export const correct = (root, data, photo) =>
  follow(root, () => ({ data, is_void: false, reason: "登记人更正" }), photo);
export const undo = (root) => follow(root, () => ({ is_void: true, reason: "登记人撤销" }));
export const restore = (root) => follow(root, () => ({ is_void: false, reason: "登记人恢复" }));

/** Whether `a` counts rather than `b`: the rule of the server, so that both agree. */
function after(a, b) {
  if (a.version !== b.version) return a.version > b.version;
  if (a.made_at !== b.made_at) return a.made_at > b.made_at;
  return a.id > b.id;
}

/** The row of each root that counts, the latest happening first. */
export function currentRows(rows) {
  const found = new Map();
  for (const each of rows) {
    const held = found.get(each.root);
    if (!held || after(each, held)) found.set(each.root, each);
  }
  return Array.from(found.values()).sort((a, b) =>
    (a.recorded_at < b.recorded_at ? 1 : a.recorded_at > b.recorded_at ? -1 : 0));
}

/** What goes to the server. */
export function wire(each) {
  const { id, kind, root, replaces, version, made_at, recorded_at, is_void, reason, data } = each;
  return { id, kind, root, replaces, version, made_at, recorded_at, is_void, reason, data };
}

let asked = false;

/** Ask the browser not to throw our data away when space gets short. */
async function askToPersist() {
  if (asked || !navigator.storage || !navigator.storage.persist) return;
  asked = true;
  try {
    if (!(await navigator.storage.persisted())) await navigator.storage.persist();
  } catch (error) { /* the browser decides; the records are kept either way */ }
}
