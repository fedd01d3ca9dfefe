// The queue by keyboard: walk the rows, tick, open. Everything also works with the mouse alone.
(function () {
  "use strict";
  var rows = [].slice.call(document.querySelectorAll("[data-row]"));
  var help = document.getElementById("keys");
  var button = document.getElementById("keys-button");
  var at = -1;

  function showHelp() {
    if (help && help.showModal && !help.open) help.showModal();
  }
  if (button && help && help.showModal) {
    button.hidden = false;
    button.addEventListener("click", showHelp);
  }
  function go(to) {
    if (!rows.length) return;
    if (at >= 0) rows[at].classList.remove("at");
    at = Math.max(0, Math.min(rows.length - 1, to));
    rows[at].classList.add("at");
    var target = rows[at].querySelector("[data-open], input");
    if (target) target.focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("keydown", function (event) {
    var tag = event.target.tagName;
    var writes = tag === "TEXTAREA" || tag === "SELECT" || (tag === "INPUT" && event.target.type !== "checkbox");
    if (writes || event.ctrlKey || event.altKey || event.metaKey || (help && help.open)) return;
    if (event.key === "?" || event.key === "？") { showHelp(); event.preventDefault(); }
    else if (event.key === "j" || event.key === "ArrowDown") { go(at + 1); event.preventDefault(); }
    else if (event.key === "k" || event.key === "ArrowUp") { go(at - 1); event.preventDefault(); }
    else if (event.key === " " && at >= 0 && tag !== "BUTTON") {
      var box = rows[at].querySelector("input[type=checkbox]");
      if (box && event.target !== box) { box.checked = !box.checked; event.preventDefault(); }
    }
  });
}());
