/* Quick numbers, and one send per tap: the form's UUID already makes a second send harmless. */
(function () {
  "use strict";
  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("[data-set]");
    if (!button) { return; }
    var field = document.getElementById(button.dataset.field);
    if (field) { field.value = button.dataset.set; field.focus(); }
  });
  var form = document.getElementById("record-form");
  if (form) {
    form.addEventListener("submit", function () {
      var send = form.querySelector("button.primary");
      window.setTimeout(function () { send.disabled = true; send.textContent = "正在保存…"; }, 0);
    });
    window.addEventListener("pageshow", function (event) {
      // Coming back with the back button must not send the old entry's id again.
      if (event.persisted) { window.location.reload(); }
    });
  }
})();
