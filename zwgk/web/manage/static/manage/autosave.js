/* What is typed goes to the server now and then, against a crash; saving is still a person's act. */
(function () {
  "use strict";
  var form = document.getElementById("summary-form");
  if (!form || !form.dataset.autosave || !window.fetch) { return; }
  var EVERY = 20000;
  var state = document.getElementById("save-state");
  var changed = Boolean(form.dataset.restored);
  var sent = "";

  function values() {
    var sections = [];
    Array.prototype.forEach.call(form.querySelectorAll(".editor-section"), function (node) {
      function of(ending) { return (node.querySelector('[name$="-' + ending + '"]') || {}).value || ""; }
      sections.push({ key: of("key"), heading: of("heading"), body: of("body") });
    });
    return JSON.stringify({
      based_on: Number(form.querySelector("[name=based_on]").value),
      title: form.querySelector("[name=title]").value, sections: sections
    });
  }
  function send() {
    var body = values();
    if (!changed || body === sent || form.dataset.sent) { return; }
    fetch(form.dataset.autosave, {
      method: "POST", credentials: "same-origin", body: body,
      headers: { "Content-Type": "application/json", "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value }
    }).then(function (answer) {
      if (!answer.ok || answer.redirected) { throw new Error(String(answer.status)); }
      return answer.json();
    }).then(function (told) {
      sent = body;
      if (body === values()) { state.textContent = "已自动保存（" + told.saved_at + "），还没有正式保存"; }
    }).catch(function () {
      state.textContent = "没有连上服务器，修改暂存在本机";
    });
  }
  form.addEventListener("draft-changed", function () { changed = true; });
  form.addEventListener("input", function () { changed = true; });
  window.setInterval(send, EVERY);
  document.addEventListener("visibilitychange", function () { if (document.hidden) { send(); } });
})();
