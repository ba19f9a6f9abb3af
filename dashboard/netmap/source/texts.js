// Where every text goes. Names of groups first, then the organization pointed at, then the others by rank;
// a text that finds no free place is left out. No two texts overlap.

import { Boxes, overlap } from "./boxes.js";

const ROW = 12;
const IMPORTANT = 40; // so many names may cover lesser discs
const SPECK = 5; // discs so small come in such numbers that a name must cover some
const TRIED = 400; // so many names are tried; zooming in brings the others to their turn
const GAP = 3;
const WORD_GAP = 4; // two names side by side must not read as one

export class Texts {
  constructor(context) {
    this.context = context;
    this.widths = new Map();
    this.written = new Map();
    this.family = "sans-serif";
  }

  font(kind) {
    return { group: "600 12px ", piece: "600 12px ", pointed: "600 12px ", caption: "12px " }[kind] ?? "11px ";
  }

  width(text, kind) {
    const font = this.font(kind) + this.family;
    const key = font + text;
    let width = this.widths.get(key);
    if (width === undefined) {
      this.context.font = font;
      width = this.context.measureText(text).width;
      this.widths.set(key, width);
    }
    return width;
  }

  shortened(text, kind, most) {
    if (this.width(text, kind) <= most) return text;
    let [low, high] = [1, text.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.width(text.slice(0, middle).trimEnd() + "…", kind) <= most) low = middle;
      else high = middle - 1;
    }
    return text.slice(0, low).trimEnd() + "…";
  }

  // One line, or two of about the same length.
  lines(text, kind, most) {
    const words = text.split(/\s+/);
    if (this.width(text, kind) <= most || words.length < 2) return [this.shortened(text, kind, most)];
    let best = null;
    for (let at = 1; at < words.length; at += 1) {
      const pair = [words.slice(0, at).join(" "), words.slice(at).join(" ")];
      const widest = Math.max(...pair.map((line) => this.width(line, kind)));
      if (!best || widest < best.widest) best = { pair, widest };
    }
    return best.pair.map((line) => this.shortened(line, kind, most));
  }

  // `scene`: pane {width, height}, reserved boxes, names, caption, pointed, organizations (in order of rank).
  place(scene) {
    this.pane = { x: 0, y: 0, width: scene.width, height: scene.height };
    this.taken = new Boxes();
    this.discs = new Boxes();
    scene.reserved.forEach((box) => this.taken.add(box));
    for (const one of scene.discs) {
      const inner = one.radius * 0.72; // the square inside the disc
      one.box = { x: one.x - inner, y: one.y - inner, width: 2 * inner, height: 2 * inner };
      this.discs.add(one.box);
    }
    const placed = [];
    if (scene.caption) placed.push(this.caption(scene.caption));
    for (const name of scene.names) placed.push(this.name(name, scene.names));
    if (scene.pointed) placed.push(this.pointed(scene.pointed));
    scene.organizations.forEach((one, at) => placed.push(this.organization(one, scene.most, at)));
    return placed;
  }

  caption({ text, x, y }) {
    const drawn = this.shortened(text, "caption", Math.max(this.pane.width - x - 130, 60));
    const box = { x, y: y - ROW, width: this.width(drawn, "caption"), height: ROW + 2 };
    const shown = this.taken.free(box) && overlap(box, this.pane);
    if (shown) this.taken.add(box);
    return { ...box, text, lines: [drawn], kind: "caption", shown };
  }

  // A name stands on the edge of its area: above if it can, else where it covers the fewest discs.
  name({ text, kind, hue, quiet, number, corners, padding }, names) {
    const others = names.filter((name) => name.kind === kind && name.number !== number);
    const inView = inside(corners, padding, this.pane);
    const missing = { text, kind, x: 0, y: 0, width: 0, height: 0, lines: [], shown: false, number };
    if (!inView) return missing;
    for (const most of [150, 96, 60]) {
      const lines = this.lines(text, kind, most);
      const width = Math.max(...lines.map((line) => this.width(line, kind))) + 26;
      const height = lines.length * 14 + 6;
      let best = null;
      for (const spot of spots(corners, padding, width, height, inView)) {
        if (best && spot.price >= best.cost) break;
        const box = clamp({ x: spot.x - width / 2, y: spot.y - height / 2, width, height }, this.pane);
        if (!this.taken.free(box)) continue;
        const moved = Math.hypot(box.x + width / 2 - spot.x, box.y + height / 2 - spot.y);
        let cost = spot.price + 8 * this.discs.hits(box) + moved;
        // A name that stands on another area would be read as that one's.
        if (!best || cost < best.cost) cost += 12 * others.filter((other) => covers(other.corners, box)).length;
        if (!best || cost < best.cost) best = { cost, box };
      }
      if (best) {
        this.taken.add(best.box);
        return { ...best.box, text, kind, hue, quiet, number, lines, shown: true };
      }
    }
    return missing;
  }

  pointed(one) {
    const drawn = this.shortened(one.text, "pointed", 260);
    const [width, height] = [this.width(drawn, "pointed") + 14, 22];
    let first = null;
    for (const gap of [5, 12, 24, 40, 64, 96]) {
      for (const spot of around(one, width, height, gap)) {
        const box = clamp({ ...spot, width, height }, this.pane);
        first ??= box;
        if (!this.taken.free(box)) continue;
        this.taken.add(box);
        return { ...box, text: one.text, id: one.id, kind: "organization", pointed: true, lines: [drawn], shown: true };
      }
    }
    return { ...first, text: one.text, id: one.id, kind: "organization", pointed: true, lines: [drawn], shown: false };
  }

  // In one line beside no other disc; else in two lines; the most important may cover a lesser disc or two.
  organization(one, most, place) {
    const whole = { text: one.text, id: one.id, kind: "organization" };
    const forms = place < TRIED ? this.forms(one.text, most) : [];
    const mayCover = one.radius < SPECK ? [0, 4, 16] : [0, 1, 2];
    for (const covered of place < IMPORTANT ? mayCover : [0])
      for (const lines of forms) {
        const box = this.spot(one, lines, covered);
        if (!box) continue;
        this.taken.add(box);
        return { ...whole, ...box, lines, shown: true };
      }
    return { ...whole, x: 0, y: 0, width: 0, height: 0, lines: [], shown: false };
  }

  forms(text, most) {
    const key = most.toFixed(0) + text;
    let forms = this.written.get(key);
    if (!forms) {
      const double = this.width(text, "organization") > most * 0.7 ? this.lines(text, "organization", most * 0.8) : [];
      forms = [[this.shortened(text, "organization", most)], ...(double.length > 1 ? [double] : [])];
      this.written.set(key, forms);
    }
    return forms;
  }

  spot(one, lines, covered) {
    const width = Math.max(...lines.map((line) => this.width(line, "organization")));
    const height = ROW * lines.length;
    for (const at of around(one, width, height, GAP)) {
      const box = { ...at, width, height };
      if (box.x < 2 || box.y < 2 || box.x + width > this.pane.width - 2 || box.y + height > this.pane.height - 2) continue;
      const apart = { ...box, x: box.x - WORD_GAP, width: width + 2 * WORD_GAP };
      if (this.taken.free(apart) && this.discs.hits(box, one.box, covered, one.radius < SPECK ? Infinity : 0.9 * one.box.width) <= covered) return box;
    }
    return null;
  }

  draw(placed, colours) {
    const { context } = this;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const text of placed) {
      if (!text.shown) continue;
      context.font = this.font(text.pointed ? "pointed" : text.kind) + this.family;
      if (text.kind === "group" || text.kind === "piece") this.drawName(text, colours);
      else if (text.pointed) this.drawPointed(text, colours);
      else this.drawPlain(text, colours);
    }
  }

  drawPlain(text, colours) {
    const { context } = this;
    const step = text.height / text.lines.length;
    context.strokeStyle = colours.background;
    context.lineWidth = 3;
    context.fillStyle = text.kind === "caption" ? colours.quiet : colours.ink;
    text.lines.forEach((line, at) => context.strokeText(line, text.x, text.y + (at + 0.5) * step));
    text.lines.forEach((line, at) => context.fillText(line, text.x, text.y + (at + 0.5) * step));
  }

  drawPointed(text, colours) {
    const { context } = this;
    context.fillStyle = colours.ink;
    rounded(context, text, 5);
    context.fill();
    context.fillStyle = colours.background;
    context.fillText(text.lines[0], text.x + 7, text.y + text.height / 2);
  }

  drawName(text, colours) {
    const { context } = this;
    context.fillStyle = colours.background;
    rounded(context, text, 6);
    context.fill();
    context.strokeStyle = text.quiet ? colours.line : text.hue;
    context.lineWidth = 1;
    context.stroke();
    context.fillStyle = text.quiet ? colours.faint : text.hue;
    rounded(context, { x: text.x + 7, y: text.y + text.height / 2 - 4.5, width: 9, height: 9 }, 2.5);
    context.fill();
    context.fillStyle = text.quiet ? colours.quiet : colours.ink;
    text.lines.forEach((line, at) => context.fillText(line, text.x + 20, text.y + 3 + 14 * at + 7.5));
  }
}

