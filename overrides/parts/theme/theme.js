// The reader's choice of light or dark: the only thing the site keeps on the device.
(function (root) {
  root.classList.add("js");
  function kept(value) {
    try {
      if (value === undefined) return localStorage.getItem("theme");
      if (value) localStorage.setItem("theme", value); else localStorage.removeItem("theme");
    } catch (e) { /* storage may be forbidden: then the choice holds for this page */ }
    return null;
  }
  function apply(value) {
    if (value === "light" || value === "dark") root.dataset.theme = value; else delete root.dataset.theme;
  }
  apply(kept());
  document.addEventListener("DOMContentLoaded", function () {
    var select = document.getElementById("theme");
    if (!select) return;
    select.value = root.dataset.theme || "";
    select.addEventListener("change", function () { apply(select.value); kept(select.value); });
  });
})(document.documentElement);
