// 设置: how it looks, files, the pass, another desk.

import { dayTime, fullTime, h, show } from "../dom.js";
import { handOver, queueFile, table, unacknowledged } from "../export.js";
import { applyLook } from "../look.js";
import { setMeta } from "../store.js";

function toggle(state, key, label, help) {
  const input = h("input", {
    type: "checkbox", id: `set-${key}`, checked: Boolean(state.settings[key]),
    onchange: async () => {
      state.settings[key] = input.checked;
      applyLook(state.settings);
      await setMeta("settings", state.settings);
    },
  });
  return h("div", { class: "field" }, h("label", { class: "check" }, input, label), h("p", { class: "help" }, help));
}

function files(state) {
  const stamp = fullTime(new Date()).replace(/\D/g, "").slice(0, 12);
  const queue = (name, seat, rows) => h("button", {
    class: "wide",
    onclick: () => handOver(`${name}-${seat.desk.name}-${stamp}.json`, queueFile(seat, rows), "application/json"),
  }, `导出${name}（${seat.desk.name}，${rows.length}条）`);
  const waiting = state.seats.map((seat) => [seat, unacknowledged(seat, state.rows)]).filter((each) => each[1].length);
  const recorded = state.seats
    .map((seat) => [seat, state.rows.filter((row) => row.seat === seat.id)]).filter((each) => each[1].length);
  return h("section", { class: "card" }, h("h2", null, "导出记录"),
    h("p", { class: "help" }, "一直连不上网络时，把待传记录文件交给本单位，在工作台的咨询台页面导入，不会重复计数。"),
    waiting.length ? waiting.map(([seat, rows]) => queue("待传记录文件", seat, rows)) : h("p", null, "没有待传的记录。"),
    h("p", { class: "help" }, "下面两种文件包括已上传的全部登记，可以留存备查。"),
    recorded.map(([seat, rows]) => queue("全部记录文件", seat, rows)),
    h("button", {
      class: "wide",
      onclick: () => handOver(`登记明细表-${stamp}.csv`, table(state.rows, state.seats, state.reference), "text/csv"),
    }, `导出登记明细表（${state.rows.length}条）`));
}

async function keeping(node) {
  const asked = navigator.storage && navigator.storage.persisted;
  const persisted = asked && (await navigator.storage.persisted());
  node.textContent = persisted
    ? "浏览器已同意长期保存登记内容。"
    : "登记内容保存在此浏览器中，上传前请不要清除浏览器数据。添加到主屏幕后更不容易被清除。";
}

/** The screen. */
export function settings(main, state, { again }) {
  const { seat } = state;
  const kept = h("p", { class: "help" });
  keeping(kept);
  show(main, h("h1", { tabindex: "-1" }, "设置"),
    h("section", { class: "card" }, h("h2", null, "显示"),
      toggle(state, "contrast", "强光模式", "加大黑白对比，在太阳下也看得清。"),
      toggle(state, "large", "大字模式", "文字和按钮放大。")),
    files(state),
    h("section", { class: "card" }, h("h2", null, "登记码"),
      h("p", null, `${seat.desk.name}（${seat.desk.place}），登记人：${seat.name}`),
      h("p", null, `有效期：${dayTime(seat.pass.valid_from)}至${dayTime(seat.pass.valid_until)}；`
        + `已登记的内容最迟可在${dayTime(seat.pass.grace_until)}前上传。`),
      h("button", { class: "wide", onclick: again }, "换一个咨询台或改姓名")),
    h("section", { class: "card" }, h("h2", null, "其他"),
      h("p", null, h("a", { href: "#/tally" }, "补录计数（纸质签到、手按计数）")), kept,
      h("p", { class: "help" }, `应用版本：${document.documentElement.dataset.version}`)));
  return null;
}
