// Sets a slide as large as it fits: first with smaller letters, then over several pages, and never
// with anything cut off. Written for Chrome 60.
(function () {
  "use strict";

  function make(name, className, text) {
    var node = document.createElement(name);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  }

  function isStrip(stage) {
    return stage.clientWidth > 3 * stage.clientHeight;
  }

  // The smallest letters that are still read from afar.
  function smallest(stage) {
    var share = isStrip(stage) ? stage.clientHeight * 0.28
      : Math.min(stage.clientWidth, stage.clientHeight) * 0.07;
    return Math.max(12, Math.round(share));
  }

  function largest(stage) {
    return Math.round(Math.min(stage.clientHeight * 0.6, stage.clientWidth * 0.25));
  }

  // A box of a fixed size and what stands in it.
  function box(className, inner) {
    var outer = make("div", "box " + className);
    inner.className += " inner";
    outer.appendChild(inner);
    return outer;
  }

  function fits(outer) {
    var inner = outer.firstChild;
    return inner.offsetHeight <= outer.clientHeight && inner.scrollWidth <= outer.clientWidth &&
      outer.scrollHeight <= outer.clientHeight && outer.scrollWidth <= outer.clientWidth;
  }

  function sized(outer, size) {
    outer.style.fontSize = size + "px";
    return fits(outer);
  }

  // The largest size that fits; least even where it does not.
  function enlarge(outer, least, most) {
    var low = least, high = Math.max(least, most), middle;
    while (low < high) {
      middle = Math.ceil((low + high) / 2);
      if (sized(outer, middle)) low = middle;
      else high = middle - 1;
    }
    sized(outer, low);
    return low;
  }

  // Where a line of thought ends, at or before the end, if that is not too far back.
  function goodEnd(letters, end) {
    var at;
    if (end >= letters.length) return letters.length;
    for (at = end; at > end * 0.6; at -= 1) {
      if ("，。；、！？：,;!? ".indexOf(letters[at - 1]) >= 0) return at;
    }
    // No page begins with a mark that closes.
    while (end > 1 && "，。；、！？：”’》）」".indexOf(letters[end]) >= 0) end -= 1;
    return end;
  }

  // Cuts a text so that fitsText is true of every part.
  function cut(text, fitsText) {
    var letters = Array.from(text), parts = [], low, high, middle, end, pages, even;
    function longest(from) {
      low = 1;
      high = letters.length - from;
      while (low < high) {
        middle = Math.ceil((low + high) / 2);
        if (fitsText(letters.slice(from, from + middle).join(""))) low = middle;
        else high = middle - 1;
      }
      return low;
    }
    function all(limit) {
      var found = [], from = 0, rest;
      while (from < letters.length) {
        rest = letters.slice(from);
        end = goodEnd(rest, Math.min(longest(from), limit));
        found.push(rest.slice(0, end).join("").trim());
        from += end;
      }
      return found.filter(Boolean);
    }
    parts = all(Infinity);
    pages = parts.length;
    // As even as can be: no last page with three letters.
    even = pages > 1 ? all(Math.ceil(letters.length / pages * 1.15)) : parts;
    return even.length === pages ? even : parts;
  }

  // A code is a square beside the words, or below them on a screen that stands upright.
  function placeCode(stage, page, picture) {
    var width = stage.clientWidth, height = stage.clientHeight, upright = height > width;
    var side = Math.round(upright ? Math.min(width * 0.7, height * 0.4)
      : Math.min(height * 0.88, width * 0.32));
    picture.style.width = picture.style.height = side + "px";
    page.className += upright ? " coded upright" : " coded";
    page.style[upright ? "paddingBottom" : "paddingRight"] = Math.round(side * 1.12) + "px";
  }

  function newPage(stage, slide, inner) {
    var page = make("div", "page " + slide.kind + (isStrip(stage) ? " strip" : ""));
    var head, body = box("body", inner), picture;
    if (slide.title) {
      head = box("head", make("div", "", slide.title));
      page.appendChild(head);
    }
    page.appendChild(body);
    if (slide.code) {
      picture = make("img", "code");
      picture.alt = "二维码";
      picture.src = slide.code;
      page.appendChild(picture);
      placeCode(stage, page, picture);
    }
    stage.appendChild(page);
    if (head) enlarge(head, 8, Math.round(largest(stage) * 0.5));
    return page;
  }

  function bodyOf(page) {
    return page.querySelector(".body");
  }

  function textPages(stage, slide, text) {
    var least = smallest(stage), page = newPage(stage, slide, make("div", "text", text));
    var pages = [page], parts;
    if (!sized(bodyOf(page), least)) {
      parts = cut(text, function (part) {
        bodyOf(page).firstChild.textContent = part;
        return fits(bodyOf(page));
      });
      bodyOf(page).firstChild.textContent = parts[0];
      parts.slice(1).forEach(function (part) {
        pages.push(newPage(stage, slide, make("div", "text", part)));
      });
    }
    return pages;
  }

  function stepList(steps, from) {
    var list = make("ol", "steps");
    steps.forEach(function (step, index) {
      var line = make("li");
      line.appendChild(make("span", "number", String(from + index + 1)));
      line.appendChild(make("span", "name", step[0]));
      if (step[1]) line.appendChild(make("span", "note", step[1]));
      list.appendChild(line);
    });
    return list;
  }

  // Steps are read from nearer by: rather all of them on one page in smaller letters.
  function smallestSteps(stage) {
    return Math.round(smallest(stage) * (isStrip(stage) ? 0.85 : 0.6));
  }

  function stepPages(stage, slide, steps, from) {
    var page = newPage(stage, slide, stepList(steps, from)), half;
    if (sized(bodyOf(page), smallestSteps(stage))) return [page];
    stage.removeChild(page);
    if (steps.length === 1) {
      return textPages(stage, slide, (from + 1) + " " + steps[0].filter(Boolean).join("："));
    }
    half = Math.ceil(steps.length / 2);
    return stepPages(stage, slide, steps.slice(0, half), from)
      .concat(stepPages(stage, slide, steps.slice(half), from + half));
  }

  // Puts the pages of a slide on the stage, all hidden, with letters of one size; gives them.
  function lay(stage, slide) {
    var pages = slide.steps.length ? stepPages(stage, slide, slide.steps, 0)
      : textPages(stage, slide, slide.text);
    var most = largest(stage), least = slide.steps.length ? smallestSteps(stage) : smallest(stage);
    pages.forEach(function (page) {
      most = Math.min(most, enlarge(bodyOf(page), least, most));
    });
    pages.forEach(function (page) { sized(bodyOf(page), most); });
    return pages;
  }

  window.zwgkScreen = { lay: lay, make: make };
}());
