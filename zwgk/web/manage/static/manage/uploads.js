"use strict";
// Without this the page works by links; here the passage lights up with its figure, and a number
// selected in the text is put into the row that adds one.
const original = document.getElementById("original");
const pick = document.getElementById("pick");
const added = document.getElementById("row-new");

function light(row, on) {
  row.classList.toggle("on", on);
  for (const passage of original.querySelectorAll(`a[href="#${row.id}"]`)) {
    passage.classList.toggle("on", on);
  }
}

for (const row of document.querySelectorAll(".figure-row")) {
  row.addEventListener("focusin", () => light(row, true));
  row.addEventListener("focusout", () => light(row, false));
}

function selected() {
  const chosen = document.getSelection();
  if (!chosen || chosen.isCollapsed || !original.contains(chosen.anchorNode)) return "";
  return chosen.toString().trim();
}

if (pick && added) {
  document.getElementById("pick-how").hidden = pick.hidden = false;
  // Pressing the button must not take the selection away.
  pick.addEventListener("mousedown", (event) => event.preventDefault());
  pick.addEventListener("click", () => {
    const text = selected();
    if (text) {
      added.querySelector("[name$=-quote]").value = text;
      const number = text.replace(/[,，\s]/g, "").match(/\d+/);
      if (number) added.querySelector("[name$=-value]").value = number[0];
    }
    added.querySelector(text ? "[name$=-kind]" : "[name$=-quote]").focus();
  });
}
