// The Dash component: a list of links of which thirty stand on the page until more are asked for.
// Written as it is served: it has no build and no packages; React is Dash's own.

(function () {
  const { createElement, useState } = window.React;
  const STEP = 30;
  const HUES = 8;

  // As dashboard/components/swatch.py names them.
  const swatch = (colour) => colour === null ? "swatch swatch-other"
    : "swatch swatch-" + (colour % HUES) + " pattern-" + Math.floor(colour / HUES);

  const follow = (event) => window.partners.follow(event);  // assets/links.js

  function LongList(props) {
    const { id, of, items, headings, words, className } = props;
    const [open, setOpen] = useState({ of, shown: STEP });
    const lit = items.findIndex((item) => item.lit) + 1;
    const shown = Math.max(open.of === of ? open.shown : STEP, Math.ceil(lit / STEP) * STEP);
    const left = items.length - shown;

    const link = (item) => item.href === undefined ? item.name : createElement("a", { href: item.href, className: "name-link", onClick: follow }, item.name);
    const disc = (item) => item.colour === undefined ? null
      : createElement("span", { className: swatch(item.colour) });
    const note = (item) => item.note ? createElement("div", { className: "muted small" }, item.note) : null;
    const numbered = (item, i) => createElement("tr", { key: i, className: item.lit ? "lit" : "" },
      createElement("td", { className: "number" }, item.number),
      createElement("td", null, disc(item), link(item), note(item)));
    const plain = (item, i) => createElement("li", { key: i, className: item.lit ? "lit" : "" }, disc(item), link(item), note(item));

    const first = items.slice(0, shown);
    const body = headings
      ? createElement("table", { className },
        createElement("thead", null, createElement("tr", null,
          headings.map((heading) => createElement("th", { key: heading, scope: "col" }, heading)))),
        createElement("tbody", null, first.map(numbered)))
      : createElement("ul", { className }, first.map(plain));
    return createElement("div", { id }, body, left > 0
      ? createElement("button", { type: "button", className: "plain more", onClick: () => setOpen({ of, shown: shown + STEP }) },
        words.more.replace("{count}", Math.min(left, STEP)).replace("{left}", left.toLocaleString(document.documentElement.lang)))
      : null);
  }

  window.partner_long_list = { LongList };
})();
