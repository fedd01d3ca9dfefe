// 记录: everything recorded on this phone, what became of it, correcting and undoing.

import { clockTime, dayTime, h, show } from "../dom.js";
import { saving } from "../just.js";
import { REFUSED, SAVED, SENT, restore, undo } from "../records.js";
import { status, syncNow } from "../sync.js";
import { KINDS, STATES, described } from "../words.js";

const PAGE = 50;

function when(row) {
  const today = new Date().toDateString() === new Date(row.recorded_at).toDateString();
  return today ? clockTime(row.recorded_at) : dayTime(row.recorded_at);
}

function buttons(row) {
  const name = `${KINDS[row.kind]} ${row.told}`;
  if (row.is_void) {
    return [h("button", { onclick: () => saving(() => restore(row.root)), "aria-label": `恢复：${name}` }, "恢复")];
  }
  const link = (href, text) => h("a", { class: "button", href, "aria-label": `${text}：${name}` }, text);
  return [
    link(`#/edit/${row.root}`, "更正"),
    row.data.token && link(`#/rate/${row.root}`, "评价码"),
    row.data.follow_up && link(`#/code/${row.root}`, "查询码"),
    h("button", { onclick: () => saving(() => undo(row.root)), "aria-label": `撤销：${name}` }, "撤销"),
  ];
}

function item(row) {
  return h("li", { class: `card entry ${row.is_void ? "void" : ""}`, "data-root": row.root },
    h("p", null, h("b", null, KINDS[row.kind]), ` ${when(row)} `,
      h("span", { class: `tag ${row.state}` }, STATES[row.state]),
      row.is_void && h("span", { class: "tag" }, "已撤销")),
    h("p", { class: "told" }, row.told),
    row.state === REFUSED && h("p", { class: "error" },
      `服务器没有收下：${row.message || "内容有误"}。请更正后重新上传，或撤销。`),
    h("div", { class: "row" }, buttons(row)));
}

/** The screen. */
export function list(main, state) {
  let limit = PAGE;
  let shown = null;
  const head = h("p", { class: "summary" });
  const rows = h("ul", { class: "plain" });
  const more = h("button", { class: "wide", onclick: () => { limit += PAGE; draw(shown); } }, "显示更多");
  const send = h("button", { class: "primary", onclick: syncNow }, "立即上传");
  const draw = (fresh) => {
    shown = fresh;
    const count = (state) => fresh.rows.filter((row) => row.state === state).length;
    head.textContent = `共${fresh.current.length}条登记。已上传${count(SENT)}条，待上传${count(SAVED)}条，`
      + `需要处理${fresh.refused}条（更正、撤销各算一条）。`;
    send.disabled = status.running;
    more.hidden = fresh.current.length <= limit;
    // Redrawing takes the focus away from a button in the list; give it back to the same record.
    const holder = document.activeElement && document.activeElement.closest("[data-root]");
    const root = rows.contains(holder) ? holder.dataset.root : "";
    show(rows, fresh.current.slice(0, limit).map((row) =>
      item(Object.assign({ told: described(row, fresh.reference) }, row))));
    const again = root && rows.querySelector(`[data-root="${root}"] button`);
    if (again) again.focus();
  };
  show(main, h("h1", { tabindex: "-1" }, "记录"), head,
    h("div", { class: "row" }, send, h("a", { class: "button", href: "#/settings" }, "导出记录")), rows, more);
  draw(state);
  return draw;
}
