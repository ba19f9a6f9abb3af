// What is pointed at, on a layer above the map: all else fades, and it is drawn with its partners and their names. The
// map below stays as it is: to draw it anew at every move of the mouse takes too long where organizations are many.

import { mix } from "./colour.js";
import { ring } from "./marks.js";
import { drawDisc } from "./patterns.js";
import { WHOLE } from "./style.js";

const VEIL = 0.82; // how much of the rest is hidden

export function drawPointed(map) {
  const { sigma, state, network, writer } = map;
  const context = sigma.getCanvases().pointed.getContext("2d");
  const { width, height } = sigma.getDimensions();
  context.clearRect(0, 0, width, height);
  const view = map.view();
  const disc = (id) => {
    const one = network.of(id);
    return { id, ...view(one), radius: sigma.scaleSize(one.radius), text: one.name, one };
  };
  const { hovered, cursor, colours } = state;
  const cursorDisc = network.has(cursor) ? disc(cursor) : null;
  const names = map.texts.filter(({ kind, shown }) => shown && (kind === "group" || kind === "piece"));
  sigma.getCanvases().texts.style.opacity = network.has(hovered) ? 0 : 1;
  if (!network.has(hovered)) {
    if (cursorDisc) ring(context, cursorDisc, 6, colours.ink, [3, 3]);
    return [];
  }
  const here = disc(hovered);
  // Of who leaves the map shows already what breaks.
  const partners = map.focus?.piece && map.focus.picked.has(hovered) ? null : links(map, hovered).map(({ id, strength }) => ({ ...disc(id), strength }));
  if (partners) drawPartners(context, here, partners, colours, width, height);
  else writer.draw(map.texts, colours, context);
  const lit = new Set([here, ...(partners ?? [])].map(({ one }) => network.groups[one.group]?.number));
  if (partners) writer.draw(names.map((name) => ({ ...name, quiet: name.kind === "piece" || !lit.has(name.number) })), colours, context);
  if (cursorDisc) ring(context, cursorDisc, 6, colours.ink, [3, 3]);
  const ranked = (partners ?? []).filter(({ one }) => !one.members).sort((a, b) => a.one.rank - b.one.rank);
  const over = writer.place({
    width,
    height,
    reserved: [...map.toolPlaces(width, height), ...(partners ? names : map.texts.filter(({ shown }) => shown))],
    every: [],
    discs: [here, ...ranked],
    names: [],
    caption: null,
    pointed: here,
    organizations: ranked,
    most: map.longestName(),
  });
  writer.draw(over, colours, context);
  return over;
}

// The strongest tie to each partner, as far as the slider draws it.
function links({ network, state }, id) {
  const strongest = new Map();
  network.graph.forEachEdge(id, (_, { strength }, from, to) => {
    const other = from === id ? to : from;
    if (network.of(other).shown && strength >= state.least) strongest.set(other, Math.max(strength, strongest.get(other) ?? 0));
  });
  return [...strongest].map(([other, strength]) => ({ id: other, strength }));
}

function drawPartners(context, here, partners, colours, width, height) {
  context.globalAlpha = VEIL;
  context.fillStyle = colours.background;
  context.fillRect(0, 0, width, height);
  context.globalAlpha = 1;
  context.strokeStyle = colours.lit;
  for (const { x, y, strength } of partners) {
    context.lineWidth = 1.8 + 1.5 * strength;
    context.beginPath();
    context.moveTo(here.x, here.y);
    context.lineTo(x, y);
    context.stroke();
  }
  for (const one of [...partners, here]) {
    context.fillStyle = colours.background;
    context.beginPath();
    context.arc(one.x, one.y, one.radius + 1.2, 0, 2 * Math.PI);
    context.fill();
    if (one.one.members) drawDisc(context, one, mix(one.one.hue, colours.background, WHOLE), 0, colours);
    else drawDisc(context, one, one.one.hue, one.one.pattern, colours);
  }
}
