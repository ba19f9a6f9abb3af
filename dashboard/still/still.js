// The Dash components: a piece of page that only shows and links, and several of them, each in its place. One component,
// however many elements it has; Dash itself would keep each of them in its store and look at all at every change.
// Written as it is served: it has no build and no packages; React is Dash's own.

(function () {
  const { Fragment, createElement, memo, useEffect, useState } = window.React;
  const TRIES = 100;  // frames until the places of the pieces are drawn

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

  function Pieces({ pieces, opened, moment }) {
    const [tries, setTries] = useState(0);
    const places = Object.entries(pieces).map(([name, piece]) => [document.getElementById(name), name, piece]);
    const isMissing = places.some(([place]) => !place);
    useEffect(() => {
      if (!isMissing || tries >= TRIES) return undefined;
      const next = requestAnimationFrame(() => setTries(tries + 1));
      return () => cancelAnimationFrame(next);
    });
    useEffect(() => window.partners.arrived(pieces, opened, moment), [pieces, opened, moment]);
    return places.filter(([place]) => place)
      .map(([place, name, piece]) => window.ReactDOM.createPortal(createElement(Still, piece), place, name));
  }

  window.partner_still = { Still, Pieces };
})();
