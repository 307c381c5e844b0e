// Small comforts over pages that work without them: sliders tied to their fields, printing, copying the address.
(function () {
  function lier(racine) {
    racine.querySelectorAll("input[type=range][data-pour]").forEach(function (curseur) {
      var champ = document.getElementById(curseur.dataset.pour);
      if (!champ || curseur.dataset.lie) { return; }
      curseur.dataset.lie = "1";
      curseur.hidden = false;
      curseur.addEventListener("input", function () {
        champ.value = curseur.value;
        champ.dispatchEvent(new Event("input", { bubbles: true }));
      });
      champ.addEventListener("input", function () { curseur.value = champ.value; });
    });
    racine.querySelectorAll("[data-action]").forEach(function (bouton) {
      if (bouton.dataset.lie) { return; }
      bouton.dataset.lie = "1";
      bouton.hidden = false;
      bouton.addEventListener("click", function () {
        if (bouton.dataset.action === "imprimer") { window.print(); }
        if (bouton.dataset.action === "copier") {
          var source = document.getElementById(bouton.dataset.quoi || "");
          navigator.clipboard.writeText(source ? source.value : window.location.href).then(function () { bouton.textContent = bouton.dataset.fait; });
        }
      });
    });
  }
  lier(document);
  document.addEventListener("htmx:afterSettle", function (evenement) { lier(evenement.target); });
  if (window.parent !== window && document.body.dataset.integre !== undefined) {
    var annoncer = function () {
      window.parent.postMessage({ binome: "hauteur", hauteur: document.documentElement.scrollHeight }, "*");
    };
    new ResizeObserver(annoncer).observe(document.body);
    annoncer();
  }
})();
