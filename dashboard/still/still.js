// The Dash component: a piece of page that only shows and links. One component, however many elements it has; Dash
// itself would keep each of them in its store and look at all of them at every change.
// Written as it is served: it has no build and no packages; React is Dash's own.

(function () {
  const { Fragment, createElement, memo } = window.React;

  const follow = (event) => window.partners.follow(event);  // assets/links.js

  function element(node, key) {
    if (node === null || node === undefined || typeof node === "boolean") return null;
    if (typeof node !== "object") return node;
    if (Array.isArray(node)) return createElement(Fragment, { key }, ...node.map(element));
    const { children, ...props } = node.props;
    const inside = children === undefined ? [] : [].concat(children).map(element);
    if (node.type === "Link") return createElement("a", { ...props, key, onClick: follow }, ...inside);
    return createElement(node.type.toLowerCase(), { ...props, key }, ...inside);
  }

  // Another digest is another piece: its elements are new, so that no focus and nothing unfolded stays by accident.
  const Still = memo((props) => createElement(Fragment, { key: props.digest }, element(props.tree, "0")),
    (before, after) => before.digest === after.digest);

  window.partner_still = { Still };
})();
