// The records as files: when no network comes, and as a proof of what was sent.

import { fullTime } from "./dom.js";
import { SENT, wire } from "./records.js";
import { KINDS, STATES, described } from "./words.js";

const byTime = (a, b) => (a.made_at < b.made_at ? -1 : a.made_at > b.made_at ? 1 : 0);

/** The rows of one seat that have not been acknowledged. */
export const unacknowledged = (seat, rows) =>
  rows.filter((row) => row.seat === seat.id && row.state !== SENT);

/** The queue file of docs/desk.md with some rows of one seat. The server knows what it has. */
export function queueFile(seat, rows) {
  const entries = rows.filter((row) => row.seat === seat.id).sort(byTime).map(wire);
  const { device, desk, name } = seat;
  const made = new Date().toISOString();
  return JSON.stringify({
    format: "zwgk-desk-queue", version: 1, device, desk: desk.id, name, made_at: made, entries,
  }, null, 1);
}

/** A cell; a text that a spreadsheet would take for a formula is made harmless. */
function cell(value) {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replace(/"/g, '""')}"`;
}

/** All rows for people, the superseded ones too. */
export function table(rows, seats, reference) {
  const seatOf = new Map(seats.map((seat) => [seat.id, seat]));
  const head = ["登记时间", "类别", "内容", "答复部门", "答复", "登记人", "咨询台", "状态", "说明", "版本", "已撤销", "编号", "原始编号"];
  const lines = rows.slice().sort(byTime).map((row) => {
    const seat = seatOf.get(row.seat);
    return [
      fullTime(row.recorded_at), KINDS[row.kind], described(row, reference),
      row.data.department || "", row.data.answer || "", seat ? seat.name : "",
      seat ? seat.desk.name : "", STATES[row.state], row.message || row.reason, row.version,
      row.is_void ? "是" : "", row.id, row.root,
    ];
  });
  // With a byte order mark, so that spreadsheets read it as UTF-8.
  return `\ufeff${[head].concat(lines).map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** Give a file to the attendant: the phone's own sharing where it can, else a download. */
export async function handOver(name, text, type) {
  const blob = new Blob([text], { type });
  if (matchMedia("(pointer: coarse)").matches && navigator.canShare) {
    const file = new File([blob], name, { type });
    if (navigator.canShare({ files: [file] })) {
      try {
        await navigator.share({ files: [file], title: name });
        return;
      } catch (error) {
        if (error.name === "AbortError") return;
      }
    }
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
