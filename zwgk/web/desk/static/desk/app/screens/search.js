// 查询: questions and guides, searchable without a network.

import { announce, h, show } from "../dom.js";
import { entriesOf, search as find } from "../search.js";

const NOTHING = "没有找到，请换一个词再查。当场答复不了的，在“咨询”中选“未当场答复”，转跟踪办理。";
let last = "";

function found(entry) {
  return h("li", { class: "card" }, h("details", null,
    h("summary", null, h("span", { class: "tag" }, entry.kind), ` ${entry.title}`),
    h("p", { class: "pre" }, entry.text),
    entry.url && h("p", null, h("a", { href: entry.url, target: "_blank", rel: "noopener" }, "联网查看全文"))));
}

/** The screen. */
export function search(main, state) {
  const entries = entriesOf(state.reference);
  const list = h("ul", { class: "plain" });
  const count = h("p", { class: "help" });
  const input = h("input", {
    id: "q", type: "search", value: last, autocomplete: "off", enterkeyhint: "search",
  });
  const draw = () => {
    last = input.value;
    const results = last.trim() ? find(entries, last) : entries.slice(0, 20);
    count.textContent = entries.length
      ? last.trim() ? results.length ? `找到${results.length}条` : NOTHING : `手机里有${entries.length}条常见问答和办事指南`
      : "常见问答和办事指南还没有下载到手机，联网后会自动更新。";
    show(list, results.map(found));
  };
  input.addEventListener("input", draw);
  show(main, h("h1", { tabindex: "-1" }, "查询"), h("form", {
    role: "search",
    onsubmit: (event) => { event.preventDefault(); announce(count.textContent); },
  }, h("div", { class: "field" }, h("label", { for: "q" }, "查常见问答和办事指南"), input)), count, list);
  draw();
  return null;
}
