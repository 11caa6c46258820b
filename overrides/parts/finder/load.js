// The code and the data of the country finder, on its page only; a classic script, which also works from disk.
document.addEventListener("DOMContentLoaded", function () {
  var box = document.querySelector(".finder");
  if (!box) return;
  var script = document.createElement("script");
  script.src = box.dataset.script;
  document.head.appendChild(script);
});
