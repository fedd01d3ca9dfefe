/* The workbench by keyboard, and an import that goes on by itself. Every form works without this:
   the script only sends it in the background and puts the fresh part of the answer in its place. */
(function () {
  "use strict";
  var current = null;
  var selected = "";

  function part() {
    return document.getElementById("bench") || document.getElementById("batch");
  }

  /* Replace the part of the page and its messages by those of the answer. */
  function take(html) {
    var page = new DOMParser().parseFromString(html, "text/html");
    var old = part();
    var fresh = page.getElementById(old.id);
    if (!fresh) { return false; }
    var tops = Array.prototype.map.call(old.querySelectorAll(".sheet, .words"), function (box) { return box.scrollTop; });
    old.replaceWith(fresh);
    Array.prototype.forEach.call(fresh.querySelectorAll(".sheet, .words"), function (box, at) { box.scrollTop = tops[at] || 0; });
    var said = page.querySelector(".messages");
    var before = document.querySelector(".messages");
    if (before) { before.remove(); }
    if (said) { document.getElementById("main").prepend(said); }
    return true;
  }

  function send(form, button) {
    var data = new FormData(form);
    if (button && button.name) { data.append(button.name, button.value); }
    return fetch(form.action, { method: "POST", body: data, credentials: "same-origin" }).then(function (answer) {
      if (answer.redirected && part().dataset.preview === "1") {
        return fetch(answer.url.split(/[?#]/)[0] + "?preview=1", { credentials: "same-origin" });
      }
      return answer;
    }).then(function (answer) { return answer.text(); }).then(function (html) {
      if (!take(html)) { location.reload(); }
    });
  }

  /* Import: ask again until nothing waits. */
  function goOn() {
    var form = document.querySelector("form[data-continue]");
    if (!form) { return; }
    var button = form.querySelector("button");
    button.disabled = true;
    button.textContent = "正在处理……";
    send(form).then(goOn, function () {
      button.disabled = false;
      button.textContent = "继续处理";
    });
  }

  function words() {
    return Array.prototype.slice.call(document.querySelectorAll(".word"));
  }

  function show(number, focus) {
    Array.prototype.forEach.call(document.querySelectorAll(".now"), function (node) { node.classList.remove("now"); });
    current = number;
    var row = document.getElementById("w" + number);
    if (!row) { return; }
    row.classList.add("now");
    row.scrollIntoView({ block: "nearest" });
    if (focus) { row.focus({ preventScroll: true }); }
    var marks = document.querySelectorAll("#original mark[data-w='" + number + "']");
    Array.prototype.forEach.call(marks, function (mark) { mark.classList.add("now"); });
    if (marks[0]) {
      var box = document.getElementById("original");
      var top = marks[0].offsetTop;
      if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - 60) { box.scrollTop = top - box.clientHeight / 3; }
    }
  }

  function at() {
    return words().findIndex(function (row) { return row.dataset.w === current; });
  }

  function move(by) {
    var rows = words();
    if (!rows.length) { return; }
    var place = at();
    place = place < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, place + by));
    show(rows[place].dataset.w, true);
  }

  /* After a decision: the next word of the old order that is still there. */
  function decide(value) {
    var rows = words();
    var place = at();
    if (place < 0) { move(1); return; }
    var form = rows[place].querySelector(".word-form");
    var button = form && form.querySelector("button[value=" + value + "]");
    if (!button) { return; }
    var next = rows[Math.min(rows.length - 1, place + 1)].dataset.w;
    var stay = value === "undo" ? current : next;
    send(form, button).then(function () { ready(); show(stay, true); });
  }

  function addSelected() {
    var form = document.getElementById("add");
    if (!form) { return; }
    if (selected) { form.elements.words.value = selected; }
    form.scrollIntoView({ block: "nearest" });
    form.elements.words.focus();
  }

  document.addEventListener("selectionchange", function () {
    var selection = document.getSelection();
    var box = document.getElementById("original");
    if (box && selection.anchorNode && box.contains(selection.anchorNode)) { selected = selection.toString().trim(); }
  });

  document.addEventListener("click", function (event) {
    var mark = event.target.closest("#original mark[data-w]");
    if (mark && document.getSelection().isCollapsed) { show(mark.dataset.w, true); }
  });

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { return; }
    var acts = {
      j: function () { move(1); }, k: function () { move(-1); },
      m: function () { decide("mask"); }, n: function () { decide("keep"); },
      u: function () { decide("undo"); }, a: addSelected
    };
    var act = document.getElementById("bench") && acts[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.matches(".word-form, #add")) { return; }
    event.preventDefault();
    var row = form.closest(".word");
    if (row) { current = row.dataset.w; }
    if (row && event.submitter && event.submitter.value) { decide(event.submitter.value); return; }
    send(form, event.submitter).then(ready);
  });

  function ready() {
    var keys = document.getElementById("keys");
    if (keys) { keys.hidden = false; }
  }

  ready();
  goOn();
  if (/^#w\d+$/.test(location.hash)) { show(location.hash.slice(2), false); }
})();
