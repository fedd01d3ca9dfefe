/* Text pasted from Word made plain, as zwgk.summaries.pasted does it when the draft is saved. */
(function () {
  "use strict";
  var invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffc\u0000-\u0008\u000e-\u001f]/g;
  var han = "[\\u2e80-\\u9fff\\uf900-\\ufaff\\u3001-\\u303f\\uff01-\\uff60]";
  var between = new RegExp("(" + han + ") (?=" + han + ")", "g");

  function tidy(text) {
    var lines = text.replace(/\r\n?|[\u000b\u000c\u2028\u2029]/g, "\n").replace(invisible, "").split("\n");
    return lines.map(function (line) {
      return line.replace(/[ \t\u00a0\u2002-\u200a\u3000]+/g, " ").trim().replace(between, "$1");
    }).join("\n").replace(/\n{3,}/g, "\n\n").trim();
  }

  /* Of a page without plain text only the words: each block and each row of a table is a line. */
  function words(html) {
    var page = new DOMParser().parseFromString(html, "text/html");
    Array.prototype.forEach.call(page.querySelectorAll("style, script, title, meta"), function (node) { node.remove(); });
    Array.prototype.forEach.call(page.querySelectorAll("br, p, div, li, tr, h1, h2, h3, h4"), function (node) {
      node.parentNode.insertBefore(page.createTextNode("\n"), node.nextSibling);
    });
    return page.body.textContent;
  }

  window.zwgkPasted = function (clipboard) {
    var plain = clipboard.getData("text/plain");
    return tidy(plain || words(clipboard.getData("text/html")));
  };
})();
