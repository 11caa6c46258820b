// The country finder: filters the list as one types, and asks about one country. Nothing is stored, nothing leaves the device.
(function () {
  var box = document.querySelector(".finder");
  var form = box.querySelector("form"), input = form.querySelector("input"), status = form.querySelector("[role=status]");
  var links = [].slice.call(box.querySelectorAll("[data-code]")), names = {};

  function plain(text) { return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f.,'’()&-]/g, ""); }
  links.forEach(function (link) { names[link.dataset.code] = [plain(link.textContent)]; });

  function matches(code, typed) {
    return names[code].some(function (name) { return (" " + name).indexOf(" " + typed) >= 0; });
  }
  function filter() {
    var typed = plain(input.value.trim()), found = 0;
    links.forEach(function (link) {
      var fits = !typed || matches(link.dataset.code, typed);
      link.parentNode.hidden = !fits;
      if (fits) found += 1;
    });
    box.querySelectorAll("section").forEach(function (section) {
      var details = section.querySelector("details"), inside = details.querySelector("li:not([hidden])");
      section.hidden = !section.querySelector("li:not([hidden])");
      details.hidden = !inside;
      details.open = Boolean(typed && inside);
    });
    var words = box.dataset;
    status.textContent = !typed ? "" : found === 0 ? words.none : found === 1 ? words.one : words.many.replace("{count}", found);
  }
  input.addEventListener("input", filter);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var typed = plain(input.value.trim()), shown = links.filter(function (link) { return !link.parentNode.hidden; });
    // A name typed in full wins over one that only begins with it.
    var exact = shown.filter(function (link) { return names[link.dataset.code].indexOf(typed) >= 0; })[0];
    if (typed && shown.length) location.href = (exact || shown[0]).href;
  });

  // One suggestion: the country of the device’s time zone, else the one that its languages name. It is a question, never a number.
  function guess(data) {
    var zone = "", codes = Object.keys(data);
    try { zone = Intl.DateTimeFormat().resolvedOptions().timeZone || ""; } catch (e) { /* then the languages */ }
    var there = codes.filter(function (code) { return data[code][0].split(" ").indexOf(zone) >= 0; });
    if (zone && there.length === 1) return there[0];
    var regions = (navigator.languages || [navigator.language || ""]).map(function (tag) {
      var region = /-([A-Za-z]{2})(-|$)/.exec(tag);
      return region ? region[1].toLowerCase() : "";
    }).filter(function (code) { return codes.indexOf(code) >= 0; });
    return regions[0];
  }
  function suggest(code) {
    var link = box.querySelector('[data-code="' + code + '"]'), line = box.querySelector(".finder-suggestion");
    if (!link) return;
    line.querySelector("a").href = link.href;
    line.querySelector("a").textContent = link.textContent;
    line.hidden = false;
  }
  var data = window.finderData;
  Object.keys(data).forEach(function (code) { names[code] = (names[code] || []).concat(data[code][1].split("|")); });
  if (input.value) filter();
  suggest(guess(data));
})();
