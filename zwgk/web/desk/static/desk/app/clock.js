// How far the phone's clock is off. The server puts times right; the attendant should know.

import { setMeta } from "./store.js";

const TOLERATED = 10 * 60000;

/** Note the server's time of an answer to what was sent at `sent` (milliseconds). */
export function noteServerTime(serverTime, sent) {
  const server = Date.parse(serverTime);
  if (Number.isNaN(server)) return Promise.resolve();
  return setMeta("clock", { offset: server - (sent + Date.now()) / 2 });
}

/** Now by the server's clock, as far as we know it. */
export const trueNow = (clock) => Date.now() + (clock ? clock.offset : 0);

/** A sentence when the clock is off too far, else "". */
export function clockWarning(clock) {
  if (!clock || Math.abs(clock.offset) <= TOLERATED) return "";
  const way = clock.offset > 0 ? "慢" : "快";
  return `手机时间比标准时间${way}约${spoken(Math.abs(clock.offset))}。上传时会自动校正登记时间；`
    + "请先等已登记的记录上传完，再在手机设置中打开“自动设置时间”。";
}

function spoken(milliseconds) {
  const minutes = Math.round(milliseconds / 60000);
  if (minutes < 120) return `${minutes}分钟`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours}小时` : `${Math.round(hours / 24)}天`;
}
