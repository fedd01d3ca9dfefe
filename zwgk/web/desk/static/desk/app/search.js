// Searching the questions and guides that were taken along.

/** Everything searchable of the reference data, in one form. */
export function entriesOf(reference) {
  if (!reference) return [];
  const asked = (reference.questions || []).map((each) => ({
    kind: "常见问答", title: each.question, text: each.answer, url: "",
  }));
  const guides = (reference.guides || []).map((each) => ({
    kind: "办事指南", title: each.title, text: each.text, url: each.url || "",
  }));
  return asked.concat(guides);
}

function pairs(text) {
  const found = new Set();
  const bare = text.toLowerCase().replace(/[\s，。？！、；：“”（）《》]/g, "");
  for (let at = 0; at + 2 <= bare.length; at += 1) found.add(bare.slice(at, at + 2));
  if (bare.length === 1) found.add(bare);
  return found;
}

/** The best entries for what was typed: pairs of characters found, those in the title double. */
export function search(entries, typed, limit = 20) {
  const wanted = Array.from(pairs(typed));
  if (!wanted.length) return [];
  return entries
    .map((entry) => {
      const title = entry.title.toLowerCase();
      const text = entry.text.toLowerCase();
      let score = 0;
      for (const pair of wanted) score += title.includes(pair) ? 2 : text.includes(pair) ? 1 : 0;
      return { entry, score: score / wanted.length };
    })
    .filter((found) => found.score >= 0.5)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map((found) => found.entry);
}
