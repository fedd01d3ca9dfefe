// 咨询: a question, its answer, the visitor's word on it, and what is to be followed up.

import { h, show } from "../dom.js";
import { queryCode } from "../ids.js";
import { justSaved, saving } from "../just.js";
import { linksLeft, takeLink, tokenOf } from "../links.js";
import { choice, chosen, field, wrong } from "../parts.js";
import { add, correct } from "../records.js";
import { RATINGS } from "../words.js";

const BY_QR = "qr";
const REPLY_BY = [["code", "凭查询码查询"], ["phone", "电话答复"], ["visit", "上门或到窗口答复"]];
const EMPTY = { text: "", department: "", answer: "", on_spot: true, rating: "", token: "", follow_up: null };

// What is typed and not yet saved: looking something up on another tab does not lose it.
let draft = null;

function departments(state, given) {
  const names = (state.reference ? state.reference.departments : []).map((each) => each.name);
  if (given && !names.includes(given)) names.push(given);
  return names;
}

function ratings(state, data) {
  const options = [["", "未评价"]].concat(Object.entries(RATINGS));
  if (data.token) return options.concat([[BY_QR, "已扫码评价"]]);
  const left = linksLeft(state.reference, state.used);
  return options.concat([[BY_QR, left ? "请群众扫码评价" : "扫码评价（联网后可用）", !left]]);
}

/** The part for what cannot be answered now. */
function followUp(state, data) {
  const given = data.follow_up || { department: data.department, contact: "", reply_by: "code", consent: false };
  // A telephone that was sent is no longer here; a correction need not ask for it again.
  const sent = Boolean(given.code) && given.reply_by === "phone" && !given.contact;
  const untouched = !data.text && data !== draft;
  const wanted = h("input", { type: "checkbox", id: "follow", checked: Boolean(data.follow_up) || untouched });
  const department = h("select", { id: "follow-department" },
    h("option", { value: "" }, "由本单位确定"),
    departments(state, given.department).map((name) =>
      h("option", { value: name, selected: name === given.department }, name)));
  const contact = h("input", { id: "contact", maxlength: 60, autocomplete: "off", value: given.contact });
  const consent = h("input", { type: "checkbox", id: "consent", checked: given.consent });
  const details = h("div", null, field("办理部门", department),
    choice("答复方式", "reply", REPLY_BY, given.reply_by),
    field("联系方式（选填）", contact, (sent ? "原联系方式已上传，本机不再保存。" : "")
      + "只有办理人员看得到，办结后按期删除；上传后这部手机上也不再保存。不留联系方式也可以凭查询码查询。"),
    h("label", { class: "check" }, consent, "群众同意隐去个人信息后公开这条问答"));
  const toggle = () => { details.hidden = !wanted.checked; };
  wanted.addEventListener("change", toggle);
  toggle();
  const box = h("fieldset", null, h("legend", null, "未当场答复"),
    h("label", { class: "check" }, wanted, "转跟踪办理，给群众一个查询码"), details);
  const value = (form) => (wanted.checked ? {
    code: given.code || queryCode(), department: department.value, contact: contact.value.trim(),
    reply_by: chosen(form, "reply"), consent: consent.checked,
  } : null);
  return { box, contact, department, sent, value };
}

