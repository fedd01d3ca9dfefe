// Coming in: the QR of the desk, or its code typed; the attendant's name once.

import { announce, byId, h, show } from "./dom.js";
import { meta } from "./store.js";

/** The code within what was scanned, typed or pasted: the whole address or the code alone. */
export function codeIn(text) {
  // The sheet prints the code in groups of four.
  const typed = text.replace(/\s+/g, "");
  const found = typed.includes("#") ? typed.slice(typed.indexOf("#") + 1) : typed;
  return /^[\w.:~=-]{8,200}$/.test(found) ? found : "";
}

/** A code in the address; taken out of it at once, so that no history keeps it. */
export function codeFromAddress() {
  const fragment = location.hash.slice(1);
  if (!fragment || fragment.startsWith("/")) return "";
  history.replaceState(null, "", location.pathname);
  return codeIn(fragment);
}

/** Show the way in; `done()` when in, `cancel` when there is a seat to go back to. */
export async function enterScreen(main, { code, done, cancel }) {
  const error = h("p", { class: "error", id: "enter-error", role: "alert" });
  const name = h("input", {
    id: "name", autocomplete: "name", maxlength: 20, required: true, enterkeyhint: "go",
    value: (await meta("name")) || "",
  });
  const field = h("input", {
    id: "code", autocomplete: "off", autocapitalize: "off", spellcheck: "false", value: code,
  });
  const scanned = h("p", { class: "good", hidden: !code }, "已扫到登记码。填写姓名后即可开始登记。");
  const typing = h("div", { class: "field", hidden: Boolean(code) }, h("label", { for: "code" }, "登记码"), field,
    h("p", { class: "help" }, "用手机相机扫描咨询台的登记码会自动进入。相机打开了别的浏览器时，可将网址或登记码粘贴到这里。"));
  const button = h("button", { class: "primary wide" }, "进入咨询台");
  // A code that does not work is not to stand behind "已扫到": another one may be typed.
  const typeAnother = () => { scanned.hidden = true; typing.hidden = false; };
  const form = h("form", { novalidate: true, "aria-describedby": "enter-error" },
    scanned, typing,
    h("div", { class: "field" }, h("label", { for: "name" }, "您的姓名"), name,
      h("p", { class: "help" }, "只填一次，记在您登记的内容后面，供本单位核对。")),
    error, button,
    cancel && h("button", { type: "button", class: "wide", onclick: cancel }, "返回"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await attempt({ button, error, name, field, typeAnother, done });
  });
  const heading = h("h1", { tabindex: "-1" }, "进入咨询台");
  show(main, heading, form,
    h("p", { class: "help" }, "请不要使用无痕（隐私）浏览模式，否则关闭后登记的内容会丢失。"));
  (code ? name : heading).focus();
}

async function attempt({ button, error, name, field, typeAnother, done }) {
  const token = codeIn(field.value);
  const typed = name.value.trim();
  error.textContent = "";
  if (!token) return wrong(error, field, "请填写登记码：扫描咨询台上的二维码，或粘贴完整的网址。");
  if (!typed) return wrong(error, name, "请填写您的姓名。");
  button.disabled = true;
  button.textContent = "正在进入…";
  try {
    const { enter } = await import("./admission.js");
    await enter(token, typed);
    announce("已进入咨询台");
    await done();
  } catch (failure) {
    if (String(failure.code).startsWith("pass_")) typeAnother();
    // Without a network the module itself may be missing too.
    wrong(error, name, failure.status
      ? failure.message : "现在连不上网络。第一次进入需要联网，进入后没有网络也能登记。");
  } finally {
    button.disabled = false;
    button.textContent = "进入咨询台";
  }
  return undefined;
}

function wrong(error, field, text) {
  error.textContent = text;
  field.focus();
}

/** Said in place of everything else when the phone cannot keep records. */
export function cannotKeep(main) {
  byId("nav").hidden = true;
  show(main, h("h1", null, "此浏览器不能保存数据"),
    h("p", null, "可能正处于无痕（隐私）浏览模式，或手机存储空间已满。为避免登记内容丢失，这里不能登记。"),
    h("p", null, "请退出无痕模式、清理存储空间，或换用手机自带的浏览器，再扫描登记码进入。"));
}
