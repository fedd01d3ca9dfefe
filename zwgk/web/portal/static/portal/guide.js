// The checklist of materials: what is ticked stays ticked in this browser, and is sent nowhere.
"use strict";

for (const list of document.querySelectorAll("[data-checklist]")) {
  const key = `zwgk-checklist-${list.dataset.checklist}`;
  const boxes = [...list.querySelectorAll("input[type=checkbox]")];
  const tools = document.querySelector("[data-checklist-tools]");
  const note = document.querySelector("[data-checklist-note]");
  const status = tools.querySelector("[role=status]");
  const ticked = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const tell = () => {
    const number = ticked().length;
    status.textContent = `已准备 ${number} 项，共 ${boxes.length} 项`;
    tools.hidden = number === 0;
  };
  const keep = () => {
    try {
      localStorage.setItem(key, JSON.stringify(ticked()));
    } catch {
      // Private windows keep nothing; the boxes work all the same.
    }
    tell();
  };
  try {
    const kept = JSON.parse(localStorage.getItem(key) || "[]");
    for (const box of boxes) box.checked = Array.isArray(kept) && kept.includes(box.value);
    note.textContent += "勾选保存在您的浏览器里，不会上传。";
  } catch {
    // Not readable: nothing is ticked beforehand.
  }
  list.addEventListener("change", keep);
  tools.querySelector("button").addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    keep();
    boxes[0].focus();
  });
  tell();
}
