// For the host page: gives the frame the height of its content.
(function () {
  window.addEventListener("message", function (evenement) {
    if (!evenement.data || evenement.data.binome !== "hauteur") { return; }
    document.querySelectorAll("iframe[data-binome]").forEach(function (cadre) {
      if (cadre.contentWindow === evenement.source && new URL(cadre.src).origin === evenement.origin) {
        cadre.style.height = Math.min(Math.max(Number(evenement.data.hauteur) || 0, 200), 4000) + "px";
      }
    });
  });
})();
