// What the page does by itself when an answer has come: it names the window, minds the focus, forgets old failures.

window.partners = window.partners || {};
(function () {
  let before, wasOpened = false, search, searchBefore;

  // Where the chosen link is gone with its list, the card gets the focus. Who asks why a number is what it is, goes to
  // the rows; who comes back, to the link that asked.
  function mindFocus(asked) {
    const asks = new URLSearchParams(asked).has("why");
    const at = document.activeElement;
    if (window.location.search !== asked) return;
    if (at !== document.body && !(asks && at.classList.contains("why") && !at.closest("#right"))) return;
    const back = asks ? null : [...document.querySelectorAll("a.why")].find((one) => one.search === searchBefore);
    (back ?? document.getElementById("card-title"))?.focus({ preventScroll: !asks });
  }

  window.partners.arrived = function (pieces, opened, moment) {
    if (typeof pieces.announced?.tree === "string") document.title = pieces.announced.tree;
    // While the page is loaded, the address is told more than once: what failed then must stay.
    if (before !== undefined && before !== moment && document.getElementById("failed")?.firstChild)
      window.dash_clientside.set_props("failed", { children: null });
    before = moment;
    const now = window.location.search;
    if (now !== search) [searchBefore, search] = [search, now];
    if (wasOpened) [50, 250, 600].forEach((wait) => setTimeout(() => mindFocus(now), wait));
    wasOpened = wasOpened || opened;
  };
})();
