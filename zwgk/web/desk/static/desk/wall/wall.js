/* The wall keeps itself up to date: events from the server, else a question every ten seconds. */
(function () {
  "use strict";
  var wall = document.getElementById("wall");
  if (!wall || !window.fetch) { return; }
  var state = document.getElementById("wall-state");
  var every = Number(wall.dataset.poll) * 1000;
  // The server gives a sign of life every two seconds; so long a silence means it is gone.
  var SILENCE = 20000, TRY_AGAIN = 60000;
  var source = null, timer = 0, heard = 0, seenAt = state.textContent.slice(0, 5), streamFrom = 0;
  var over = false;

  function clock() {
    return new Date().toLocaleTimeString("zh-CN",
      { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }

  function say(name, text) {
    if (state.textContent === text) { return; }
    state.textContent = text;
    state.className = "wall-state " + name;
  }

  function alive(name, text) {
    heard = Date.now();
    seenAt = clock();
    say(name, text);
  }

  function lost() { say("lost", "▲ 与服务器断开，显示的是 " + seenAt + " 的数据"); }

  function stop(message) {
    over = true;
    window.clearTimeout(timer);
    if (source) { source.close(); }
    say("lost", "▲ " + message);
  }

  function at(numbers, path) {
    return path.split(".").reduce(function (found, key) { return found[key]; }, numbers);
  }

  function row(record, columns, labels) {
    var line = document.createElement("tr");
    columns.forEach(function (column, index) {
      var cell = document.createElement(index ? "td" : "th");
      if (index) { cell.dataset.label = labels[index]; } else { cell.scope = "row"; }
      if (column.slice(-1) === "#") { cell.className = "num"; }
      cell.textContent = record[column.replace("#", "")];
      line.appendChild(cell);
    });
    return line;
  }

  function draw(numbers) {
    wall.querySelectorAll("[data-n]").forEach(function (element) {
      element.textContent = at(numbers, element.dataset.n);
    });
    wall.querySelectorAll("[data-rows]").forEach(function (body) {
      var columns = body.dataset.columns.split(" ");
      var heads = body.closest("table").tHead.rows[0].cells;
      var labels = Array.prototype.map.call(heads, function (cell) { return cell.textContent; });
      body.replaceChildren.apply(body, at(numbers, body.dataset.rows).map(function (record) {
        return row(record, columns, labels);
      }));
    });
    document.getElementById("wall-empty").hidden = !numbers.empty;
    if (window.wallCharts) { window.wallCharts.draw(numbers); }
  }

  function ask() {
    window.clearTimeout(timer);
    if (over) { return; }
    timer = window.setTimeout(ask, every);
    fetch(wall.dataset.url, { credentials: "same-origin" }).then(function (response) {
      if (response.status === 403 || response.status === 404 || response.redirected) {
        var plain = { message: "请重新登录后打开大屏" };
        return response.json().catch(function () { return plain; }).then(function (why) {
          stop(why.message || plain.message);
        });
      }
      if (!response.ok) { throw new Error(String(response.status)); }
      return response.json().then(function (numbers) {
        draw(numbers);
        heard = Date.now();
        seenAt = clock();
        if (heard >= streamFrom) { listen(); }
        if (!source) { say("asking", "◐ 每10秒刷新"); }
      });
    }).catch(function () { if (!source) { lost(); } });
  }

  function listen() {
    if (source || over || !window.EventSource) { return; }
    var opened = 0;
    streamFrom = Date.now() + TRY_AGAIN;
    source = new EventSource(wall.dataset.events);
    source.addEventListener("numbers", function (event) {
      opened = opened || Date.now();
      window.clearTimeout(timer);
      alive("live", "● 实时更新中");
      draw(JSON.parse(event.data));
    });
    source.addEventListener("still", function () { alive("live", "● 实时更新中"); });
    source.addEventListener("over", function (event) { stop(JSON.parse(event.data).message); });
    source.onerror = function () {
      // Refused for want of a place, ended after five minutes, or the network is gone: ask, and
      // listen again soon if it had worked for a while (something between may cut it at once).
      source.close();
      source = null;
      if (opened && Date.now() - opened > every) { streamFrom = 0; }
      ask();
    };
  }

  window.setInterval(function () {
    if (source && heard && Date.now() - heard > SILENCE) {
      source.close();
      source = null;
      streamFrom = 0;
      lost();
      ask();
    }
  }, 5000);

  var full = document.getElementById("wall-full");
  if (document.fullscreenEnabled) {
    full.hidden = false;
    full.addEventListener("click", function () {
      if (document.fullscreenElement) { document.exitFullscreen(); } else { document.documentElement.requestFullscreen(); }
    });
    document.addEventListener("fullscreenchange", function () {
      full.textContent = document.fullscreenElement ? "退出全屏" : "全屏";
    });
  }

  ask();
})();
