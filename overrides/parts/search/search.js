// Opens the search; its code and its index are fetched then, as classic scripts, which also work from disk.
document.addEventListener("DOMContentLoaded", function () {
  var box = document.querySelector(".search");
  if (!box) return;
  var button = box.querySelector(".search-open"), form = box.querySelector("form");
  var input = form.querySelector("input"), status = form.querySelector(".search-status"), asked = false;

  function fetchOnce() {
    if (asked) return;
    asked = true;
    status.textContent = box.dataset.loading;
    [box.dataset.index, box.dataset.script].forEach(function (address) {
      var script = document.createElement("script");
      script.src = address;
      script.async = false; // the index first, then the code that reads it
      script.onerror = function () { asked = false; status.textContent = box.dataset.failed; };
      document.head.appendChild(script);
    });
  }
  function show(open) {
    form.hidden = !open;
    button.setAttribute("aria-expanded", open);
    if (open) { fetchOnce(); input.focus(); } else { button.focus(); }
  }
  button.addEventListener("click", function () { show(form.hidden); });
  form.querySelector(".search-close").addEventListener("click", function () { show(false); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { event.stopPropagation(); show(false); }
  });
});
