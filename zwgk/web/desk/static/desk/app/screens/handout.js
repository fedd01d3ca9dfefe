// 发放: materials with how many were given out, one tap for one copy.

import { h, show } from "../dom.js";
import { justSaved, saving } from "../just.js";
import { field, numberInput, typedNumber, wrong } from "../parts.js";
import { add, correct } from "../records.js";
import { copiesByName } from "../totals.js";
import { materialName } from "../words.js";

const MOST = 99999;

/** The materials to offer: those of the unit, and those named here that it does not list yet. */
function materials(state) {
  const listed = state.reference ? state.reference.materials : [];
  const found = listed.map((each) => ({ name: each.name, printed: each.printed, data: { material: each.id } }));
  for (const row of state.current) {
    const name = row.kind === "handout" && !row.is_void && row.data.material_name;
    if (name && !found.some((each) => each.name === name)) found.push({ name, data: { material_name: name } });
  }
  return found;
}

async function record(material, copies) {
  const row = await saving(() => add("handout", Object.assign({ copies }, material.data)));
  if (row) justSaved(row, `发放《${material.name}》${copies}份`);
  return row;
}

function card(material, copies, at) {
  const plus = (number) => h("button", {
    onclick: () => record(material, number), "aria-label": `《${material.name}》发放${number}份`,
  }, `+${number}`);
  const many = numberInput(`copies-${at}`, "", MOST);
  const form = h("form", {
    class: "many", novalidate: true,
    onsubmit: async (event) => {
      event.preventDefault();
      const number = typedNumber(many, 1, MOST);
      if (Number.isNaN(number)) return wrong(many, `请填写1至${MOST}的份数。`);
      if (await record(material, number)) many.value = "";
      return undefined;
    },
  }, field(`份数（${material.name}）`, many), h("button", null, "登记"));
  const printed = material.printed ? `，印制${material.printed}份` : "";
  return h("li", { class: "card" }, h("h2", null, material.name),
    h("p", { class: "help count" }, `本机已登记${copies.get(material.name) || 0}份${printed}`),
    h("div", { class: "more" }, plus(1), plus(10)),
    h("details", null, h("summary", null, "填写份数"), form));
}

function newMaterial() {
  const box = h("details", { class: "card" });
  const name = h("input", { id: "material-name", maxlength: 80, autocomplete: "off" });
  const copies = numberInput("material-copies", 1, MOST);
  const form = h("form", {
    novalidate: true,
    onsubmit: async (event) => {
      event.preventDefault();
      const typed = name.value.trim().replace(/^《|》$/g, "");
      const number = typedNumber(copies, 1, MOST);
      if (!typed) return wrong(name, "请填写资料名称。");
      if (Number.isNaN(number)) return wrong(copies, `请填写1至${MOST}的份数。`);
      // It is in the list from now on; a second tap here would count it twice.
      if (await record({ name: typed, data: { material_name: typed } }, number)) {
        name.value = "";
        copies.value = "1";
        box.open = false;
      }
      return undefined;
    },
  }, field("资料名称", name, "不用加书名号。"), field("份数", copies),
  h("button", { class: "primary wide" }, "登记发放"));
  box.append(h("summary", null, "登记没有列出的资料"), form);
  return box;
}

function correction(main, state, row, back) {
  const copies = numberInput("copies", row.data.copies, MOST);
  show(main, h("h1", { tabindex: "-1" }, "更正发放"), h("form", {
    novalidate: true,
    onsubmit: async (event) => {
      event.preventDefault();
      const number = typedNumber(copies, 1, MOST);
      if (Number.isNaN(number)) return wrong(copies, `请填写1至${MOST}的份数。`);
      const data = Object.assign({}, row.data, { copies: number });
      if (await saving(() => correct(row.root, data))) back();
      return undefined;
    },
  }, h("p", null, `《${materialName(row.data, state.reference)}》`), field("份数", copies),
  h("button", { class: "primary wide" }, "保存更正")), h("button", { class: "wide", onclick: back }, "返回"));
  return null;
}

/** The screen; with `row`, its correction. */
export function handout(main, state, { row, back }) {
  if (row) return correction(main, state, row, back);
  const list = h("ul", { class: "plain" });
  let shown = "";
  const draw = (fresh) => {
    const copies = copiesByName(fresh.rows, (data) => materialName(data, fresh.reference));
    const offered = materials(fresh);
    const names = offered.map((each) => each.name).join("\n");
    if (names === shown) {
      // Only the counts: what is being typed stays.
      list.querySelectorAll(".count").forEach((node, at) => {
        const printed = offered[at].printed ? `，印制${offered[at].printed}份` : "";
        node.textContent = `本机已登记${copies.get(offered[at].name) || 0}份${printed}`;
      });
      return;
    }
    shown = names;
    show(list, offered.map((each, at) => card(each, copies, at)));
  };
  show(main, h("h1", { tabindex: "-1" }, "发放资料"), list, newMaterial());
  draw(state);
  return draw;
}
