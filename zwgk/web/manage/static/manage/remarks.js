/* Remarks on what is selected in the text; without this script the paragraph is chosen from a list. */
(function () {
  "use strict";
  var rows = document.getElementById("remark-rows");
  var add = document.getElementById("remark-add");
  if (!rows) { return; }
  var form = document.getElementById("return-form");
  var total = form.querySelector("[name=r-TOTAL_FORMS]");
  var row = document.getElementById("remark-row");
  var chosen = null;

  /* The part of the selection that lies in the paragraph it begins in. */
  function selected() {
    var selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) { return null; }
    var range = selection.getRangeAt(0).cloneRange();
    var start = range.startContainer;
    var paragraph = (start.nodeType === 1 ? start : start.parentNode).closest(".doc p[id]");
    if (!paragraph) { return null; }
    if (!paragraph.contains(range.endContainer)) { range.setEnd(paragraph, paragraph.childNodes.length); }
    var text = range.toString().trim().slice(0, 300);
    return text ? { paragraph: paragraph.id.slice(1), passage: text } : null;
  }

  function free() {
    var all = rows.querySelectorAll(".remark");
    var last = all[all.length - 1];
    if (last && !last.querySelector("textarea").value && !last.querySelector("input").value) { return last; }
    var fresh = document.createElement("div");
    fresh.innerHTML = row.innerHTML.replace(/__prefix__/g, total.value);
    total.value = String(Number(total.value) + 1);
    return rows.appendChild(fresh.firstElementChild);
  }

  document.getElementById("remark-how").hidden = false;
  add.hidden = false;
  document.addEventListener("selectionchange", function () { chosen = selected() || chosen; });
  add.addEventListener("mousedown", function (event) { event.preventDefault(); });
  add.addEventListener("click", function () {
    var target = free();
    if (chosen) {
      target.querySelector("select").value = chosen.paragraph;
      target.querySelector("input").value = chosen.passage;
      chosen = null;
    }
    target.querySelector("textarea").focus();
  });
})();
