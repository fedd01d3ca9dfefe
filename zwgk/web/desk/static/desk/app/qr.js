// A QR code as a drawing, made on the phone.

import { qrcode } from "../vendor/qrcode-generator.js";
import { svg } from "./dom.js";

const QUIET = 4;

/** The QR code of a text; `label` says what it leads to. */
export function qrDrawing(text, label) {
  const code = qrcode(0, "M");
  code.addData(text, "Byte");
  code.make();
  const count = code.getModuleCount();
  let path = "";
  for (let y = 0; y < count; y += 1) {
    for (let x = 0; x < count; x += 1) {
      if (code.isDark(y, x)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
    }
  }
  const size = count + 2 * QUIET;
  return svg("svg", {
    viewBox: `0 0 ${size} ${size}`, class: "qr", role: "img", "aria-label": label,
    "shape-rendering": "crispEdges",
  }, svg("rect", { width: size, height: size, fill: "#fff" }), svg("path", { d: path, fill: "#000" }));
}
