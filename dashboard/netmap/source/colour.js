// sigma draws translucent colours washed out, so every tint is an opaque mixture.

const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

const mixtures = new Map();

export function mix(colour, other, share) {
  const key = colour + other + share;
  let mixed = mixtures.get(key);
  if (mixed === undefined) {
    const [a, b] = [channels(colour), channels(other)];
    mixed = "#" + a.map((v, i) => Math.round(v + (b[i] - v) * share).toString(16).padStart(2, "0")).join("");
    mixtures.set(key, mixed);
  }
  return mixed;
}
