// How a disc and a link look in the state the map is in. Nothing here draws.

import { mix } from "./colour.js";
import { filled, plainly } from "./patterns.js";

// What is lit: null when nothing is singled out. What the mouse points at is drawn on a layer of its own (pointed.js).
export function light(state, network) {
  const { selected, broken, highlighted, group, chosen, route } = state;
  const point = network.has(selected) ? selected : null;
  const picked = new Set(network.has(selected) ? [selected] : group === null ? chosen.filter((id) => network.has(id)) : []);
  if (broken.length && picked.size) {
    const piece = new Map();
    broken.forEach((ids, at) => ids.forEach((id) => piece.set(id, at)));
    return { point, picked, lit: new Set([...piece.keys(), ...picked]), piece };
  }
  if (point) {
    return { point, picked: new Set([point]), lit: new Set(highlighted ?? network.partners(point)), web: Boolean(highlighted) };
  }
  if (group !== null && network.groupAt.has(group)) return { point: null, group: network.groupAt.get(group) };
  if (picked.size && route?.length) {
    const trail = new Set(route.slice(1).map((id, at) => pair(route[at], id)));
    return { point: null, picked, lit: new Set(route), trail };
  }
  if (picked.size) return { point: null, picked, lit: new Set([...picked].flatMap((id) => [id, ...network.partners(id)])) };
  return null;
}

export const WHOLE = 0.45; // a whole group is paler than an organization

const pair = (one, other) => (one < other ? one + "\n" + other : other + "\n" + one);

export const isLit = (focus, id, organization) =>
  !focus || id === focus.point || (focus.lit ? focus.lit.has(id) : organization.group === focus.group);

export function disc(focus, state, id, organization) {
  const { colours } = state;
  const base = { ...organization, size: organization.radius, rim: 1.2, rimColour: colours.background, zIndex: 1 };
  if (!organization.shown) return { ...base, ...plainly(mix(organization.hue, colours.background, 0.8)), zIndex: 0 };
  if (focus?.piece && focus.picked.has(id))
    return { ...base, ...plainly(colours.background), rimColour: colours.ink, rim: 2.5, size: base.size + 2, zIndex: 3 };
  if (focus?.piece?.has(id)) return { ...base, ...plainly(colours.broken), zIndex: 2 };
  if (!isLit(focus, id, organization)) return { ...base, ...plainly(colours.faint), zIndex: 0 };
  if (organization.members)
    return { ...base, ...plainly(mix(organization.hue, colours.background, WHOLE)), rim: 2, rimColour: organization.hue, zIndex: 2 };
  return { ...base, ...filled(organization.hue, organization.pattern, colours), zIndex: focus?.picked?.has(id) ? 3 : 2 };
}

export function link(focus, state, tie, one, other, from, to, dense) {
  const { colours } = state;
  if (!one.shown || !other.shown) return { hidden: true };
  if (tie.strength < state.least && !focus?.trail) return { hidden: true };
  const size = 1.3 + 1.5 * tie.strength;
  // Between whole groups nearly everything is tied: what is weak is pale.
  if (!focus && (one.members || other.members))
    return { size, color: mix(colours.link, colours.background, 0.92 - 0.7 * tie.strength), zIndex: tie.strength };
  if (!focus) return { size, color: plain(tie, one, colours, dense), zIndex: tie.between ? 0 : 1 };
  if (focus.piece) {
    const piece = focus.piece.get(from);
    if (piece === undefined || piece !== focus.piece.get(to)) return { hidden: true };
    return { size, color: mix(colours.broken, colours.background, 0.55), zIndex: 1 };
  }
  if (focus.trail) {
    return focus.trail.has(pair(from, to)) ? { size: size + 2, color: colours.lit, zIndex: 2 } : { hidden: true };
  }
  if (focus.lit) {
    const ends = [from, to].every((end) => focus.picked.has(end) || focus.lit.has(end));
    const touches = focus.picked.has(from) || focus.picked.has(to);
    if (!ends || !(touches || focus.web)) return { hidden: true };
    return { size: size + 0.5, color: colours.lit, zIndex: 2 };
  }
  const inside = (one.group === focus.group) + (other.group === focus.group);
  if (!inside) return { hidden: true };
  if (one.members || other.members) return { size: 1.3, color: mix(colours.link, colours.background, 0.8), zIndex: 0 };
  return { size, color: inside === 2 ? plain(tie, one, colours, dense) : colours.link, zIndex: inside };
}

// Where links are many they are paler, so that the discs stay in front.
const plain = (tie, one, colours, dense) =>
  tie.between
    ? mix(colours.link, colours.background, dense ? 0.35 : 0)
    : mix(one.hue, colours.background, dense ? 0.68 : colours.thread);
