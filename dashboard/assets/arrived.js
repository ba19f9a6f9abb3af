// What the page does by itself when an answer has come: it names the window, minds the focus, forgets old failures.

window.partners = window.partners || {};
(function () {
  let before, wasOpened = false;

  // Where the chosen link is gone with its list, the card gets the focus.
  function focusKept() {
    if (document.activeElement === document.body) document.getElementById("card-title")?.focus({ preventScroll: true });
  }

  window.partners.arrived = function (pieces, opened, moment) {
    if (typeof pieces.announced?.tree === "string") document.title = pieces.announced.tree;
    // While the page is loaded, the address is told more than once: what failed then must stay.
    if (before !== undefined && before !== moment && document.getElementById("failed")?.firstChild)
      window.dash_clientside.set_props("failed", { children: null });
    before = moment;
    if (wasOpened) [50, 250, 600].forEach((wait) => setTimeout(focusKept, wait));
    wasOpened = wasOpened || opened;
  };
})();
