// Plays what the page's address gives: within its timetable, with or without a network, and tells
// for how many seconds of which minutes it did. Written for Chrome 60.
(function () {
  "use strict";
  var MINUTE = 60000, EIGHT_HOURS = 8 * 3600000, KEPT_MINUTES = 60 * 24 * 60, AT_ONCE = 1440;
  var make = window.zwgkScreen.make;
  var stage = document.getElementById("player");
  var told = stage.dataset;
  var preview = "preview" in told;
  var KEY = "zwgk-screen:" + told.url;
  var state = { list: null, ahead: 0, open: null, queue: [] };
  var now = { mode: "", pages: [], slide: -1, page: 0, until: 0 };
  var lastTick = Date.now(), lastSaved = 0, asking = false, listText = "";

  function load() {
    try {
      var kept = JSON.parse(localStorage.getItem(KEY));
      if (kept && kept.queue) state = kept;
    } catch (error) { /* begins anew */ }
  }
  function save() {
    lastSaved = Date.now();
    if (preview) return;
    try { localStorage.setItem(KEY, JSON.stringify(state)); } catch (error) { /* plays on */ }
  }

  // The office's time, whatever the screen's own clock and zone say.
  function serverTime() { return Date.now() + state.ahead; }
  function two(number) { return (number < 10 ? "0" : "") + number; }
  function local(time) {
    var at = new Date(time + EIGHT_HOURS);
    return {
      day: at.getUTCFullYear() + "-" + two(at.getUTCMonth() + 1) + "-" + two(at.getUTCDate()),
      time: two(at.getUTCHours()) + ":" + two(at.getUTCMinutes()),
      weekday: String(at.getUTCDay() || 7),
      words: at.getUTCFullYear() + "年" + (at.getUTCMonth() + 1) + "月" + at.getUTCDate() + "日"
    };
  }
  function isTime(plan) {
    var at = local(serverTime());
    return at.time >= plan.from && at.time < plan.to && plan.days.indexOf(at.weekday) >= 0 &&
      (!plan.first || at.day >= plan.first) && (!plan.last || at.day <= plan.last);
  }

  function clear() {
    while (stage.firstChild) stage.removeChild(stage.firstChild);
    now.pages = [];
  }
  function show(index) {
    now.pages.forEach(function (page, at) { page.classList.toggle("shown", at === index); });
    now.page = index;
    now.until = Date.now() + state.list.slides[now.slide].seconds * 1000;
  }
  function nextSlide() {
    now.slide = (now.slide + 1) % state.list.slides.length;
    clear();
    now.pages = window.zwgkScreen.lay(stage, state.list.slides[now.slide]);
    stage.dataset.slide = now.slide;
    show(0);
  }
  function play() {
    if (now.mode !== "play") {
      now.mode = "play";
      stage.className = "play";
      now.slide = -1;
      nextSlide();
    } else if (Date.now() >= now.until) {
      if (now.page + 1 < now.pages.length) show(now.page + 1);
      else if (state.list.slides.length > 1 || now.pages.length > 1) nextSlide();
    }
  }
  function rest() {
    var at = local(serverTime()), mode = state.list.outside + at.time;
    if (now.mode === mode) return;
    now.mode = mode;
    clear();
    stage.className = "rest";
    if (state.list.outside === "black") return;
    lettered("clock-time", at.time, 0.5, 0.2);
    lettered("clock-day", at.words, 0.14, 0.06);
  }
  function say(text) {
    if (now.mode === text) return;
    now.mode = text;
    clear();
    stage.className = "said";
    lettered("", text, 0.2, 0.03);
  }
  function lettered(className, text, ofHeight, ofWidth) {
    var line = make("div", className, text);
    line.style.fontSize =
      Math.floor(Math.min(stage.clientHeight * ofHeight, stage.clientWidth * ofWidth)) + "px";
    stage.appendChild(line);
  }

  function count(seconds) {
    var minute = Math.floor(serverTime() / MINUTE);
    if (state.open && state.open[0] !== minute) close();
    if (!state.open) state.open = [minute, 0];
    state.open[1] = Math.min(60, state.open[1] + seconds);
  }
  function close() {
    var seconds = Math.round(state.open[1]);
    if (seconds > 0) state.queue.push([state.open[0] * 60, seconds]);
    state.queue = state.queue.slice(-KEPT_MINUTES);
    state.open = null;
    save();
  }

  function tick() {
    var at = Date.now(), passed = (at - lastTick) / 1000;
    lastTick = at;
    if (state.open && state.open[0] !== Math.floor(serverTime() / MINUTE)) close();
    if (state.list) {
      if (!preview && !isTime(state.list.plan)) rest();
      else if (!state.list.slides.length) say("播放单还没有内容");
      else {
        play();
        // A machine that slept did not play.
        if (!preview && !document.hidden && passed > 0 && passed < 5) count(passed);
      }
    }
    if (at - lastSaved > 10000) save();
  }

  function renewed(version) {
    try {
      if (sessionStorage.getItem(KEY) === version) return false;
      sessionStorage.setItem(KEY, version);
    } catch (error) { return false; }
    save();
    location.reload();
    return true;
  }
  function take(list) {
    var text;
    state.ahead = list.now - Date.now();
    delete list.now;
    // A newer player, and a network to bring it.
    if (!preview && list.player !== told.player && renewed(list.player)) return;
    text = JSON.stringify(list);
    state.list = list;
    if (text !== listText) { listText = text; now.mode = ""; }
    save();
    tick();
  }
  function refuse(why) {
    state.list = null;
    listText = "";
    save();
    say(why.message);
  }
  function ask() {
    return fetch(told.url, { cache: "no-store", credentials: "same-origin" }).then(function (r) {
      if (r.ok) return r.json().then(take);
      if (r.status === 403 || r.status === 404) {
        return r.json().then(function (why) { if (why.code) refuse(why); });
      }
      return null;
    });
  }
  function beat() {
    var sent = state.queue.slice(0, AT_ONCE);
    return fetch(told.beat, {
      method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ played: sent })
    }).then(function (r) {
      if (!r.ok) return null;
      state.queue = state.queue.slice(sent.length);
      save();
      return state.queue.length ? beat() : null;
    });
  }
  function sync() {
    if (asking) return;
    asking = true;
    ask().then(function () {
      return preview || !state.list ? null : beat();
    }).catch(function () {
      if (!state.list) say("没有网络，正在等待连接…");
    }).then(function () { asking = false; });
  }

  // With a worker the page opens without a network too; browsers allow one over https alone.
  function keepPage() {
    if (preview || !navigator.serviceWorker) return;
    navigator.serviceWorker.register(told.worker, { scope: told.scope }).then(function () {
      return navigator.serviceWorker.ready;
    }).then(function () {
      return caches.open("zwgk-screen-pages");
    }).then(function (cache) {
      return cache.add(location.pathname);
    }).then(function () { stage.dataset.kept = "1"; }).catch(function () { /* plays on */ });
  }
  function fill() {
    var ask = document.documentElement.requestFullscreen ||
      document.documentElement.webkitRequestFullscreen;
    if (!preview && ask) ask.call(document.documentElement);
  }
  // The preview is as large as the screen, made smaller to fit the page.
  function scale() {
    var frame = stage.parentNode;
    stage.style.width = told.width + "px";
    stage.style.height = told.height + "px";
    var share = Math.min(1, frame.clientWidth / told.width);
    stage.style.transform = "scale(" + share + ")";
    frame.style.height = told.height * share + "px";
  }

  load();
  listText = state.list ? JSON.stringify(state.list) : "";
  clear();
  if (preview) scale();
  addEventListener("resize", function () {
    if (preview) scale();
    now.mode = "";
  });
  addEventListener("pagehide", save);
  addEventListener("online", sync);
  document.addEventListener("click", fill);
  tick();
  sync();
  setInterval(tick, 1000);
  setInterval(sync, MINUTE);
  keepPage();
}());
