/* HalfSky - the words of a draft: each mark ⟦n⟧ becomes a chip that can be moved or deleted and not be typed into. Without this file the marks are edited as text. */
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    var area = document.querySelector("textarea[data-chips]"); if (!area) return;
    var list = document.getElementById(area.getAttribute("data-chips")), known = {};
    if (list) Array.prototype.forEach.call(list.rows, function (r) { known[r.getAttribute("data-n")] = r; });
    var box = document.createElement("div");
    box.className = "input chipbox"; box.contentEditable = "true"; box.lang = area.lang;
    box.setAttribute("role", "textbox"); box.setAttribute("aria-multiline", "true"); box.setAttribute("aria-labelledby", "words-label");
    var label = document.querySelector('label[for="words"]'); if (label) label.id = "words-label";
    if (area.getAttribute("aria-invalid")) box.setAttribute("aria-invalid", "true");

    function chip(n) {
      var row = known[n], c = document.createElement("span");
      c.className = "figchip"; c.contentEditable = "false"; c.setAttribute("data-n", n);
      c.textContent = row ? row.getAttribute("data-text") : "⟦" + n + "⟧"; c.title = row ? row.getAttribute("data-from") : "";
      return c;
    }
    var name = "halfsky.draft." + area.getAttribute("data-kept"), first = area.value, kept = null;
    try { kept = window.sessionStorage.getItem(name); } catch (e) { /* none is kept */ }
    if (kept !== null && kept !== first && !area.getAttribute("aria-invalid") && !document.querySelector(".errsum")) {
      area.value = kept;
      var found = document.createElement("p"); found.className = "hint"; found.setAttribute("role", "status"); found.textContent = area.getAttribute("data-kept-said");
      area.parentNode.appendChild(found);
    }
    function keep() { try { if (area.value === first) window.sessionStorage.removeItem(name); else window.sessionStorage.setItem(name, area.value); } catch (e) { /* nothing is kept */ } }
    area.value.split(/(⟦\d{1,3}⟧)/).forEach(function (part) {
      var m = /^⟦(\d{1,3})⟧$/.exec(part);
      if (m) box.appendChild(chip(m[1])); else if (part) box.appendChild(document.createTextNode(part));
    });
    function read(node) {
      var out = "";
      Array.prototype.forEach.call(node.childNodes, function (k) {
        if (k.nodeType === 3) out += k.nodeValue;
        else if (k.nodeType === 1) out += k.hasAttribute("data-n") ? "⟦" + k.getAttribute("data-n") + "⟧" : k.tagName === "BR" ? "\n" : (out ? "\n" : "") + read(k);
      });
      return out.replace(/\u00a0/g, " ");
    }
    function sync() { area.value = read(box); keep(); }
    box.addEventListener("click", function (e) {
      var c = e.target.closest ? e.target.closest(".figchip") : null; if (!c) return;
      var g = document.createRange(), at = window.getSelection();
      box.focus(); g.setStartAfter(c); g.collapse(true); at.removeAllRanges(); at.addRange(g);
    });
    box.addEventListener("input", sync);
    box.addEventListener("paste", function (e) { e.preventDefault(); document.execCommand("insertText", false, e.clipboardData.getData("text/plain")); });
    if (list) Array.prototype.forEach.call(list.rows, function (r) {
      var b = document.createElement("button"), cell = r.cells[0];
      b.type = "button"; b.className = "btn sm"; b.textContent = cell.textContent; cell.textContent = ""; cell.appendChild(b);
      b.addEventListener("mousedown", function (e) { e.preventDefault(); });
      b.addEventListener("click", function () {
        var at = window.getSelection(), c = chip(r.getAttribute("data-n"));
        if (at.rangeCount && box.contains(at.anchorNode)) { var g = at.getRangeAt(0); g.deleteContents(); g.insertNode(c); g.setStartAfter(c); g.collapse(true); } else box.appendChild(c);
        sync();
      });
    });
    area.hidden = true; area.removeAttribute("required"); area.parentNode.insertBefore(box, area);
    area.form.addEventListener("submit", sync);
    Array.prototype.forEach.call(area.form.querySelectorAll("a.btn"), function (a) {
      a.addEventListener("click", function () { try { window.sessionStorage.removeItem(name); } catch (e) { /* nothing is kept */ } });
    });
  });
})();