function rounded(context, { x, y, width, height }, radius) {
  context.beginPath();
  context.roundRect(Math.round(x) + 0.5, Math.round(y) + 0.5, Math.round(width) - 1, Math.round(height) - 1, radius);
}

function clamp(box, pane) {
  return {
    ...box,
    x: Math.max(3, Math.min(box.x, pane.width - box.width - 3)),
    y: Math.max(3, Math.min(box.y, pane.height - box.height - 3)),
  };
}

// The part of an area's box that is in view, or null.
function inside(corners, padding, pane) {
  const left = Math.max(Math.min(...corners.map((c) => c.x)) - padding, 0);
  const right = Math.min(Math.max(...corners.map((c) => c.x)) + padding, pane.width);
  const top = Math.max(Math.min(...corners.map((c) => c.y)) - padding, 0);
  const bottom = Math.min(Math.max(...corners.map((c) => c.y)) + padding, pane.height);
  return left < right && top < bottom ? { left, right, top, bottom } : null;
}

// Does a hull (as it comes from hull(), seen on the screen) contain the middle or a corner of a box?
function covers(corners, { x, y, width, height }) {
  const tried = [[0.5, 0.5], [0, 0], [1, 0], [0, 1], [1, 1]].map(([a, b]) => ({ x: x + a * width, y: y + b * height }));
  return tried.some((point) =>
    corners.every((here, at) => {
      const next = corners[(at + 1) % corners.length];
      return (next.x - here.x) * (point.y - here.y) - (next.y - here.y) * (point.x - here.x) <= 0;
    }),
  );
}

