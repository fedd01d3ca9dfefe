// One summary by keyboard: accept, write why it goes back, walk the queue.
(function () {
  "use strict";
  var help = document.getElementById("keys");
  function follow(id) {
    var link = document.getElementById(id);
    if (link) link.click();
  }
  document.addEventListener("keydown", function (event) {
    var tag = event.target.tagName;
    if (tag === "TEXTAREA" || tag === "SELECT" || tag === "INPUT") return;
    if (event.ctrlKey || event.altKey || event.metaKey || (help && help.open)) return;
    var key = event.key.toLowerCase();
    if (key === "n") follow("queue-next");
    else if (key === "p") follow("queue-previous");
    else if (key === "q") follow("queue-back");
    else if (key === "a") {
      var accept = document.getElementById("accept-button");
      if (accept) { accept.focus(); accept.scrollIntoView({ block: "center" }); }
    } else if (key === "r") {
      var reasons = document.querySelector("#return-form textarea");
      if (reasons) { reasons.focus(); event.preventDefault(); }
    }
  });
}());
