// Shows the operations about one trend. Without script all of them stand there.
document.addEventListener("DOMContentLoaded", function () {
  var form = document.querySelector(".filter");
  if (!form) return;
  var status = form.querySelector("[role=status]");

  function show(trend) {
    ["timeline", "operations"].forEach(function (table) {
      var rows = document.querySelectorAll("." + table + " [data-trends]"), shown = 0;
      rows.forEach(function (row) {
        row.hidden = trend !== "" && row.dataset.trends.split(" ").indexOf(trend) < 0;
        if (!row.hidden) shown += 1;
      });
      status.textContent = status.dataset.shown.replace("{shown}", shown).replace("{total}", rows.length);
    });
  }

  form.addEventListener("change", function () {
    var trend = form.elements.trend.value;
    show(trend);
    try { // the address can be passed on; from disk some browsers do not allow it
      history.replaceState(null, "", (trend ? "?trend=" + trend : location.pathname) + location.hash);
    } catch (e) { /* the filter works all the same */ }
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  var asked = form.querySelector('[value="' + (new URLSearchParams(location.search).get("trend") || "").replace(/[^a-z0-9-]/g, "") + '"]');
  if (asked && asked.value) {
    asked.checked = true;
    show(asked.value);
  }
});
