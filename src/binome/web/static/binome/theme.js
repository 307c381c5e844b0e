// Before anything else: nothing is kept in the browser. What a library would store, it is told that it cannot.
(function () {
  try { window.sessionStorage.clear(); } catch (refus) { /* storage is already closed */ }
  Storage.prototype.setItem = function () { throw new DOMException("Binôme ne garde rien.", "QuotaExceededError"); };
})();
// Dark or light as the reader's system has it; without this script the page is light.
(function () {
  var sombre = window.matchMedia("(prefers-color-scheme: dark)");
  function appliquer() { document.documentElement.setAttribute("data-bs-theme", sombre.matches ? "dark" : "light"); }
  appliquer();
  sombre.addEventListener("change", appliquer);
})();
