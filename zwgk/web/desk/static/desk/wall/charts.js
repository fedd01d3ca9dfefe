/* The wall's charts, on canvas: the content security policy allows no markup with styles, so no
   HTML tooltip. Every chart stands beside a table with the same numbers. */
(function () {
  "use strict";
  if (!window.echarts) { return; }
  var still = window.matchMedia("(prefers-reduced-motion: reduce)");
  var INK = "#1f2328", SOFT = "#57606a", LINE = "#d5dae0";
  var BLUE = "#1a56a0", RED = "#a81d1a", GREEN = "#196c37", AMBER = "#c98500";
  var charts = {};
  var latest = null;

  function size(element) { return Math.round(parseFloat(getComputedStyle(element).fontSize) * 0.9); }

  function base(element) {
    return {
      animation: !still.matches,
      animationDuration: 400,
      textStyle: { fontFamily: getComputedStyle(element).fontFamily, fontSize: size(element), color: INK }
    };
  }

  function names(element, values) {
    return { type: "category", data: values, axisTick: { show: false }, axisLine: { lineStyle: { color: LINE } },
      axisLabel: { color: INK, fontSize: size(element), hideOverlap: true } };
  }

  function counts(element) {
    return { type: "value", minInterval: 1, splitLine: { lineStyle: { color: LINE } },
      axisLabel: { color: SOFT, fontSize: size(element), hideOverlap: true } };
  }

  function label(element, position, text) {
    return { show: true, position: position, color: INK, fontSize: size(element),
      formatter: text || function (point) { return point.value ? String(point.value) : ""; } };
  }

  // Bars that lie: names to the left, room for a label of so many characters to the right.
  function lying(option, element, labels, characters) {
    option.grid = { left: 8, right: 12 + characters * size(element), top: 4, bottom: 4, containLabel: true };
    option.yAxis = names(element, labels);
    option.yAxis.axisLabel.width = element.clientWidth * 0.32;
    option.yAxis.axisLabel.overflow = "truncate";
    option.yAxis.axisLabel.hideOverlap = false;
    option.yAxis.axisLabel.interval = 0;
    option.xAxis = counts(element);
    option.xAxis.axisLabel.show = false;
    option.xAxis.splitLine.show = false;
  }

  var options = {
    quarters: function (element, numbers) {
      var option = base(element), rows = numbers.quarters;
      option.grid = { left: 8, right: 8, top: 28, bottom: 4, containLabel: true };
      option.xAxis = names(element, rows.map(function (row) { return row.from; }));
      option.yAxis = counts(element);
      option.series = [{ type: "bar", barCategoryGap: "20%", barMaxWidth: 120, itemStyle: { color: BLUE },
        data: rows.map(function (row) { return row.visitors; }), label: label(element, "top"),
        labelLayout: { hideOverlap: true } }];
      return rows.length ? option : null;
    },
    rating: function (element, numbers) {
      var option = base(element), rows = numbers.rating.parts.slice().reverse();
      var colours = { "满意": GREEN, "基本满意": AMBER, "不满意": RED };
      lying(option, element, rows.map(function (row) { return row.name; }), 7);
      option.series = [{ type: "bar", barMaxWidth: 44, label: label(element, "right", function (point) {
        var share = (100 * point.value / numbers.rating.rated).toFixed(1);
        return point.value + "份，" + share + "%";
      }), data: rows.map(function (row) {
        return { value: row.count, itemStyle: { color: colours[row.name] || "#5f7a94" } };
      }) }];
      return numbers.rating.rated ? option : null;
    },
    topics: function (element, numbers) {
      var option = base(element), rows = numbers.topics.slice(0, 8).reverse();
      lying(option, element, rows.map(function (row) { return row.name; }), 3);
      option.series = [{ type: "bar", barMaxWidth: 44, itemStyle: { color: BLUE }, label: label(element, "right"),
        data: rows.map(function (row) { return row.questions; }) }];
      return rows.length ? option : null;
    },
    materials: function (element, numbers) {
      var known = numbers.materials.filter(function (row) { return row.left_count !== null; });
      var option = base(element), rows = known.slice(0, 8).reverse();
      // Patterns beside the colours: here they alone tell the two parts apart.
      option.aria = { enabled: true, label: { enabled: false }, decal: { show: true } };
      lying(option, element, rows.map(function (row) { return row.name; }), 10);
      function bar(name, key, colour) {
        return { type: "bar", name: name, stack: "printed", barMaxWidth: 44, itemStyle: { color: colour },
          data: rows.map(function (row) { return row[key]; }) };
      }
      option.series = [bar("已发", "handed_out", "#98a2ad"), bar("剩余", "left_count", GREEN)];
      option.series[1].label = label(element, "right", function (point) {
        var row = rows[point.dataIndex];
        return "已发" + row.handed_out + "，剩" + row.left_count;
      });
      return rows.length ? option : null;
    }
  };

  function drawOne(name, numbers) {
    var element = document.getElementById("chart-" + name);
    element.hidden = false;
    var option = options[name](element, numbers);
    element.hidden = !option;
    if (!option) { return; }
    if (!charts[name]) {
      charts[name] = window.echarts.init(element, null, { renderer: "canvas" });
      // The table stays, folded: the chart says the same.
      element.closest(".wall-card").querySelector("details").open = false;
    }
    charts[name].resize();
    charts[name].setOption(option, true);
  }

  function draw(numbers) {
    latest = numbers;
    Object.keys(options).forEach(function (name) { drawOne(name, numbers); });
  }

  var waiting = 0;
  window.addEventListener("resize", function () {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () { if (latest) { draw(latest); } }, 150);
  });

  window.wallCharts = { draw: draw };
})();
