// Search as you type. Fetched on first use, after the index of the page's language
// (`micrositeIndex`: a list of [address, page, section, words]) and MiniSearch.
(function () {
  var box = document.querySelector(".search");
  var input = box.querySelector("input"), status = box.querySelector(".search-status"), list = box.querySelector(".search-results");
  var MOST = 20, AROUND = 70;

  // é and e, Ñ and n are the same letter to a reader who is in a hurry.
  function plain(text) { return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, ""); }

  var index = new MiniSearch({
    fields: ["page", "section", "words"],
    storeFields: ["address", "page", "section", "words"],
    processTerm: function (term) { return plain(term) || null; },
    searchOptions: {
      prefix: true,
      fuzzy: function (term) { return term.length > 4 ? 0.2 : false; },
      boost: { page: 4, section: 3 },
      // Who searches in fear finds help first.
      boostDocument: function (id, term, stored) { return stored.address.indexOf(box.dataset.help) === 0 ? 10 : 1; },
      combineWith: "AND"
    }
  });
  index.addAll(window.micrositeIndex.map(function (entry, id) {
    return { id: id, address: entry[0], page: entry[1], section: entry[2], words: entry[3] };
  }));

  function excerpt(words, terms) {
    var text = plain(words), places = terms.map(function (term) { return text.indexOf(term); }).filter(function (at) { return at >= 0; });
    var start = Math.max(0, (places.length ? Math.min.apply(null, places) : 0) - AROUND);
    if (start) start = words.indexOf(" ", start) + 1;
    var end = Math.min(words.length, start + 2 * AROUND);
    if (end < words.length) end = words.lastIndexOf(" ", end);
    return (start ? "… " : "") + words.slice(start, end) + (end < words.length ? " …" : "");
  }
  function address(path) {
    var parts = path.split("#");
    if (location.protocol === "file:") parts[0] += "index.html";
    return box.dataset.root + parts.join("#");
  }
  function show() {
    var query = input.value.trim();
    list.textContent = "";
    if (!query) { status.textContent = ""; return; }
    var found = index.search(query).slice(0, MOST);
    found.forEach(function (result) {
      var item = document.createElement("li"), link = document.createElement("a"), words = document.createElement("p");
      link.href = address(result.address);
      link.textContent = result.section ? result.page + ": " + result.section : result.page;
      words.textContent = excerpt(result.words, result.terms);
      item.append(link, words);
      list.append(item);
    });
    status.textContent = !found.length ? box.dataset.none : found.length === 1 ? box.dataset.one : box.dataset.many.replace("{count}", found.length);
  }
  input.addEventListener("input", show);
  box.querySelector("form").addEventListener("submit", function () {
    var first = list.querySelector("a");
    if (first) first.click();
  });
  show();
})();
