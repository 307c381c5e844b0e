// Dark or light as the reader's system has it; without this script the page is light.
(function () {
  var sombre = window.matchMedia("(prefers-color-scheme: dark)");
  function appliquer() { document.documentElement.setAttribute("data-bs-theme", sombre.matches ? "dark" : "light"); }
  appliquer();
  sombre.addEventListener("change", appliquer);
})();
