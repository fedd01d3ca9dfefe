// Running totals: what the server said last, and what it does not know yet.

import { SENT, currentRows } from "./records.js";

const ZERO = { visitors: 0, questions: 0, copies: 0, rated: 0, satisfied: 0 };

// As on the server: what was counted on paper adds to the records.
const TALLIED = { visitors: "visitors", questions_asked: "questions", materials_distributed: "copies" };

function worth(row) {
  if (!row || row.is_void) return ZERO;
  const { data } = row;
  if (row.kind === "tally") {
    if (data.kind === "satisfaction_rate") {
      return Object.assign({}, ZERO, { rated: data.out_of, satisfied: data.value });
    }
    const name = TALLIED[data.kind];
    return name ? Object.assign({}, ZERO, { [name]: data.value }) : ZERO;
  }
  if (row.kind === "visit") return Object.assign({}, ZERO, { visitors: data.people });
  if (row.kind === "handout") return Object.assign({}, ZERO, { copies: data.copies });
  if (row.kind !== "question") return ZERO;
  return Object.assign({}, ZERO, {
    questions: 1, rated: data.rating ? 1 : 0, satisfied: data.rating === "satisfied" ? 1 : 0,
  });
}

/** What the rows not yet acknowledged change, for the seats of one desk. */
export function unsent(rows, seats, deskId) {
  const here = new Set(seats.filter((seat) => seat.desk.id === deskId).map((seat) => seat.id));
  const own = rows.filter((row) => here.has(row.seat));
  const known = new Map(currentRows(own.filter((row) => row.state === SENT)).map((row) => [row.root, row]));
  const change = Object.assign({}, ZERO);
  for (const row of currentRows(own)) {
    if (row.state === SENT) continue;
    const now = worth(row);
    const before = worth(known.get(row.root));
    for (const name of Object.keys(change)) change[name] += now[name] - before[name];
  }
  return change;
}

/** {desk, site}: the server's totals of the last sync plus the own unsent records. */
export function running(server, change) {
  const sum = (base) => {
    const result = {};
    for (const name of Object.keys(ZERO)) result[name] = ((base || ZERO)[name] || 0) + change[name];
    return result;
  };
  return { desk: sum(server && server.desk), site: sum(server && server.site) };
}

/** Copies of each material this phone has handed out, by name. */
export function copiesByName(rows, nameOf) {
  const found = new Map();
  for (const row of currentRows(rows)) {
    if (row.kind !== "handout" || row.is_void) continue;
    const name = nameOf(row.data);
    found.set(name, (found.get(name) || 0) + row.data.copies);
  }
  return found;
}
