// What comes first, and little of it: the way in. The recording screens follow while the name is
// typed (and come from the phone itself from the second time on).

import { byId, h, show } from "./dom.js";
import { cannotKeep, codeFromAddress, enterScreen } from "./enter.js";
import { currentSeat, onOutdated, works } from "./store.js";

const screen = () => byId("screen");

async function recording() {
  let main;
  try {
    main = await import("./main.js");
  } catch (error) {
    show(screen(), h("h1", null, "应用还没有下载完整"),
      h("p", null, "请在有网络的地方重新打开一次，之后没有网络也能使用。"));
    return;
  }
  await main.begin();
}

async function start() {
  const code = codeFromAddress();
  if (!(await works())) {
    cannotKeep(screen());
    return;
  }
  onOutdated(() => {
    byId("failed").textContent = "应用已在另一个页面更新，请刷新本页后继续登记。";
    byId("failed").hidden = false;
  });
  const seat = await currentSeat();
  if (seat && !code) await recording();
  else {
    const cancel = seat ? recording : null;
    await enterScreen(screen(), { code, done: recording, cancel });
    // The rest comes while the name is typed.
    import("./main.js").catch(() => {});
  }
  try {
    (await import("./update.js")).watchUpdates();
  } catch (error) { /* without a network there is no update either */ }
}

// A code scanned while the app stands open changes the fragment only.
addEventListener("hashchange", () => {
  const fragment = location.hash.slice(1);
  if (fragment && !fragment.startsWith("/")) location.reload();
});
start();
