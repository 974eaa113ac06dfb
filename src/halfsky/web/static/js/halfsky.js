/* HalfSky - the little script the pages need. External file only (strict CSP). Everything works without it except live checks. */
(function () {
  "use strict";
  var root = document.documentElement, $ = function (s, c) { return Array.prototype.slice.call((c || document).querySelectorAll(s)); };
  try { var saved = localStorage.getItem("halfsky-theme"); if (saved) root.setAttribute("data-theme", saved); } catch (e) { /* private mode */ }
  var num = function (t) { var v = String(t).replace(/[,\s，]/g, ""); return v === "" ? null : (/^-?\d+(\.\d+)?$/.test(v) ? Number(v) : NaN); };

  function toast(text) {
    var box = document.querySelector(".toasts"); if (!box) return;
    var t = document.createElement("div"); t.className = "toast"; t.textContent = text; box.appendChild(t);
    setTimeout(function () { t.remove(); }, 4000);
  }
  function theme() {
    var dark = root.getAttribute("data-theme") === "dark" || (!root.hasAttribute("data-theme") && matchMedia("(prefers-color-scheme: dark)").matches);
    root.setAttribute("data-theme", dark ? "light" : "dark");
    try { localStorage.setItem("halfsky-theme", dark ? "light" : "dark"); } catch (e) { /* private mode */ }
  }
  function nav() { var c = matchMedia("(max-width: 760px)").matches ? "drawer" : "mini"; document.body.classList.toggle(c); }

  function tabs(list) {
    var all = $("[role=tab]", list);
    function pick(t) { all.forEach(function (x) { var on = x === t; x.setAttribute("aria-selected", on); x.tabIndex = on ? 0 : -1; document.getElementById(x.getAttribute("aria-controls")).hidden = !on; }); }
    all.forEach(function (t, i) {
      t.addEventListener("click", function () { pick(t); });
      t.addEventListener("keydown", function (e) { var d = { ArrowRight: 1, ArrowLeft: -1 }[e.key]; if (d) { var n = all[(i + d + all.length) % all.length]; n.focus(); pick(n); } });
    });
  }
  function filter(chip) {                                   /* chips: data-filter on the chip, data-tags on the rows */
    var group = chip.closest("[data-target]"), key = chip.getAttribute("data-filter");
    $(".chip", group).forEach(function (c) { c.setAttribute("aria-pressed", c === chip); });
    var shown = $(group.getAttribute("data-target")).filter(function (r) { r.hidden = key !== "all" && (" " + r.getAttribute("data-tags") + " ").indexOf(" " + key + " ") < 0; return !r.hidden; });
    var empty = document.querySelector(group.getAttribute("data-empty") || "#none"); if (empty) empty.hidden = shown.length > 0;
    var whole = group.getAttribute("data-whole");             /* a card with no row left goes as well */
    if (whole) $(whole).forEach(function (card) { card.hidden = !card.querySelector("[data-tags]:not([hidden])"); });
  }
  function sort(btn) {
    var th = btn.closest("th"), body = th.closest("table").tBodies[0], i = th.cellIndex, up = th.getAttribute("aria-sort") !== "ascending";
    $("th", th.parentNode).forEach(function (x) { x.removeAttribute("aria-sort"); }); th.setAttribute("aria-sort", up ? "ascending" : "descending");
    $("tr", body).sort(function (a, b) {
      var x = a.cells[i].getAttribute("data-v") || a.cells[i].textContent, y = b.cells[i].getAttribute("data-v") || b.cells[i].textContent;
      return (isNaN(x) || isNaN(y) ? x.localeCompare(y, "zh") : x - y) * (up ? 1 : -1);
    }).forEach(function (r) { body.appendChild(r); });
  }

  /* entry grid: arrows and Enter move; each row is checked as it is left (number, T = F + M, usual range) */
  function grid(table) {
    var icon = function (td, id) { var u = td.querySelector("use"); if (u) u.setAttribute("href", "#" + id); };
    function check(row) {
      var cell = {}; $("td.c input", row).forEach(function (i) { cell[i.dataset.sex] = i; });
      $("td.c", row).forEach(function (td) {
        var i = td.querySelector("input"), v = i && num(i.value); if (!i) return;
        var bad = v !== null && isNaN(v), lo = num(i.dataset.lo || ""), hi = num(i.dataset.hi || "");
        var sum = i.dataset.sex === "T" && cell.F && cell.M && num(cell.F.value) !== null && num(cell.M.value) !== null && v !== null && v !== num(cell.F.value) + num(cell.M.value);
        var soft = !bad && !sum && v !== null && ((lo !== null && v < lo) || (hi !== null && v > hi));
        td.classList.toggle("hardfail", bad || sum); td.classList.toggle("softfail", soft); td.classList.toggle("okc", !bad && !sum && !soft && v !== null);
        i.setAttribute("aria-invalid", bad || sum); icon(td, bad || sum ? "i-x" : soft ? "i-warn" : v === null ? "i-blank" : "i-check");
      });
    }
    var rows = $("tbody tr:not(.grp)", table);
    rows.forEach(function (row, r) {
      $("td.c input", row).forEach(function (input) {
        input.addEventListener("blur", function () { check(row); });
        input.addEventListener("paste", function (e) {        /* a block copied from WPS or Excel: tabs across, lines down */
          var lines = (e.clipboardData.getData("text") || "").replace(/\r/g, "").replace(/\n$/, "").split("\n");
          if (lines.length < 2 && lines[0].indexOf("\t") < 0) return;
          e.preventDefault();
          var first = $("td.c input", row).indexOf(input);
          lines.forEach(function (line, k) { var to = rows[r + k]; if (!to) return; var cells = $("td.c input", to); line.split("\t").forEach(function (v, c) { if (cells[first + c]) cells[first + c].value = v.trim(); }); check(to); });
          toast(root.lang === "en" ? lines.length + " rows pasted and checked" : "已粘贴 " + lines.length + " 行，已校验");
        });
        input.addEventListener("keydown", function (e) {
          var d = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[e.key], side = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
          if (d) { e.preventDefault(); for (var k = r + d; rows[k]; k += d) { var to = rows[k].querySelector('input[data-sex="' + input.dataset.sex + '"]'); if (to) { to.focus(); to.select(); break; } } }
          if (side && (side > 0 ? input.selectionEnd === input.value.length : input.selectionStart === 0)) { var all = $("td.c input", row), n = all[all.indexOf(input) + side]; if (n) { e.preventDefault(); n.focus(); n.select(); } }
        });
      });
    });
  }

  document.addEventListener("click", function (e) {
    var b = e.target.closest("[data-do], .chip[data-filter], .sortable");
    if (!b) { if (document.body.classList.contains("drawer") && !e.target.closest(".side")) document.body.classList.remove("drawer"); return; }
    var act = b.getAttribute("data-do");
    if (act === "theme") theme(); else if (act === "nav") nav(); else if (act === "print") window.print();
    else if (act === "open") document.getElementById(b.getAttribute("data-for")).showModal();
    else if (act === "close") b.closest("dialog").close();
    else if (act === "toast") { var dlg = b.closest("dialog"); if (dlg) dlg.close(); toast(b.getAttribute("data-text")); }
    else if (b.classList.contains("sortable")) sort(b); else if (b.dataset.filter) { e.preventDefault(); filter(b); }
  });
  document.addEventListener("keydown", function (e) { if (e.key === "Escape") document.body.classList.remove("drawer"); });
  document.addEventListener("DOMContentLoaded", function () {
    $(".chips[data-whole] .chip[aria-pressed=true]").forEach(filter);
    $("[role=tablist]").forEach(tabs); $("table.entry").forEach(grid);
    $(".drop").forEach(function (d) { ["dragover", "dragleave", "drop"].forEach(function (n) { d.addEventListener(n, function (e) { e.preventDefault(); d.classList.toggle("over", n === "dragover"); }); }); });
  });
})();
