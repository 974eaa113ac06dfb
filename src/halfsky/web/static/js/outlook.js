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
  function at(year, step) {                                  /* the line in a year, within what the figure can be, as it would be written */
    var there = value + step * year;
    if (d.bottom !== "") there = Math.max(there, Number(d.bottom));
    if (d.top !== "") there = Math.min(there, Number(d.top));
    return there;
  }
  function missing(there) {                                  /* by how much it misses; 0 within the tolerance */
    var off = d.sense === "about" ? Math.abs(there - reach) : d.sense === "at_most" ? there - reach : reach - there;
    return off <= Number(d.slack) + 1e-9 ? 0 : off;
  }
  function verdict(step) {
    var short = missing(rounded(at(years, step)));
    if (d.hold) short = Math.max(short, missing(rounded(at(1, step))));
    if (!short) return d.met;
    return (d.sense === "about" ? d.off : d.short).replace("{n}", written(short) + d.points);
  }
  function draw(there) {
    document.querySelectorAll("svg.fan[data-scale]").forEach(function (svg) {
      var s = svg.getAttribute("data-scale").split(" ").map(Number), line = svg.querySelector(".whatif");
      line.setAttribute("y2", (s[2] - (there - s[5]) * s[3]).toFixed(1));
      line.setAttribute("visibility", "visible");
    });
  }
  function move() {
    var step = Number(slider.value), there = at(years, step);
    var inside = there < Number(d.low) ? d.below : there > Number(d.high) ? d.above : d.inside;
    number.textContent = (step > 0 ? "+" : "") + written(step) + d.points;
    said.textContent = d.said.replace("{v}", written(there) + d.unit).replace("{met}", verdict(step)).replace("{in}", inside);
    draw(there);
  }
  box.querySelector(".slider").hidden = false;
  slider.addEventListener("input", move);
  move();
})();
