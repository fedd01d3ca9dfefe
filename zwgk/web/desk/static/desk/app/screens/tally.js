// 计数: what was counted on paper, with who counted and a photo of the paper.

import { h, show } from "../dom.js";
import { justSaved, saving } from "../just.js";
import { choice, chosen, field, typedNumber, wrong } from "../parts.js";
import { scaledDown } from "../photo.js";
import { add, correct } from "../records.js";
import { QUALIFIERS, described } from "../words.js";

const MOST = 9999999;
let draft = null; // what is typed and photographed so far, whatever tab is looked at meanwhile
const number = (id, value) => h("input", {
  id, type: "number", inputmode: "numeric", min: 0, max: MOST, step: 1, value: value === null ? "" : String(value),
});

function photoField(data) {
  const taken = { photo: data.taken || null, id: data.photo };
  const picture = h("img", { class: "photo", alt: "凭证照片", hidden: !data.taken });
  if (data.taken) picture.src = data.taken.url;
  const input = h("input", { type: "file", id: "photo", accept: "image/*", capture: "environment" });
  const node = field("凭证照片（选填）", input, data.photo
    ? "已有一张照片，重新拍摄会替换。" : "拍下签到表或计数纸，照片会缩小后保存。不要拍到群众的面部和证件。");
  input.addEventListener("change", async () => {
    if (!input.files.length) return;
    try {
      taken.photo = await scaledDown(input.files[0]);
      taken.id = taken.photo.id;
      picture.src = taken.photo.url;
      picture.hidden = false;
      node.dispatchEvent(new Event("photo", { bubbles: true }));
    } catch (error) {
      wrong(input, "这张照片无法读取，请重新拍摄；也可以不附照片，写明计数依据。");
    }
  });
  node.append(picture);
  return { node, taken };
}

function read(form, inputs, kinds, taken) {
  const kind = kinds.find((each) => each.key === inputs.kind.value);
  const data = {
    kind: inputs.kind.value, value: typedNumber(inputs.value, 0, MOST), out_of: null,
    qualifier: chosen(form, "qualifier"), counted_by: inputs.by.value.trim(),
    evidence: inputs.evidence.value.trim(), photo: taken.id,
  };
  if (Number.isNaN(data.value)) return wrong(inputs.value, "请填写数量。");
  if (kind && kind.rate) {
    data.out_of = typedNumber(inputs.outOf, 1, MOST);
    data.qualifier = "exact";
    if (Number.isNaN(data.out_of)) return wrong(inputs.outOf, "比率需要填写总数，如评价总数。");
    if (data.value > data.out_of) return wrong(inputs.value, "数量不能大于总数。");
  }
  if (!data.counted_by) return wrong(inputs.by, "请填写计数人。");
  if (!data.evidence) return wrong(inputs.evidence, "请填写计数依据，如：签到表3页。");
  return data;
}

function form(state, data, label, act, typing) {
  const kinds = state.reference ? state.reference.tallies : [];
  const inputs = {
    kind: h("select", { id: "kind" }, kinds.map((each) =>
      h("option", { value: each.key, selected: each.key === data.kind }, each.name))),
    value: number("value", data.value), outOf: number("out-of", data.out_of),
    by: h("input", { id: "counted-by", maxlength: 50, value: data.counted_by, autocomplete: "off" }),
    evidence: h("input", { id: "evidence", maxlength: 200, value: data.evidence, autocomplete: "off" }),
  };
  const outOf = field("总数", inputs.outOf, "如满意率的评价总数、答复率的咨询总数。");
  const exact = choice("准确程度", "qualifier", Object.entries(QUALIFIERS), data.qualifier);
  const toggle = () => {
    const kind = kinds.find((each) => each.key === inputs.kind.value);
    outOf.hidden = !(kind && kind.rate);
    exact.hidden = Boolean(kind && kind.rate);
  };
  inputs.kind.addEventListener("change", toggle);
  const { node, taken } = photoField(data);
  const made = h("form", { novalidate: true }, field("指标", inputs.kind), field("数量", inputs.value), outOf,
    exact, field("计数人", inputs.by), field("计数依据", inputs.evidence, "如：签到表3页、手按计数器。"), node,
    h("button", { class: "primary wide" }, label));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const found = read(made, inputs, kinds, taken);
    if (found) act(found, taken.photo && { id: taken.photo.id, bytes: taken.photo.bytes });
  });
  const hear = () => typing && typing({
    kind: inputs.kind.value, value: inputs.value.value || null, out_of: inputs.outOf.value || null,
    qualifier: chosen(made, "qualifier"), counted_by: inputs.by.value, evidence: inputs.evidence.value,
    photo: taken.id, taken: taken.photo,
  });
  made.addEventListener("input", hear);
  made.addEventListener("change", hear);
  made.addEventListener("photo", hear);
  toggle();
  return made;
}

/** The screen; with `row`, its correction. */
export function tally(main, state, { row, back }) {
  if (!state.reference) {
    show(main, h("h1", { tabindex: "-1" }, "计数"), h("p", null, "指标还没有下载到手机，联网后会自动更新。"));
    return null;
  }
  if (row) {
    show(main, h("h1", { tabindex: "-1" }, "更正计数"),
      form(state, row.data, "保存更正", async (data, photo) => {
        if (await saving(() => correct(row.root, data, photo))) back();
      }), h("button", { class: "wide", onclick: back }, "返回"));
    return null;
  }
  const empty = {
    kind: "", value: null, out_of: null, qualifier: "exact", counted_by: state.seat.name, evidence: "", photo: null,
  };
  const act = async (data, photo) => {
    const kept = await saving(() => add("tally", data, photo));
    if (!kept) return;
    draft = null;
    justSaved(kept, `计数：${described(kept, state.reference)}`);
    fresh();
  };
  const fresh = () => {
    show(main, h("h1", { tabindex: "-1" }, "计数"),
      h("p", { class: "help" }, "用于补录纸质签到、手按计数等没有逐条登记的数量。已经逐条登记的不要重复填写。"),
      form(state, draft || empty, "保存计数", act, (data) => { draft = data; }));
    main.querySelector("h1").focus();
  };
  fresh();
  return null;
}
