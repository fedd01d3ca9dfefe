/* The check in the margin: what is wrong, where, and its mend by one click. Asked anew a moment
   after the last change; without this script the same stands on the preview page. */
(function () {
  "use strict";
  var editor = window.zwgkEditor;
  if (!editor) { return; }
  var form = editor.form;
  var list = document.getElementById("check-list");
  var state = document.getElementById("check-state");
  var count = document.getElementById("check-count");
  var undoButton = document.getElementById("mend-undo");
  var undone = [];
  var asked = 0;
  var timer = null;
  var WAIT = 1200;

  function element(name, text, style) {
    var node = document.createElement(name);
    if (text) { node.textContent = text; }
    if (style) { node.className = style; }
    return node;
  }

  function sections() {
    return Array.prototype.map.call(form.querySelectorAll(".editor-section"), function (part) {
      return { heading: part.querySelector("input[type=text]").value, body: part.querySelector("textarea").value };
    });
  }

  function title() { return form.querySelector("input[name=title]"); }

  /* The server counts characters, a browser UTF-16 units: they differ after a rare character. */
  function units(text, characters) {
    return Array.from(text).slice(0, characters).join("").length;
  }

  function place(one) {
    if (one.section === null) { return null; }
    var part = form.querySelectorAll(".editor-section")[one.section];
    var field = one.section < 0 ? title() : one.field === "heading" ? part.querySelector("input[type=text]") : part.querySelector("textarea");
    var found = { field: field, start: units(field.value, one.start), end: units(field.value, one.end), rich: null };
    if (field.value.slice(found.start, found.end) !== one.source) { return null; }
    editor.editors.forEach(function (rich) { if (rich.area === field) { found.rich = rich; } });
    return found;
  }

  function range(found) {
    var all = editor.characters(found.rich.box);
    var first = all[found.start];
    var last = all[found.end - 1];
    if (!first || !last) { return null; }
    var made = document.createRange();
    if (first.whole) { made.setStartBefore(first.node); } else { made.setStart(first.node, first.at); }
    if (last.whole) { made.setEndAfter(last.node); } else { made.setEnd(last.node, last.at + 1); }
    return made;
  }

  function show(one) {
    var found = place(one);
    if (!found) { return; }
    if (!found.rich) {
      found.field.focus();
      found.field.setSelectionRange(found.start, found.end);
      return;
    }
    var passage = range(found);
    found.rich.box.focus();
    found.rich.box.scrollIntoView({ block: "center" });
    if (passage) {
      window.getSelection().removeAllRanges();
      window.getSelection().addRange(passage);
    }
  }

  function mend(one) {
    var found = place(one);
    if (!found) { ask(); return; }
    var before = found.field.value;
    if (!found.rich) {
      found.field.setRangeText(one.mend, found.start, found.end, "end");
      found.field.dispatchEvent(new Event("input", { bubbles: true }));
    } else {
      var passage = range(found);
      if (!passage) { return; }
      found.rich.box.focus();
      window.getSelection().removeAllRanges();
      window.getSelection().addRange(passage);
      if (editor.isReference(one.mend)) {
        passage.deleteContents();
        passage.insertNode(editor.chip(one.mend));
        editor.changed(found.rich);
      } else {
        document.execCommand(one.mend ? "insertText" : "delete", false, one.mend);
      }
    }
    undone.push({ field: found.field, rich: found.rich, before: before, after: found.field.value });
    undoButton.hidden = false;
    ask();
  }

  function undo() {
    var last = undone.pop();
    undoButton.hidden = !undone.length;
    if (!last || last.field.value !== last.after) {
      state.textContent = "修改之后又有编辑，请按 Ctrl+Z 逐步撤销。";
      undone = [];
      undoButton.hidden = true;
      return;
    }
    last.field.value = last.before;
    if (last.rich) {
      editor.fill(last.rich.box, last.before);
      editor.changed(last.rich);
    } else {
      last.field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    ask();
  }

  function quoted(one, style) {
    var line = element("p", "", "quoted");
    line.appendChild(document.createTextNode(one.before || ""));
    line.appendChild(element("mark", one.passage, style));
    line.appendChild(document.createTextNode(one.after || ""));
    return line;
  }

  function button(text, act) {
    var node = element("button", text, "small");
    node.type = "button";
    node.addEventListener("click", act);
    return node;
  }

  function beside(one) {
    var taken = one.taken;
    var box = element("details", "", "taken");
    box.appendChild(element("summary", "对照原文"));
    var whose = (taken.own ? "本单位" : taken.unit) + (taken.year ? "，" + taken.year + "年" : "");
    var other = element("figure");
    other.appendChild(element("figcaption", whose + "《" + taken.title + "》"));
    var words = element("blockquote");
    taken.words.forEach(function (pair) {
      words.appendChild(pair[1] ? element("mark", pair[0]) : document.createTextNode(pair[0]));
    });
    other.appendChild(words);
    box.appendChild(other);
    return box;
  }

  function entry(one) {
    var item = element("li");
    var head = element("p");
    head.appendChild(element("span", one.blocks ? "错误" : "提示", one.blocks ? "tag bad" : "tag wait"));
    head.appendChild(document.createTextNode(" "));
    head.appendChild(element("strong", one.name));
    item.appendChild(head);
    if (one.passage) { item.appendChild(quoted(one, one.blocks ? "bad" : "look")); }
    item.appendChild(element("p", one.message + one.suggestion));
    if (one.taken) { item.appendChild(beside(one)); }
    var row = element("div", "", "row");
    if (one.mend !== null) { row.appendChild(button(one.mend_shown ? "改为“" + one.mend_shown + "”" : "删去", function () { mend(one); })); }
    row.appendChild(button("看原文", function () { show(one); }));
    item.appendChild(row);
    return item;
  }

  function remark(one) {
    var item = element("li");
    var head = element("p");
    head.appendChild(element("span", "上级批注", "tag"));
    if (one.section === null) { head.appendChild(element("span", "原文已改", "tag good")); }
    item.appendChild(head);
    item.appendChild(quoted(one, "said"));
    item.appendChild(element("p", one.text));
    if (one.section !== null) { item.appendChild(button("看原文", function () { show(one); })); }
    return item;
  }

  /* Passages are marked without touching the text, where the browser can. */
  function paint(name, ones) {
    if (!window.CSS || !CSS.highlights || !window.Highlight) { return; }
    var ranges = ones.map(place).filter(function (found) { return found && found.rich; }).map(range).filter(Boolean);
    var mark = new window.Highlight();
    ranges.forEach(function (one) { mark.add(one); });
    CSS.highlights.set(name, mark);
  }

  function render(margin) {
    var errors = margin.findings.filter(function (one) { return one.blocks; });
    var advice = margin.findings.filter(function (one) { return !one.blocks; });
    var text = margin.findings.length ? errors.length + "处错误，" + advice.length + "处提示" : "核查没有发现问题";
    state.textContent = text + "。";
    count.textContent = text;
    count.hidden = false;
    document.getElementById("word-count").textContent = "全文" + margin.words + "字";
    list.textContent = "";
    margin.remarks.forEach(function (one) { list.appendChild(remark(one)); });
    margin.findings.forEach(function (one) { list.appendChild(entry(one)); });
    paint("check-bad", errors);
    paint("check-look", advice);
    paint("check-said", margin.remarks);
  }

  function ask() {
    window.clearTimeout(timer);
    asked += 1;
    var number = asked;
    var token = form.querySelector("input[name=csrfmiddlewaretoken]").value;
    window.fetch(form.dataset.check, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ title: title().value, sections: sections() }),
    }).then(function (response) {
      return response.json().then(function (body) {
        if (!response.ok) { throw new Error(body.error || ""); }
        return body;
      });
    }).then(function (margin) {
      // An answer to an older text would point at places that have moved.
      if (number === asked) { render(margin); }
    }).catch(function (error) {
      if (number === asked) { state.textContent = /[\u4e00-\u9fff]/.test(error.message) ? error.message : "暂时无法核查，继续编辑后会自动重试。"; }
    });
  }

  document.getElementById("checks-card").hidden = false;
  undoButton.addEventListener("click", undo);
  form.addEventListener("draft-changed", function () {
    window.clearTimeout(timer);
    // Answers on their way are to a text that is no more.
    asked += 1;
    timer = window.setTimeout(ask, WAIT);
  });
  render(JSON.parse(document.getElementById("margin").textContent));
})();
