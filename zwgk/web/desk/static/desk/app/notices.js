// The head of the page: where the records are, and what the attendant should know.

import { byId, clockTime, dayTime, h, show } from "./dom.js";
import { clockWarning, trueNow } from "./clock.js";
import { status } from "./sync.js";

const OVER = ["pass_revoked", "device_cut", "pass_expired", "key_unknown", "pass_unknown"];

/** One line: offline, sending, waiting or all sent. */
function headline({ waiting }) {
  const left = waiting ? `，${waiting}条待上传` : "";
  if (status.running && waiting) return ["busy", `正在上传${left}`];
  if (status.offline) return ["offline", `离线，数据安全保存在本机${left}`];
  if (waiting) return ["waiting", `数据安全保存在本机${left}`];
  return ["good", status.at ? `已全部上传（${clockTime(status.at)}）` : "没有待上传的记录"];
}

function notices({ seat, refused, clock, waiting }) {
  const found = [];
  const { trouble, pass } = seat;
  const kept = "已登记的内容仍保存在这部手机上；重新扫新的登记码后会继续上传，也可以到“设置”中导出文件交给本单位。";
  if (trouble && OVER.includes(trouble.code)) {
    // The server's words may say it already.
    found.push(trouble.detail.includes("导出") ? trouble.detail : trouble.detail + kept);
  } else if (status.problem) found.push(`${status.problem}记录仍保存在本机，稍后自动再试。`);
  if (!trouble && trueNow(clock) > Date.parse(pass.valid_until)) {
    found.push(`登记码已于${dayTime(pass.valid_until)}到期。${waiting ? "待传的记录" : "现在登记的内容"}`
      + `最迟可在${dayTime(pass.grace_until)}前上传，会注明“登记码到期后上传”。`);
  }
  if (refused) found.push(`有${refused}条记录需要处理，请到“记录”中查看。`);
  const clockText = clockWarning(clock);
  if (clockText) found.push(clockText);
  return found;
}

let told = "";

/** Draw the head from the state. */
export function drawHead(state) {
  byId("desk-name").textContent = state.seat.desk.name;
  const [kind, text] = headline(state);
  const line = byId("headline");
  line.className = `headline ${kind}`;
  if (line.textContent !== text) line.textContent = text;
  const found = notices(state);
  if (found.join("\n") === told) return;
  told = found.join("\n");
  const over = state.seat.trouble && OVER.includes(state.seat.trouble.code);
  show(byId("notices"), found.map((each, at) => h("p", { class: over && at === 0 ? "notice bad" : "notice" }, each)));
}