/** The form; `act(data, wantsQr)` saves, `typing(data)` hears what is there so far. */
function form(state, data, label, act, typing) {
  const text = h("textarea", { id: "text", rows: 2, maxlength: 300, value: data.text });
  const answer = h("textarea", { id: "answer", rows: 2, maxlength: 4000, value: data.answer });
  const follow = followUp(state, data);
  const spot = choice("答复情况", "spot", [["yes", "当场答复"], ["no", "未当场答复"]],
    data.on_spot ? "yes" : "no", () => { follow.box.hidden = chosen(node, "spot") === "yes"; });
  const names = departments(state, data.department).map((name) => [name, name]);
  const node = h("form", { novalidate: true },
    names.length > 0 && choice("答复部门", "department", [["", "未指定"]].concat(names), data.department),
    field("咨询内容", text, "只写问题本身，不写姓名、电话等个人信息。可用键盘的语音输入。"),
    h("p", { class: "help" }, h("a", { href: "#/search" }, "查常见问答和办事指南")),
    spot, follow.box,
    field("答复", answer, "当场答复的写明要点，可用语音输入；没有答复的留空。"),
    choice("群众评价", "rating", ratings(state, data), data.token ? BY_QR : data.rating),
    h("button", { class: "primary wide" }, label));
  follow.box.hidden = data.on_spot;
  node.addEventListener("change", (event) => {
    // Whoever was asked follows it up, unless somebody else is chosen.
    if (event.target.name === "department") follow.department.value = event.target.value;
  });
  const hear = () => {
    if (!typing) return;
    const followed = follow.value(node);
    // No code yet: only what is saved has one.
    typing(Object.assign(readForm(node, { text, answer, follow, data }), {
      rating: chosen(node, "rating"), follow_up: followed && Object.assign(followed, { code: "" }),
    }));
  };
  node.addEventListener("input", hear);
  node.addEventListener("change", hear);
  node.addEventListener("submit", (event) => {
    event.preventDefault();
    const read = readForm(node, { text, answer, follow, data });
    if (!read.text) return wrong(text, "请填写群众咨询的内容。");
    if (/(\d[\s-]?){11}/.test(read.text)) {
      return wrong(text, "这里像是写有手机号、身份证号。为保护个人信息，请删去；需要回电的，写在联系方式中。");
    }
    // The rules of the server, said here while the visitor still stands at the desk.
    if (read.on_spot && !read.answer) {
      return wrong(answer, "当场答复的请写明答复要点；没有答复的，请选择“未当场答复”。");
    }
    if (read.rating && !read.answer) return wrong(answer, "有评价的咨询请填写答复内容。");
    if (read.follow_up && read.follow_up.reply_by === "phone" && !read.follow_up.contact && !follow.sent) {
      return wrong(follow.contact, "电话答复需要填写电话；不便留电话的，请选择凭查询码查询。");
    }
    return act(read, chosen(node, "rating") === BY_QR && !data.token);
  });
  return node;
}

function readForm(node, { text, answer, follow, data }) {
  const onSpot = chosen(node, "spot") === "yes";
  const rating = chosen(node, "rating");
  return {
    text: text.value.trim(), department: chosen(node, "department"), answer: answer.value.trim(),
    on_spot: onSpot, rating: rating === BY_QR ? "" : rating, token: rating === BY_QR ? data.token : "",
    follow_up: onSpot ? null : follow.value(node),
  };
}

/** Save; with a link of its own when the visitor is to rate; then show what the visitor needs. */
async function save(state, data, wantsQr, keep) {
  const link = wantsQr ? await takeLink(state.reference) : undefined;
  const full = link ? Object.assign({}, data, { token: tokenOf(link) }) : data;
  const row = await keep(full);
  if (full.follow_up) location.hash = `#/code/${row.root}`;
  else if (link) location.hash = `#/rate/${row.root}`;
  return row;
}

/** The screen; with `row`, its correction. */
export function question(main, state, { row, back }) {
  if (row) {
    show(main, h("h1", { tabindex: "-1" }, "更正咨询"),
      form(state, row.data, "保存更正", async (data, wantsQr) => {
        const before = location.hash;
        const kept = await saving(() => save(state, data, wantsQr, (full) => correct(row.root, full)));
        if (kept && location.hash === before) back();
      }), h("button", { class: "wide", onclick: back }, "返回"));
    return null;
  }
  const act = async (data, wantsQr) => {
    const kept = await saving(() => save(state, data, wantsQr, (full) => add("question", full)));
    if (!kept) return;
    draft = null;
    justSaved(kept, "咨询1个");
    if (location.hash === "#/question") fresh();
  };
  const fresh = () => {
    show(main, h("h1", { tabindex: "-1" }, "咨询"),
      form(state, draft || EMPTY, "保存咨询", act, (data) => { draft = data; }));
    scrollTo(0, 0);
    main.querySelector("h1").focus({ preventScroll: true });
  };
  fresh();
  return null;
}
