// Making pieces of the page. Nothing here takes text as markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element: h("button", {class: "big", onclick: act}, "文字", child, …). */
export function h(tag, given, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(given || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  fill(node, children);
  return node;
}

/** An element of a drawing. */
export function svg(tag, given, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(given)) node.setAttribute(name, String(value));
  fill(node, children);
  return node;
}

function fill(node, children) {
  for (const child of children) {
    if (Array.isArray(child)) fill(node, child);
    else if (child !== null && child !== undefined && child !== false) node.append(child);
  }
}

/** Put other children into a node. */
export function show(node, ...children) {
  node.textContent = "";
  fill(node, children);
}

export const byId = (id) => document.getElementById(id);

/** Tell a screen reader. The same words twice are told twice. */
export function announce(text) {
  const live = byId("live");
  live.textContent = "";
  setTimeout(() => { live.textContent = text; }, 50);
}

const two = (number) => String(number).padStart(2, "0");

/** 09:05 of a moment. */
export function clockTime(moment) {
  const at = new Date(moment);
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** 5月15日 09:05 of a moment. */
export function dayTime(moment) {
  const at = new Date(moment);
  return `${at.getMonth() + 1}月${at.getDate()}日 ${clockTime(at)}`;
}

/** 2026-05-15 09:05:01, for files. */
export function fullTime(moment) {
  const at = new Date(moment);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${clockTime(at)}:${two(at.getSeconds())}`;
}
