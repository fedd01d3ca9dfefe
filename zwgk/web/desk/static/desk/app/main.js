// The recording app: which screen is shown, and what keeps it up to date.

import { onChange } from "./channel.js";
import { byId } from "./dom.js";
import { enterScreen } from "./enter.js";
import { applyLook } from "./look.js";
import { drawHead } from "./notices.js";
import { handout } from "./screens/handout.js";
import { list } from "./screens/list.js";
import { question } from "./screens/question.js";
import { search } from "./screens/search.js";
import { settings } from "./screens/settings.js";
import { tally } from "./screens/tally.js";
import { visit } from "./screens/visit.js";
import { code, rate } from "./screens/visitor.js";
import { load } from "./state.js";
import { keepSyncing, syncNow, syncSoon } from "./sync.js";

const SCREENS = { visit, question, handout, tally, search, list, settings };
const CORRECTIONS = { visit, question, handout, tally };

let update = null;
let loading = null;
let stale = false;

/** The screen the address asks for, with the record it is about. */
function wanted(state) {
  const [name, root] = location.hash.replace(/^#\/?/, "").split("/");
  const row = root && state.current.find((each) => each.root === root);
  if (name === "edit" && row) return [CORRECTIONS[row.kind], row, "list"];
  if (name === "rate" && row && row.data.token) return [rate, row, "question"];
  if (name === "code" && row && row.data.follow_up) return [code, row, "question"];
  return [SCREENS[name] || visit, null, SCREENS[name] ? name : "visit"];
}

async function draw() {
  const state = await load();
  const [screen, row, tab] = wanted(state);
  for (const link of document.querySelectorAll("#nav a")) {
    if (link.hash === `#/${tab}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const main = byId("screen");
  update = screen(main, state, { row, back: () => { location.hash = "#/list"; }, again });
  const heading = main.querySelector("h1");
  document.title = `${heading.textContent} - 咨询台登记`;
  scrollTo(0, 0);
  heading.focus({ preventScroll: true });
  drawHead(state);
}

/** Bring head and screen up to date; several changes at once are one reading. */
async function refresh() {
  if (loading) {
    stale = true;
    return;
  }
  loading = load();
  const state = await loading;
  loading = null;
  if (!state.seat || byId("nav").hidden) return;
  drawHead(state);
  if (update) update(state);
  if (state.sendable) syncSoon();
  if (stale) {
    stale = false;
    refresh();
  }
}

/** Another desk, or another name at this one. */
async function again() {
  byId("nav").hidden = true;
  update = null;
  await enterScreen(byId("screen"), { code: "", done: begin, cancel: begin });
}

let started = false;

/** Show the recording screens. */
export async function begin() {
  const state = await load();
  applyLook(state.settings);
  byId("nav").hidden = false;
  byId("settings-link").hidden = false;
  await draw();
  if (started) {
    syncNow();
    return;
  }
  started = true;
  addEventListener("hashchange", draw);
  onChange(refresh);
  // The hours of a pass run out without anything else happening.
  setInterval(refresh, 60000);
  keepSyncing();
}
