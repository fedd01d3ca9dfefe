// What the screens show, read afresh from the store after every change.

import { SAVED, REFUSED, currentRows } from "./records.js";
import { all, currentSeat, meta } from "./store.js";
import { running, unsent } from "./totals.js";

/** Everything the screens need, in one object. */
export async function load() {
  const seat = await currentSeat();
  const [seats, rows, photos, reference, totals, clock, used, settings] = await Promise.all([
    all("seats"), all("entries"), all("photos"), meta("reference"),
    seat && meta(`totals-${seat.id}`), meta("clock"), meta("used-links"), meta("settings"),
  ]);
  const current = currentRows(rows);
  const waiting = rows.concat(photos).filter((each) => each.state === SAVED);
  const stuck = new Set(seats.filter((each) => each.trouble).map((each) => each.id));
  const own = reference && seat && reference.seat === seat.id;
  return {
    seat, seats, rows, photos, current, clock, used, settings: settings || {},
    reference: own ? reference.data : null,
    waiting: waiting.length,
    sendable: waiting.some((each) => !stuck.has(each.seat)),
    refused: current.filter((row) => row.state === REFUSED).length,
    totals: seat ? running(totals, unsent(rows, seats, seat.desk.id)) : null,
  };
}
