// Quick exit. Modelled on the GOV.UK component “Exit this page”; unlike it, the page stays blank
// when the Back button restores it. What it cannot hide stands on /about/leaving-quickly/.
(function (root) {
  var KEY = "left", PRESSES = 3, WAIT = 5000;
  var memory = { // a browser may forbid storage: then only the current page is blanked
    get: function () { try { return sessionStorage.getItem(KEY); } catch (e) { return null; } },
    set: function () { try { sessionStorage.setItem(KEY, "1"); } catch (e) { /* see above */ } },
    clear: function () { try { sessionStorage.removeItem(KEY); } catch (e) { /* see above */ } }
  };

  function blank() {
    root.classList.add("left");
    if (document.body) document.body.textContent = "";
    document.title = "…";
  }

  function leave(event) {
    if (event) event.preventDefault();
    memory.set();
    blank();
    location.replace(location.protocol === "file:" ? root.dataset.neutral : root.dataset.exit);
  }

  // Arriving: by Back or Forward after an exit, the page stays blank; in any other way it is shown.
  var visit = performance.getEntriesByType && performance.getEntriesByType("navigation")[0];
  if (memory.get() && visit && visit.type === "back_forward") {
    blank();
    document.addEventListener("DOMContentLoaded", blank);
  } else {
    memory.clear();
  }
  // A page kept in memory is kept hidden, so that it cannot flash up when it is restored.
  addEventListener("pagehide", function () { root.classList.add("away"); });
  addEventListener("pageshow", function (event) {
    if (event.persisted && memory.get()) blank();
    root.classList.remove("away");
  });

  document.addEventListener("DOMContentLoaded", function () {
    var link = document.querySelector(".leave");
    if (!link) return;
    link.addEventListener("click", leave);

    var status = document.createElement("div");
    status.className = "leave-count";
    status.setAttribute("role", "status");
    document.body.appendChild(status);

    var presses = 0, alone = false, timer;
    function stop(message) {
      clearTimeout(timer);
      status.textContent = presses && message ? message : "";
      presses = 0;
      if (status.textContent) timer = setTimeout(function () { status.textContent = ""; }, WAIT);
    }
    document.addEventListener("keydown", function (event) {
      alone = event.key === "Shift";
      if (!alone && presses) stop(link.dataset.cancelled);
    });
    document.addEventListener("keyup", function (event) {
      if (event.key !== "Shift" || !alone) return; // Shift with a letter is typing
      alone = false;
      presses += 1;
      if (presses === PRESSES) return leave();
      clearTimeout(timer);
      status.textContent = presses === 1 ? link.dataset.twice : link.dataset.once;
      timer = setTimeout(function () { stop(link.dataset.cancelled); }, WAIT);
    });
  });
})(document.documentElement);