// Places for a name with their price: on the edge of the area, rather above than below, at last inside.
function spots(corners, padding, width, height, inView) {
  const found = [];
  for (const { x, y, across, down } of edge(corners, padding))
    for (const slide of [0, -0.35, 0.35])
      for (const out of [0.47, 0.1])
        found.push({
          x: x + across * out * width * Math.abs(across) + slide * width * Math.abs(down),
          y: y + down * out * height * Math.abs(down),
          price: 5 * (1 + down) + 7 * Math.abs(across) + 3 * Math.abs(slide) + (out < 0.2 ? 1 : 0),
        });
  for (const share of [0.5, 0.25, 0.75])
    found.push({ x: (inView.left + inView.right) / 2, y: inView.top + share * (inView.bottom - inView.top), price: 18 });
  return found.sort((a, b) => a.price - b.price);
}

// Points along the padded hull, with the direction that looks away from it.
function edge(corners, padding) {
  const points = [];
  for (let degrees = 0; degrees < 360; degrees += 15) {
    const angle = (degrees * Math.PI) / 180;
    const [across, down] = [Math.sin(angle), -Math.cos(angle)];
    let far = corners[0];
    for (const c of corners) if (c.x * across + c.y * down > far.x * across + far.y * down + 1e-6) far = c;
    points.push({ x: far.x + across * padding, y: far.y + down * padding, across, down });
  }
  corners.forEach((here, at) => {
    const next = corners[(at + 1) % corners.length];
    const length = Math.hypot(next.x - here.x, next.y - here.y);
    const [across, down] = [(here.y - next.y) / length, (next.x - here.x) / length]; // outwards on the screen
    for (const share of length > 40 ? [0.25, 0.5, 0.75] : [])
      points.push({
        x: here.x + share * (next.x - here.x) + across * padding,
        y: here.y + share * (next.y - here.y) + down * padding,
        across,
        down,
      });
  });
  return points;
}

// Places around a disc, best first: beside it, below and above it, then slid along its sides.
function around({ x, y, radius }, width, height, gap) {
  const near = radius + gap;
  const [right, left, middle] = [x + near, x - near - width, y - height / 2];
  const [below, above] = [y + near - 2, y - near - height + 2];
  const found = [
    { x: right, y: middle },
    { x: left, y: middle },
    { x: x - width / 2, y: below },
    { x: x - width / 2, y: above },
  ];
  for (const slide of [0.35, -0.35])
    for (const row of [below, above]) found.push({ x: x - width / 2 + slide * width, y: row });
  for (const slide of [0.5, -0.5])
    for (const column of [right - 1, left + 1]) found.push({ x: column, y: middle + slide * height });
  for (const row of [below, above]) found.push({ x: x + radius * 0.4, y: row }, { x: x - radius * 0.4 - width, y: row });
  return found;
}
