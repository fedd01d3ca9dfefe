// 来访: one tap for one visitor.

import { h, show } from "../dom.js";
import { justSaved, saving } from "../just.js";
import { field, numberInput, totalsTable, typedNumber, wrong } from "../parts.js";
import { add, correct } from "../records.js";

const MOST = 9999;

async function record(people, matter) {
  const row = await saving(() => add("visit", { people, matter }));
  if (row) justSaved(row, `来访${people}人`);
  return row;
}

function form(given, label, act) {
  const people = numberInput("people", given.people, MOST);
  const matter = h("input", { id: "matter", maxlength: 100, value: given.matter, autocomplete: "off" });
  return h("form", {
    novalidate: true,
    onsubmit: async (event) => {
      event.preventDefault();
      const number = typedNumber(people, 1, MOST);
      if (Number.isNaN(number)) return wrong(people, `请填写1至${MOST}的人数。`);
      if (await act(number, matter.value.trim())) {
        people.value = "1";
        matter.value = "";
      }
      return undefined;
    },
  }, field("人数", people),
  field("事由（选填）", matter, "如：医保、宅基地。不登记姓名和电话。"),
  h("button", { class: "primary wide" }, label));
}

/** The screen; with `row`, its correction. */
export function visit(main, state, { row, back }) {
  if (row) {
    show(main, h("h1", { tabindex: "-1" }, "更正来访"),
      form(row.data, "保存更正", async (people, matter) => {
        if (await saving(() => correct(row.root, { people, matter }))) back();
      }), h("button", { class: "wide", onclick: back }, "返回"));
    return null;
  }
  const totals = h("div", null, totalsTable(state.totals));
  const more = [2, 3, 5].map((number) =>
    h("button", { onclick: () => record(number, ""), "aria-label": `来访加${number}人` }, `+${number}`));
  show(main, h("h1", { tabindex: "-1" }, "来访"), totals,
    h("details", null, h("summary", null, "按人数登记、填写事由"),
      form({ people: 1, matter: "" }, "登记来访", record)),
    h("div", { class: "thumb" }, h("div", { class: "more" }, more),
      h("button", { class: "primary huge", onclick: () => record(1, "") }, "+1 来访")));
  return (fresh) => show(totals, totalsTable(fresh.totals));
}
