// Rating links: the server gives each phone some; one visitor gets one.

import { write } from "./store.js";

/** The token within "/rate/s/<token>/". */
export const tokenOf = (link) => link.split("/").filter(Boolean).pop();

/** How many links are left for a seat. */
export function linksLeft(reference, used) {
  const gone = new Set(used || []);
  return (reference ? reference.rating_links || [] : []).filter((link) => !gone.has(tokenOf(link))).length;
}

/** Take one link and mark it used; undefined when none is left. Two tabs never take the same. */
export function takeLink(reference) {
  return write(["meta"], async (tx) => {
    const meta = tx.objectStore("meta");
    const used = (await meta.get("used-links")) || [];
    const gone = new Set(used);
    const link = (reference.rating_links || []).find((each) => !gone.has(tokenOf(each)));
    // Old ones need not be remembered for ever: the server does not offer them again.
    if (link) await meta.put(used.concat(tokenOf(link)).slice(-2000), "used-links");
    return link;
  });
}
