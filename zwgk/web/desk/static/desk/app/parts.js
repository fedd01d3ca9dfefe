// Parts that several screens use: labelled fields, choices, numbers, totals.

import { h } from "./dom.js";

/** A labelled field with help and a place for its error. */
export function field(label, control, help) {
  const id = control.id;
  const error = h("p", { class: "error", id: `${id}-error` });
  const described = [`${id}-error`, help && `${id}-help`].filter(Boolean).join(" ");
  control.setAttribute("aria-describedby", described);
  return h("div", { class: "field" }, h("label", { for: id }, label), control,
    help && h("p", { class: "help", id: `${id}-help` }, help), error);
}

/** Say what is wrong with a field and go there. */
export function wrong(control, text) {
  const error = document.getElementById(`${control.id}-error`);
  error.textContent = text;
  control.setAttribute("aria-invalid", "true");
  control.addEventListener("input", () => {
    error.textContent = "";
    control.removeAttribute("aria-invalid");
  }, { once: true });
  control.focus();
}

/** Radio buttons that look like buttons; `options` is a list of [value, label, disabled]. */
export function choice(legend, name, options, chosen, onchange) {
  const box = h("fieldset", { class: "choice", onchange }, h("legend", null, legend));
  const row = h("div", { class: "choices" });
  for (const [value, label, disabled] of options) {
    const input = h("input", {
      type: "radio", name, value, id: `${name}-${value || "none"}`, checked: value === chosen, disabled,
    });
    row.append(h("label", { class: "pick" }, input, h("span", null, label)));
  }
  box.append(row);
  return box;
}

/** What is chosen in a group of radio buttons. */
export function chosen(form, name) {
  const input = form.querySelector(`input[name="${name}"]:checked`);
  return input ? input.value : "";
}

/** A field for a whole number. */
export function numberInput(id, value, high) {
  return h("input", {
    id, type: "number", inputmode: "numeric", min: 1, max: high, step: 1, value: String(value),
  });
}

/** The whole number typed, or NaN. */
export function typedNumber(input, low, high) {
  const text = input.value.trim();
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  return number >= low && number <= high ? number : NaN;
}

/** The running totals of the desk and of the whole site. */
export function totalsTable(totals) {
  const line = (name, of) => h("tr", null, h("th", { scope: "row" }, name),
    h("td", null, of.visitors), h("td", null, of.questions), h("td", null, of.copies),
    h("td", null, of.rated ? `${of.satisfied}／${of.rated}` : "—"));
  const head = ["来访", "咨询", "发放", "满意／评价"].map((name) => h("th", { scope: "col" }, name));
  return h("table", { class: "totals" }, h("caption", { class: "sr" }, "合计"),
    h("thead", null, h("tr", null, h("td", null), head)),
    h("tbody", null, line("本台", totals.desk), line("全场", totals.site)));
}
