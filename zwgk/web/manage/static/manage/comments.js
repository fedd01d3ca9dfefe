/* A comment on what is selected; without this script the paragraph is chosen from the list. */
(function () {
  "use strict";
  var form = document.getElementById("comment-form");
  if (!form) { return; }
  var passage = document.getElementById("c-passage");
  document.addEventListener("selectionchange", function () {
    var selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) { return; }
    var start = selection.getRangeAt(0).startContainer;
    var paragraph = (start.nodeType === 1 ? start : start.parentNode).closest(".doc p[id]");
    if (!paragraph) { return; }
    var range = selection.getRangeAt(0).cloneRange();
    if (!paragraph.contains(range.endContainer)) { range.setEnd(paragraph, paragraph.childNodes.length); }
    passage.value = range.toString().trim().slice(0, 300);
  });
})();
