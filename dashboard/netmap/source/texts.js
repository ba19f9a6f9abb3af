// Where every text goes. Names of groups first, then the organization pointed at, then the others by rank;
// a text that finds no free place is left out. No two texts overlap, and no name is cut.

import { Boxes, overlap } from "./boxes.js";
import { drawDisc } from "./patterns.js";
import { around, covers, inView, spots } from "./places.js";

const ROW = 12;
const IMPORTANT = 40; // so many names may cover lesser discs
const SPECK = 5; // discs so small come in such numbers that a name must cover some
const TRIED = 400; // so many names are tried; zooming in brings the others to their turn
const GAP = 3;
const LINE = 14; // of the name of a group
const MOST_LINES = 4;
const WORD_GAP = 4; // two names side by side must not read as one

export class Texts {
  constructor(context) {
    this.context = context;
    this.widths = new Map();
    this.written = new Map();
    this.family = "sans-serif";
  }

  forget() {
    this.widths.clear();
    this.written.clear();
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

  // A text in one line, in two, and so on to `most` lines, each time as narrow as its words allow.
  splits(text, kind, most = MOST_LINES) {
    const key = kind + text;
    let splits = this.written.get(key);
    if (!splits) {
      const words = text.split(/\s+/);
      const widths = words.map((word) => this.width(word, kind));
      const space = this.width(" ", kind);
      const filled = (limit) => {
        const lines = [];
        let width = Infinity;
        words.forEach((word, at) => {
          if (width + space + widths[at] > limit) {
            lines.push(word);
            width = widths[at];
          } else {
            lines[lines.length - 1] += " " + word;
            width += space + widths[at];
          }
        });
        return lines;
      };
      splits = [];
      for (let count = 1; count <= Math.min(MOST_LINES, words.length); count += 1) {
        let [low, high] = [Math.max(...widths), this.width(text, kind) + 1];
        while (high - low > 1) {
          const middle = (low + high) / 2;
          if (filled(middle).length <= count) high = middle;
          else low = middle;
        }
        const lines = filled(high);
        if (lines.length === count) splits.push({ lines, width: Math.max(...lines.map((line) => this.width(line, kind))) });
      }
      this.written.set(key, splits);
    }
    return splits.slice(0, most);
  }

  // `scene`: pane {width, height}, reserved boxes, every disc, those lit, names, caption, pointed, organizations (in order of rank).
  place(scene) {
    this.pane = { x: 0, y: 0, width: scene.width, height: scene.height };
    this.taken = new Boxes();
    this.every = new Boxes(); // names of groups stay where they are, whoever is lit
    this.discs = new Boxes();
    scene.reserved.forEach((box) => this.taken.add(box));
    for (const one of scene.every) this.every.add(square(one));
    for (const one of scene.discs) {
      one.box = square(one);
      this.discs.add(one.box);
    }
    const placed = [];
    if (scene.caption) placed.push(this.caption(scene.caption, scene.reserved[0]));
    for (const name of scene.names) placed.push(this.name(name, scene.names));
    if (scene.pointed) placed.push(this.pointed(scene.pointed));
    scene.organizations.forEach((one, at) => placed.push(this.organization(one, scene.most, at)));
    return placed;
  }

  caption({ text, x, y }, tools) {
    const drawn = this.shortened(text, "caption", Math.max(tools.x - x - 8, 60));
    const box = { x, y: y - ROW, width: this.width(drawn, "caption"), height: ROW + 2 };
    const shown = this.taken.free(box) && overlap(box, this.pane);
    if (shown) this.taken.add(box);
    return { ...box, text, lines: [drawn], kind: "caption", shown };
  }

  // A name stands in its area, high up and where it covers the fewest discs; the area is drawn around what sticks out.
  name({ text, kind, hue, pattern, quiet, number, corners, padding }, names) {
    const others = names.filter((name) => name.kind === kind && name.number !== number);
    const part = inView(corners, padding, this.pane);
    const missing = { text, kind, x: 0, y: 0, width: 0, height: 0, lines: [], shown: false, number };
    if (!part) return missing;
    let best = null;
    for (const { lines, width: text_width } of this.splits(text, kind)) {
      const width = Math.min(text_width, this.pane.width - 40) + 26;
      const height = lines.length * LINE + 6;
      for (const { x, y, price } of spots(corners, padding, width, height, part)) {
        let cost = price + 2 * lines.length;
        if (best && cost >= best.cost) continue;
        const box = clamp({ x: x - width / 2, y: y - height / 2, width, height }, this.pane);
        if (!this.taken.free(box)) continue;
        cost += 8 * this.every.hits(box) + Math.hypot(box.x + width / 2 - x, box.y + height / 2 - y);
        // A name that stands on another area would be read as that one's.
        if (!best || cost < best.cost) cost += 12 * others.filter((other) => covers(other.corners, other.padding, box)).length;
        if (!best || cost < best.cost) best = { cost, box, lines };
      }
    }
    if (!best) return missing;
    this.taken.add(best.box);
    const lines = best.lines.map((line) => this.shortened(line, kind, this.pane.width - 40));
    return { ...best.box, text, kind, hue, pattern, quiet, number, lines, shown: true };
  }

  pointed(one) {
    const forms = this.splits(one.text, "pointed");
    const form = forms.find(({ width }) => width <= 260) ?? forms[forms.length - 1];
    const lines = form.lines.map((line) => this.shortened(line, "pointed", this.pane.width - 30));
    const [width, height] = [Math.min(form.width, this.pane.width - 30) + 14, LINE * lines.length + 8];
    let first = null;
    for (const gap of [5, 12, 24, 40, 64, 96]) {
      for (const spot of around(one, width, height, gap)) {
        const box = clamp({ ...spot, width, height }, this.pane);
        first ??= box;
        if (!this.taken.free(box)) continue;
        this.taken.add(box);
        return { ...box, text: one.text, id: one.id, kind: "organization", pointed: true, lines, shown: true };
      }
    }
    return { ...first, text: one.text, id: one.id, kind: "organization", pointed: true, lines, shown: false };
  }

  // In few lines beside no other disc; the most important may cover a lesser disc or two.
  organization(one, most, place) {
    const whole = { text: one.text, id: one.id, kind: "organization" };
    const forms = place < TRIED ? this.splits(one.text, "organization").filter(({ width }) => width <= most) : [];
    const mayCover = one.radius < SPECK ? [0, 4, 16] : [0, 1, 2];
    for (const covered of place < IMPORTANT ? mayCover : [0])
      for (const { lines } of forms) {
        const box = this.spot(one, lines, covered);
        if (!box) continue;
        this.taken.add(box);
        return { ...whole, ...box, lines, shown: true };
      }
    return { ...whole, x: 0, y: 0, width: 0, height: 0, lines: [], shown: false };
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

  draw(placed, colours, context = this.context) {
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const text of placed) {
      if (!text.shown) continue;
      context.font = this.font(text.pointed ? "pointed" : text.kind) + this.family;
      if (text.kind === "group" || text.kind === "piece") this.drawName(context, text, colours);
      else if (text.pointed) this.drawPointed(context, text, colours);
      else this.drawPlain(context, text, colours);
    }
  }

  drawPlain(context, text, colours) {
    const step = text.height / text.lines.length;
    context.strokeStyle = colours.background;
    context.lineWidth = 3;
    context.fillStyle = text.kind === "caption" ? colours.quiet : colours.ink;
    text.lines.forEach((line, at) => context.strokeText(line, text.x, text.y + (at + 0.5) * step));
    text.lines.forEach((line, at) => context.fillText(line, text.x, text.y + (at + 0.5) * step));
  }

  drawPointed(context, text, colours) {
    context.fillStyle = colours.ink;
    rounded(context, text, 5);
    context.fill();
    context.fillStyle = colours.background;
    text.lines.forEach((line, at) => context.fillText(line, text.x + 7, text.y + 4 + LINE * (at + 0.5)));
  }

  drawName(context, text, colours) {
    context.fillStyle = colours.background;
    rounded(context, text, 6);
    context.fill();
    context.strokeStyle = text.quiet ? colours.line : text.hue;
    context.lineWidth = 1;
    context.stroke();
    const disc = { x: text.x + 11.5, y: text.y + text.height / 2, radius: 5 };
    drawDisc(context, disc, text.quiet ? colours.faint : text.hue, text.quiet ? 0 : text.pattern, colours);
    context.fillStyle = text.quiet ? colours.quiet : colours.ink;
    text.lines.forEach((line, at) => context.fillText(line, text.x + 20, text.y + 3 + LINE * at + 7.5));
  }
}

// The square inside a disc.
function square({ x, y, radius }) {
  const inner = radius * 0.72;
  return { x: x - inner, y: y - inner, width: 2 * inner, height: 2 * inner };
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
