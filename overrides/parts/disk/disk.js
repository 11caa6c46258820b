// Opened from disk: a folder has no start page of its own there, so links name the file.
document.addEventListener("DOMContentLoaded", function () {
  if (location.protocol !== "file:") return;
  document.querySelectorAll("a[href]").forEach(function (link) {
    if (link.protocol === "file:" && /\/$/.test(link.pathname)) link.pathname += "index.html";
  });
});
