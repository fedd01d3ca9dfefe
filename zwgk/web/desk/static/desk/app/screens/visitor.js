// What is held out to the visitor: the rating QR, the query code.

import { h, show } from "../dom.js";
import { grouped } from "../ids.js";
import { qrDrawing } from "../qr.js";

function nextButtons(row) {
  const { data } = row;
  return [
    h("a", { class: "button primary wide", href: "#/question" }, "完成，继续登记"),
    h("a", { class: "button wide", href: `#/list` }, "查看记录"),
    data.token && data.follow_up && h("a", { class: "button wide", href: `#/rate/${row.root}` }, "请群众评价"),
  ];
}

/** 请群众评价. */
export function rate(main, state, { row }) {
  const url = `${location.origin}/rate/s/${row.data.token}/`;
  show(main, h("h1", { tabindex: "-1" }, "请群众评价"),
    h("p", null, "请群众用手机扫描下面的二维码，对这次接待作评价。不用登录，不记姓名。"),
    qrDrawing(url, "评价二维码"),
    h("p", { class: "help" }, "群众没带手机的，可以更正这条咨询，代为点选评价。"),
    nextButtons({ root: row.root, data: {} }));
  return null;
}

/** 查询码. */
export function code(main, state, { row }) {
  const url = `${location.origin}/ask/lookup/`;
  const shown = grouped(row.data.follow_up.code);
  show(main, h("h1", { tabindex: "-1" }, "请群众记下查询码"),
    h("p", { class: "query-code", "aria-label": `查询码 ${Array.from(shown).join(" ")}` }, shown),
    h("p", null, "请群众抄写或拍照保存。凭此码可以查询办理情况和答复，丢失后无法找回。"),
    qrDrawing(url, "查询网址二维码"),
    h("p", { class: "help" }, `扫码打开查询网址：${url}`), nextButtons(row));
  return null;
}
