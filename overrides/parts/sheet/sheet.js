// A button to print, shown where there is script; without it the browser's own menu prints as well.
document.addEventListener("click", function (event) {
  if (event.target.className === "sheet-print") print();
});
