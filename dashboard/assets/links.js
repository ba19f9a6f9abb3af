// What a click on a link of our own components does: the address changes, and the page stays.

window.partners = window.partners || {};
window.partners.follow = function (event) {
  if (event.metaKey || event.shiftKey || event.altKey || event.ctrlKey) return;
  event.preventDefault();
  window.history.pushState({}, "", event.currentTarget.getAttribute("href"));
  window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));  // as Dash's own links say it
};
