/* "What if the yearly step were ...": a straight line from the newest value, moved by a slider over the fan. */
(function () {
  "use strict";
  var box = document.querySelector(".whatifbox");
  if (!box) return;
  var d = box.dataset, slider = box.querySelector("input[type=range]"), number = box.querySelector("output"), said = box.querySelector(".said");
  var places = Number(d.decimals), years = Number(d.years), value = Number(d.value), reach = Number(d.reach);

  function written(x) {                                       /* the figure with its decimals and thousands, never minus zero */
    var text = Math.abs(x).toFixed(places), parts = text.split(".");
    parts[0] = parts[0].replace(/\B(?=(\d{3})+(?!\d))/g, ",");
    return (x < 0 && Number(text) !== 0 ? "-" : "") + parts.join(".");
  }
  function rounded(x) { return Number(x.toFixed(places)); }
  function verdict(there) {
    if (d.sense === "about") return d.off.replace("{n}", written(Math.abs(reach - there)) + d.points);
    var met = d.sense === "at_most" ? there <= reach : there >= reach;
    return met ? d.met : d.short.replace("{n}", written(Math.abs(reach - there)) + d.points);
  }
  function draw(there) {
    document.querySelectorAll("svg.fan[data-scale]").forEach(function (svg) {
      var s = svg.getAttribute("data-scale").split(" ").map(Number), line = svg.querySelector(".whatif");
      line.setAttribute("y2", (s[2] - (there - s[5]) * s[3]).toFixed(1));
      line.setAttribute("visibility", "visible");
    });
  }
  function move() {
    var step = Number(slider.value), there = value + step * years;
    if (d.bottom !== "") there = Math.max(there, Number(d.bottom));
    if (d.top !== "") there = Math.min(there, Number(d.top));
    var inside = there < Number(d.low) ? d.below : there > Number(d.high) ? d.above : d.inside;
    number.textContent = (step > 0 ? "+" : "") + written(step) + d.points;
    said.textContent = d.said.replace("{v}", written(there) + d.unit).replace("{met}", verdict(rounded(there))).replace("{in}", inside);
    draw(there);
  }
  box.querySelector(".slider").hidden = false;
  slider.addEventListener("input", move);
  move();
})();
