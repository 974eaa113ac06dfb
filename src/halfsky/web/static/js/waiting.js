// A page that waits for the worker looks again after a few seconds, unless somebody is typing in it.
(function () {
  "use strict";
  if (!document.querySelector("[data-waiting]")) { return; }
  var look = function () {
    var at = document.activeElement;
    if (at && /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) { window.setTimeout(look, 3000); return; }
    window.location.replace(window.location.href);
  };
  window.setTimeout(look, 3000);
})();
