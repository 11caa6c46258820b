// Shows the operations about one trend. Without script all of them stand there.
document.addEventListener("DOMContentLoaded", function () {
  var form = document.querySelector(".filter");
  if (!form) return;
  var status = form.querySelector("[role=status]");

  function show(choice) {
    var trend = choice.value, total = 0, shown = 0;
    document.querySelectorAll("[data-trends]").forEach(function (row) {
      row.hidden = trend !== "" && row.dataset.trends.split(" ").indexOf(trend) < 0;
      if (row.closest("table").matches(".timeline")) {
        total += 1;
        if (!row.hidden) shown += 1;
      }
    });
    var name = choice.nextElementSibling.textContent;
    status.textContent = status.dataset.shown.replace("{trend}", name).replace("{shown}", shown).replace("{total}", total);
  }

  form.addEventListener("change", function (event) {
    show(event.target);
    try { // the address can be passed on; from disk some browsers do not allow it
      history.replaceState(null, "", (event.target.value ? "?trend=" + event.target.value : location.pathname) + location.hash);
    } catch (e) { /* the filter works all the same */ }
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });

  var asked = new URLSearchParams(location.search).get("trend");
  form.querySelectorAll("input").forEach(function (choice) {
    if (asked && choice.value === asked) {
      choice.checked = true;
      show(choice);
    }
  });
});
