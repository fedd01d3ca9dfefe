// The playlist by drag: dropping an entry elsewhere sends the form. The buttons work without this.
(function () {
  "use strict";
  var form = document.querySelector("[data-playlist]");
  var dragged = null;
  if (!form) return;
  var hint = form.querySelector("[data-drag-hint]");
  if (hint) hint.hidden = false;

  function mark(line) {
    [].forEach.call(form.querySelectorAll(".over"), function (other) {
      if (other !== line) other.classList.remove("over");
    });
    if (line && line !== dragged) line.classList.add("over");
  }
  [].forEach.call(form.querySelectorAll("[data-entry]"), function (line) {
    line.draggable = true;
    line.addEventListener("dragstart", function (event) {
      // Text in the field of seconds can still be marked.
      if (document.activeElement && document.activeElement.tagName === "INPUT" &&
          line.contains(document.activeElement)) { event.preventDefault(); return; }
      dragged = line;
      line.classList.add("dragged");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
    });
    line.addEventListener("dragend", function () {
      line.classList.remove("dragged");
      mark(null);
      dragged = null;
    });
    line.addEventListener("dragover", function (event) {
      if (!dragged) return;
      event.preventDefault();
      mark(line);
    });
    line.addEventListener("drop", function (event) {
      if (!dragged || dragged === line) return;
      event.preventDefault();
      var below = dragged.compareDocumentPosition(line) & Node.DOCUMENT_POSITION_FOLLOWING;
      line.parentNode.insertBefore(dragged, below ? line.nextSibling : line);
      form.submit();
    });
  });
}());
