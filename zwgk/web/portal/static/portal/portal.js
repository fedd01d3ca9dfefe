// Small helps for the public pages; every page works without them.
"use strict";

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy).textContent.trim();
    const status = document.getElementById("copied");
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = "已复制";
    } catch {
      status.textContent = "复制没有成功，请选中文字复制";
    }
  });
}

// Suggestions while typing: titles from the server, in the browser's own list.
for (const input of document.querySelectorAll("[data-suggest]")) {
  const list = document.createElement("datalist");
  list.id = `${input.id}-titles`;
  input.after(list);
  input.setAttribute("list", list.id);
  let timer = 0;
  let asked = "";
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const word = input.value.trim();
      if (!word || word === asked) return;
      asked = word;
      try {
        const url = `${input.dataset.suggest}?q=${encodeURIComponent(word)}`;
        const { titles } = await (await fetch(url)).json();
        if (word !== input.value.trim()) return;
        list.replaceChildren(...titles.map((title) => {
          const option = document.createElement("option");
          option.value = title;
          return option;
        }));
      } catch {
        list.replaceChildren();
      }
    }, 200);
  });
}

// Recent searches stay in this browser.
const recent = document.getElementById("recent");
if (recent) {
  const KEY = "zwgk-recent";
  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
      return Array.isArray(kept) ? kept.filter((word) => typeof word === "string") : [];
    } catch {
      return [];
    }
  };
  const write = (words) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(words));
    } catch {
      // Private windows keep nothing; nothing is lost.
    }
  };
  const show = (words) => {
    recent.hidden = words.length === 0;
    recent.querySelector("span:nth-of-type(2)").replaceChildren(...words.map((word) => {
      const link = document.createElement("a");
      link.href = `?q=${encodeURIComponent(word)}`;
      link.textContent = word;
      return link;
    }));
  };
  const now = new URLSearchParams(location.search).get("q")?.trim().slice(0, 40) || "";
  const before = read().filter((word) => word !== now);
  show(before.slice(0, 6));
  if (now) write([now, ...before].slice(0, 8));
  recent.querySelector("button").addEventListener("click", () => {
    write([]);
    show([]);
  });
}
