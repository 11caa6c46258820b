// How long ago a contact was checked: by the clock of the reader, so that a page nobody rebuilds does not stay fresh.
document.addEventListener("DOMContentLoaded", function () {
  document.querySelectorAll("[data-checked]").forEach(function (state) {
    var days = (Date.now() - Date.parse(state.dataset.checked)) / 864e5;
    if (days > 180) state.textContent = days > 540 ? state.dataset.old : state.dataset.stale;
  });
});
