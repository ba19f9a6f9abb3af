// The tools on the map: how strong a tie must be to be drawn, the lasso, zooming, putting back what was dragged.

const { createElement, useEffect, useRef } = window.React;

export const NARROW = 600; // pixels: a pane below this has the slider above
const FONT = "var(--font, sans-serif)";
const GAP = 4, EDGE = 8;

// How large the tools are, and so the room that they take on the map: for a finger larger than for a mouse.
export function sizes(width) {
  const narrow = width < NARROW;
  const size = narrow || matchMedia("(pointer: coarse)").matches ? 44 : 28;
  const buttons = 4 * size + 3 * GAP + EDGE + 6;
  return { narrow, size, height: size + 2 * EDGE, width: narrow ? buttons : buttons + 168, above: narrow ? 178 : 0 };
}
const LASSO = "M5 11c-4-3-2-8 4-8s9 6 4 8-9 1-8 4c1 2 4 2 5 0";

export function Tools({ map, colours, words, share, drawn, moved, lasso, hideWeaker, setLasso, putBack }) {
  const look = { color: colours.ink, background: colours.background, border: "1px solid " + colours.line, borderRadius: 6 };
  const { narrow, size } = sizes(map?.frame?.width);
  const button = (label, sign, press, more = {}) =>
    createElement("button", {
      type: "button", "aria-label": label, title: label, tabIndex: -1, onClick: press, ...more,
      style: { ...look, width: size, height: size, padding: 0, font: "600 16px/1 " + FONT, cursor: "pointer", ...more.style },
    }, sign);
  const lit = lasso ? { color: colours.background, background: colours.ink } : {};
  const count = drawn ? words.drawn.replace("{drawn}", drawn.drawn.toLocaleString()).replace("{all}", drawn.all.toLocaleString()) : "";
  const slider = createElement("label", {
    title: words.weaker_note,
    style: { ...look, minHeight: size, boxSizing: "border-box", display: "flex", alignItems: "center", gap: EDGE, padding: "0 8px", fontSize: 12 },
  },
  share > 0 ? count : words.weaker,
  createElement("input", {
    type: "range", min: 0, max: 95, step: 5, value: Math.round(share * 100), "aria-label": words.weaker_note,
    "aria-valuetext": count, style: { width: 64, accentColor: colours.ink },
    onChange: (event) => hideWeaker(Number(event.target.value) / 100),
    onKeyDown: (event) => event.stopPropagation(),
  }));
  // Always on the right, where the map leaves room: a map is not mirrored.
  const row = ({ key, ...place }, ...children) =>
    createElement("div", { key, style: { position: "absolute", right: EDGE, display: "flex", gap: GAP, ...place } }, ...children);
  const back = moved ? createElement("button", {
    type: "button", title: words.put_back_note, onClick: putBack,
    style: { ...look, minHeight: size, padding: "0 8px", font: "12px " + FONT, cursor: "pointer" },
  }, words.put_back) : null;
  const strength = drawn?.all ? slider : null;
  return [
    row({ top: EDGE, key: "above" }, back, narrow ? strength : null),
    row({ bottom: EDGE, key: "below" },
      narrow ? null : strength,
      button(words.lasso, createElement("svg", { width: 16, height: 18, viewBox: "0 0 16 18", "aria-hidden": true },
        createElement("path", { d: LASSO, fill: "none", stroke: "currentColor", strokeWidth: 1.6, strokeLinecap: "round" })),
      () => setLasso(!lasso), { "aria-pressed": lasso, style: lit }),
      button(words.zoom_in, "+", () => map?.zoom(1.5)),
      button(words.zoom_out, "\u2212", () => map?.zoom(1 / 1.5)),
      button(words.whole, "\u2922", () => map?.whole())),
  ];
}

// What lies over the map while a lasso is drawn: with a mouse, a pen or a finger; Escape leaves it.
export function LassoPane({ map, words, done, leave }) {
  const pane = useRef(null), corners = useRef([]);
  useEffect(() => {
    pane.current.focus({ preventScroll: true });
  }, []);
  const at = (event) => {
    const box = pane.current.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const draw = (event) => {
    if (!corners.current.length) return;
    corners.current.push(at(event));
    map.lasso = corners.current;
    map.redraw();
  };
  return createElement("div", {
    ref: pane, tabIndex: -1, "aria-label": words.lasso_note, title: words.lasso_note, role: "group",
    style: { position: "absolute", inset: 0, cursor: "crosshair", touchAction: "none", outline: "none" },
    onPointerDown: (event) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      corners.current = [at(event)];
    },
    onPointerMove: draw,
    onPointerUp: (event) => {
      const all = corners.current;
      corners.current = [];
      if (all.length > 2) done(all, event.shiftKey);
    },
    onKeyDown: (event) => event.key === "Escape" && leave(),
  });
}
