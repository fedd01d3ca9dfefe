// What was just recorded, with its undoing at hand for some seconds; afterwards in the list.

import { announce, byId, h, show } from "./dom.js";
import { undo } from "./records.js";
import { whyNotSaved } from "./store.js";

const SHOWN = 12000;
let timer = 0;

/** Say that a row is saved and offer to undo it. */
export function justSaved(row, text) {
  const bar = byId("just");
  const button = h("button", {
    class: "undo",
    onclick: async () => {
      button.disabled = true;
      if (await saving(() => undo(row.root))) said(`已撤销：${text}`);
    },
  }, "撤销");
  show(bar, h("span", null, `${text}　已保存在手机`), button);
  bar.hidden = false;
  announce(`${text}，已保存在手机`);
  later(bar);
}

function said(text) {
  const bar = byId("just");
  show(bar, h("span", null, text));
  bar.hidden = false;
  announce(text);
  later(bar);
}

function later(bar) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    // Not under the finger or the focus of somebody about to undo.
    if (bar.contains(document.activeElement)) later(bar);
    else bar.hidden = true;
  }, SHOWN);
}

/** Do something that saves; when it fails, say so plainly and give undefined. */
export async function saving(act) {
  const box = byId("failed");
  try {
    const result = await act();
    box.hidden = true;
    return result || true;
  } catch (error) {
    box.textContent = whyNotSaved(error);
    box.hidden = false;
    return undefined;
  }
}
