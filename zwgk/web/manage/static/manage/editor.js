/* The summary editor: figure references become chips, gaps are marked, nothing typed is lost.
   Without this script the text areas with their {references} work as they are. */
(function () {
  "use strict";
  var form = document.getElementById("summary-form");
  if (!form) { return; }
  var chips = JSON.parse(document.getElementById("chips").textContent);
  var names = JSON.parse(document.getElementById("kind-names").textContent);
  var token = /(\{[a-z_]+(?:~[1-9]|@[^{}\n]{1,80})?\}|【待补充[^】]*】?)/;
  var editors = [];
  var last = null;
  var dirty = false;
  var storageKey = "zwgk-summary-" + form.dataset.part + "-" + form.dataset.basedOn;

  function chip(text) {
    var node = document.createElement("span");
    var known = chips[text];
    node.className = "fig";
    node.contentEditable = "false";
    node.dataset.token = text;
    node.tabIndex = 0;
    node.setAttribute("role", "link");
    node.textContent = known ? known.text : "【" + text + "无记录】";
    node.title = known ? known.title + "（点击查看记录）" : "这项数据还没有登记记录";
    return node;
  }

  function isReference(text) {
    return /^\{[^{}]+\}$/.test(text) && Object.prototype.hasOwnProperty.call(names, text.slice(1, -1).split(/[~@]/)[0]);
  }

  function fill(box, text) {
    box.textContent = "";
    text.split(token).forEach(function (part) {
      if (!part) { return; }
      if (isReference(part)) {
        box.appendChild(chip(part));
      } else if (part.indexOf("【待补充") === 0) {
        var gap = document.createElement("span");
        gap.className = "gap";
        gap.textContent = part;
        box.appendChild(gap);
      } else {
        box.appendChild(document.createTextNode(part));
      }
    });
  }

  /* Each character of the source with the node that shows it; a chip shows all of its token. */
  function characters(box) {
    var found = [];
    function add(text, node, whole) {
      for (var at = 0; at < text.length; at += 1) {
        if (!/[\u200b\ufeff]/.test(text[at])) { found.push({ text: text[at], node: node, at: at, whole: whole }); }
      }
    }
    function walk(parent) {
      Array.prototype.forEach.call(parent.childNodes, function (child) {
        if (child.nodeType === 3) {
          add(child.data, child, false);
        } else if (child.dataset && child.dataset.token) {
          add(child.dataset.token, child, true);
        } else if (child.nodeName === "BR") {
          add("\n", child, true);
        } else {
          var block = child.nodeName === "DIV" || child.nodeName === "P";
          if (block && found.length && found[found.length - 1].text !== "\n") { add("\n", child, true); }
          walk(child);
        }
      });
    }
    walk(box);
    return found;
  }

  function read(box) {
    return characters(box).map(function (one) { return one.text; }).join("");
  }

  function countGaps() {
    var gaps = [];
    editors.forEach(function (editor) {
      gaps = gaps.concat(editor.area.value.match(/【待补充[^】]*】?/g) || []);
    });
    var counter = document.getElementById("gap-count");
    counter.textContent = gaps.length ? "还有 " + gaps.length + " 处待补充" : "没有待补充的内容";
    document.getElementById("next-gap").hidden = !gaps.length;
  }

  function changed(editor) {
    editor.area.value = read(editor.box);
    // A gap that has been written over is one no longer.
    Array.prototype.forEach.call(editor.box.querySelectorAll(".gap"), function (node) {
      if (node.textContent.indexOf("【待补充") === -1) { node.className = ""; }
    });
    dirty = true;
    document.getElementById("save-state").textContent = "有未保存的修改";
    keep();
    countGaps();
    form.dispatchEvent(new CustomEvent("draft-changed"));
  }

  function keep() {
    try {
      window.localStorage.setItem(storageKey, JSON.stringify(snapshot()));
    } catch (error) { /* private mode or full: the form itself still holds the text */ }
  }

  function snapshot() {
    return Array.prototype.map.call(form.querySelectorAll("input[type=text], textarea"), function (field) {
      return field.value;
    });
  }

  function restore(values) {
    Array.prototype.forEach.call(form.querySelectorAll("input[type=text], textarea"), function (field, at) {
      if (values[at] !== undefined) { field.value = values[at]; }
    });
    editors.forEach(function (editor) { fill(editor.box, editor.area.value); });
    dirty = true;
    countGaps();
    form.dispatchEvent(new CustomEvent("draft-changed"));
  }

  function openRecords(target) {
    var known = chips[target.dataset.token];
    if (known) { window.open(known.url, "_blank", "noopener"); }
  }

  function enhance(area) {
    var box = document.createElement("div");
    var label = form.querySelector('label[for="' + area.id + '"]');
    box.className = "rich";
    box.contentEditable = "true";
    box.setAttribute("role", "textbox");
    box.setAttribute("aria-multiline", "true");
    box.setAttribute("aria-label", label ? label.textContent : "正文");
    var editor = { area: area, box: box, caret: null };
    fill(box, area.value);
    area.hidden = true;
    area.parentNode.insertBefore(box, area);
    box.addEventListener("input", function () { changed(editor); });
    box.addEventListener("focus", function () { last = editor; });
    box.addEventListener("keyup", remember);
    box.addEventListener("mouseup", remember);
    box.addEventListener("blur", remember);
    box.addEventListener("paste", function (event) {
      event.preventDefault();
      document.execCommand("insertText", false, window.zwgkPasted(event.clipboardData));
    });
    box.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" || event.isComposing) { return; }
      event.preventDefault();
      if (event.target.dataset && event.target.dataset.token) { openRecords(event.target); return; }
      document.execCommand("insertLineBreak");
    });
    box.addEventListener("click", function (event) {
      if (event.target.dataset && event.target.dataset.token) { openRecords(event.target); }
    });
    function remember() {
      var selection = window.getSelection();
      if (selection.rangeCount && box.contains(selection.anchorNode)) {
        editor.caret = selection.getRangeAt(0).cloneRange();
      }
    }
    editors.push(editor);
  }

  function insert(text) {
    var editor = last || editors[0];
    var selection = window.getSelection();
    // What is selected now counts; the remembered place is for when the focus has left the text.
    if (selection.rangeCount && editor.box.contains(selection.anchorNode)) {
      editor.caret = selection.getRangeAt(0).cloneRange();
    }
    editor.box.focus();
    selection.removeAllRanges();
    var range = editor.caret;
    if (!range || !editor.box.contains(range.startContainer)) {
      range = document.createRange();
      range.selectNodeContents(editor.box);
      range.collapse(false);
    }
    selection.addRange(range);
    range.deleteContents();
    var node = chip(text);
    range.insertNode(node);
    range.setStartAfter(node);
    range.collapse(true);
    selection.removeAllRanges();
    selection.addRange(range);
    editor.caret = range.cloneRange();
    changed(editor);
  }

  Array.prototype.forEach.call(form.querySelectorAll("textarea"), enhance);
  last = editors[0] || null;
  countGaps();

  document.addEventListener("mousedown", function (event) {
    if (event.target.closest && event.target.closest("[data-insert]")) { event.preventDefault(); }
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("[data-insert]");
    if (button) { event.preventDefault(); insert(button.dataset.insert); }
  });
  document.getElementById("next-gap").addEventListener("click", function () {
    var gaps = form.querySelectorAll(".gap");
    var current = Array.prototype.indexOf.call(gaps, document.querySelector(".gap.now"));
    Array.prototype.forEach.call(gaps, function (gap) { gap.classList.remove("now"); });
    var next = gaps[(current + 1) % gaps.length];
    if (!next) { return; }
    next.classList.add("now");
    next.scrollIntoView({ block: "center" });
    next.closest(".rich").focus();
    var range = document.createRange();
    range.selectNodeContents(next);
    window.getSelection().removeAllRanges();
    window.getSelection().addRange(range);
  });
  form.addEventListener("input", function (event) {
    dirty = true;
    keep();
    if (event.target.nodeName === "INPUT") { form.dispatchEvent(new CustomEvent("draft-changed")); }
  });
  form.addEventListener("submit", function () {
    if (form.dataset.sent) { return; }
    editors.forEach(function (editor) { editor.area.value = read(editor.box); });
    keep();
    dirty = false;
  });
  window.addEventListener("beforeunload", function (event) {
    if (dirty) { event.preventDefault(); event.returnValue = ""; }
  });
  document.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      document.getElementById("save").click();
    }
  });

  // What checks.js needs to know where a passage stands, and to put another in its place.
  window.zwgkEditor = { form: form, editors: editors, characters: characters, fill: fill, chip: chip, isReference: isReference, changed: changed };

  var kept = null;
  try { kept = JSON.parse(window.localStorage.getItem(storageKey)); } catch (error) { kept = null; }
  if (kept && JSON.stringify(kept) !== JSON.stringify(snapshot())) {
    var offer = document.getElementById("restore-offer");
    offer.hidden = false;
    document.getElementById("restore-yes").addEventListener("click", function () { restore(kept); offer.hidden = true; });
    document.getElementById("restore-no").addEventListener("click", function () {
      window.localStorage.removeItem(storageKey);
      offer.hidden = true;
    });
  }
})();
