// Being let in: the server gives a key for the code of the desk.

import { call } from "./api.js";
import { uuid } from "./ids.js";
import { all, write } from "./store.js";

function about() {
  const { userAgent } = navigator;
  const system = /Android [\d.]+|iPhone OS [\d_]+|HarmonyOS|Windows|Mac OS X/.exec(userAgent);
  const model = /; ([^;)]+) Build/.exec(userAgent);
  return [model && model[1], system && system[0]].filter(Boolean).join(" ").slice(0, 120) || "手机";
}

/** Ask the server in and keep the seat. The same code again is the same seat with a new key. */
export async function enter(token, name) {
  const seats = await all("seats");
  const before = seats.find((seat) => seat.token === token);
  const device = before ? before.device : uuid();
  const version = document.documentElement.dataset.version;
  const given = await call("POST", "enter", {
    json: { token, device, name, about: about(), version },
  });
  const seat = {
    id: before ? before.id : uuid(), device, token, name, key: given.key,
    pass: given.pass, desk: given.desk, trouble: null, entered_at: new Date().toISOString(),
  };
  const former = seats.filter((each) => each.id !== seat.id && each.desk.id === seat.desk.id);
  await write(["meta", "seats", "entries", "photos"], async (tx) => {
    await tx.objectStore("seats").put(seat);
    await tx.objectStore("meta").put(seat.id, "seat");
    await tx.objectStore("meta").put(name, "name");
    for (const each of former) await takeOver(tx, each.id, seat.id);
  });
  return seat;
}

/** What still waits under an older pass of the same desk is sent with the new one. */
async function takeOver(tx, from, to) {
  for (const name of ["entries", "photos"]) {
    const store = tx.objectStore(name);
    for (const row of await store.index("state").getAll("saved")) {
      if (row.seat === from) await store.put(Object.assign(row, { seat: to }));
    }
  }
}
