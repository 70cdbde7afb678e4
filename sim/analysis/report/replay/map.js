// The map: areas and who holds them, roads and what is on them, movers, posts.

const HOLDERS = ["nobody", "leaving troops", "peacekeepers' posts", "entering army", "both sides"];
const HOLDER_CLASSES = ["nobody", "troops", "posts", "army", "both"];
const MOVER_WORDS = ["convoy of troops", "unit of peacekeepers on the march", "column of the army"];
const GUESSED = 0, NEARER = 2; // where a place stands: by the lengths of roads, or nearer than it is

const areaSeries = data.areas.map((area) => ({
  troops: series(area.troops), civilians: series(area.civilians), loads: series(area.loads),
}));
const lanes = data.roads.flatMap((road, number) => road.lanes.map((lane, way) => ({
  road: number, way, from: road.ends[way], to: lane.to, stopped: lane.stopped,
  queue: series(lane.queue), on: series(lane.on, data.grid),
})));
const most = (lists) => lists.reduce((found, list) => list.reduce((a, b) => Math.max(a, b), found), 1);
const longestQueue = most(lanes.map((lane) => lane.queue.value));
const fullestRoad = most(lanes.map((lane) => lane.on.value));

const movers = data.movers.map((mover) => {
  const numbers = unpacked(mover.legs), legs = [];
  let begin = 0;
  for (let place = 0; place < numbers.length; place += 4) {
    begin += numbers[place + 2];
    legs.push({ lane: numbers[place] * 2 + numbers[place + 1], begin, end: begin + numbers[place + 3] });
  }
  return { ...mover, legs };
});

// Where a mover is at a minute: on which direction of a road and how far along it; or nowhere.
const whereabouts = (mover, minute) => {
  if (minute < mover.set_out || minute >= mover.gone) return null;
  let leg = mover.legs[0];
  for (const each of mover.legs) if (each.begin <= minute) leg = each;
  const share = leg.end > leg.begin ? (minute - leg.begin) / (leg.end - leg.begin) : 1;
  return { lane: leg.lane, share: Math.max(0, Math.min(1, share)) };
};

const manned = (minute) => data.posts.filter((post) => post.manned !== null && post.manned <= minute);
const postPlaces = [...new Set(data.posts.map((post) => post.place))];

// Roads between the same two places bend apart.
const bends = data.roads.map((road, number) => {
  const same = (other) => [...other.ends].sort().join() === [...road.ends].sort().join();
  const group = data.roads.map((other, place) => (same(other) ? place : -1)).filter((it) => it >= 0);
  const turn = road.ends[0] < road.ends[1] ? 1 : -1;
  return turn * 26 * (group.indexOf(number) - (group.length - 1) / 2);
});

const svg = byId("map");
let sheet = null; // all that depends on the width

const layer = (name) => draw("g", { class: `replay-${name}` }, svg);

// Points of the sheet in CSS pixels; the middle if everything is in one place.
const placed = (width) => {
  const xs = data.sketch.places.map(([, x]) => x), ys = data.sketch.places.map(([, , y]) => y);
  const wide = Math.max(...xs) - Math.min(...xs), high = Math.max(...ys) - Math.min(...ys);
  const side = width < 500 ? 46 : 78, edge = width < 500 ? 42 : 54;
  const scale = Math.min((width - 2 * side) / Math.max(wide, 1), (width * 0.95 - 2 * edge) / Math.max(high, 1));
  const height = Math.max(220, high * scale + 2 * edge);
  const left = (width - wide * scale) / 2, top = (height - high * scale) / 2;
  const points = data.sketch.places.map(([, x, y]) => ({ x: left + x * scale, y: top + y * scale }));
  return { points, height, scale };
};

// The three points of a road's curve, moved to the right of who drives on it.
const curve = (points, lane, aside) => {
  const road = data.roads[lane.road];
  const a = points[lane.from], b = points[lane.to];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const right = { x: -(b.y - a.y) / length, y: (b.x - a.x) / length };
  const bend = bends[lane.road] * (lane.from === road.ends[0] ? 1 : -1);
  const at = (x, y, by) => ({ x: x + right.x * by, y: y + right.y * by });
  return [at(a.x, a.y, aside), at((a.x + b.x) / 2, (a.y + b.y) / 2, aside + bend), at(b.x, b.y, aside)];
};
const along = ([a, m, b], share) => {
  const rest = 1 - share;
  return {
    x: rest * rest * a.x + 2 * rest * share * m.x + share * share * b.x,
    y: rest * rest * a.y + 2 * rest * share * m.y + share * share * b.y,
  };
};
const lineOf = ([a, m, b]) =>
  `M${a.x.toFixed(1)} ${a.y.toFixed(1)}Q${m.x.toFixed(1)} ${m.y.toFixed(1)} ${b.x.toFixed(1)} ${b.y.toFixed(1)}`;

// The outline of points: the corners of their hull, in order.
const hull = (points) => {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (list) => {
    const found = [];
    for (const point of list) {
      while (found.length > 1) {
        const [p, q] = found.slice(-2);
        if ((q.x - p.x) * (point.y - p.y) - (q.y - p.y) * (point.x - p.x) > 0) break;
        found.pop();
      }
      found.push(point);
    }
    return found.slice(0, -1);
  };
  const found = [...half(sorted), ...half([...sorted].reverse())];
  return found.length ? found : sorted.slice(0, 1);
};

const SIGNS = {
  civilians: "M0-4A4 4 0 1 1 0 4A4 4 0 1 1 0-4Z",
  troops: "M-3.5-3.5H3.5V3.5H-3.5Z",
  loads: "M0-4.3L4.3 3.4H-4.3Z",
  convoy: "M-4.5-4.5H4.5V4.5H-4.5Z",
  march: "M0-5A5 5 0 1 1 0 5A5 5 0 1 1 0-5Z",
  column: "M0-6.5L6.5 0 0 6.5-6.5 0Z",
  cross: "M-4-4L4 4M-4 4L4-4",
};
const MOVER_SIGNS = ["convoy", "march", "column"];

// A name that is too long: first without what stands in brackets, then on up to three lines.
const plain = (text) => text.replace(/\s*[([][^()[\]]*[)\]]/g, "").trim() || text;
const lined = (text, letters) => {
  const short = text.length > letters ? plain(text) : text;
  if (short.length <= letters) return [short];
  const few = wrapped(short, letters).slice(0, 3).length;
  let wide = Math.ceil(short.length / few);
  while (wide < letters && wrapped(short, wide).length > few) wide += 1;
  const lines = wrapped(short, wide), last = lines.slice(few - 1).join(" ");
  return [...lines.slice(0, few - 1), last].map((line) => clipped(line, letters));
};
const wrapped = (text, letters) => text.split(" ").reduce((lines, word) => {
  const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
  return lines.length && longer.length > letters ? [...lines, word] : [...lines.slice(0, -1), longer];
}, []);
const write = (lines, attributes, step, within) => {
  const text = draw("text", attributes, within);
  for (const [number, line] of lines.entries()) {
    draw("tspan", { x: attributes.x, dy: number ? step : 0 }, text).textContent = number < lines.length - 1 ? `${line} ` : line;
  }
  return text;
};

const clipped = (text, letters) => (text.length > letters ? `${text.slice(0, letters - 1).trimEnd()}\u2026` : text);

// Names are put where they cover nothing that was put before, and if they can no queue and no road
// either; those that find no room are left out.
const room = (width, height) => {
  const taken = [], kept = [], spared = [];
  const overlaps = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  const isInside = (box) => box.x >= 1 && box.y >= 1 && box.x + box.w <= width - 1 && box.y + box.h <= height - 1;
  const isFree = (box, list) => !list.some((other) => overlaps(box, other));
  return {
    take: (box) => taken.push(box),
    keep: (box) => kept.push(box),
    spare: (box) => spared.push(box),
    find: (boxes) => {
      const free = boxes.filter((box) => isInside(box) && isFree(box, taken));
      const clear = free.filter((box) => isFree(box, kept));
      const found = clear.find((box) => isFree(box, spared)) || clear[0] || free[0] || null;
      if (found) taken.push(found);
      return found;
    },
  };
};

// Boxes around some points, from near to far, in twelve directions, below first.
const TURNS = [3, 9, 0, 6, 2, 4, 10, 8, 1, 5, 11, 7].map((hour) => (hour * Math.PI) / 6);
const around = (points, w, h, gaps) => {
  const x = points.reduce((sum, point) => sum + point.x, 0) / points.length;
  const y = points.reduce((sum, point) => sum + point.y, 0) / points.length;
  return gaps.flatMap((gap) => TURNS.map((turn) => {
    const right = Math.cos(turn), down = Math.sin(turn);
    const reach = Math.max(...points.map((point) => (point.x - x) * right + (point.y - y) * down)) + gap;
    return { x: x + right * (reach + w / 2) - w / 2, y: y + down * (reach + h / 2) - h / 2, w, h, gap };
  }));
};

// From a point to the nearest point of a box.
const leader = (point, box) => {
  const x = Math.max(box.x, Math.min(box.x + box.w, point.x)), y = Math.max(box.y, Math.min(box.y + box.h, point.y));
  return `M${point.x.toFixed(1)} ${point.y.toFixed(1)}L${x.toFixed(1)} ${y.toFixed(1)}`;
};

const textWidth = (text, size, within, of = "") => {
  const probe = draw("text", { "font-size": size, class: of }, within);
  probe.textContent = text;
  const found = probe.getComputedTextLength();
  probe.remove();
  return found || text.length * size * 0.56;
};

const layOut = (width) => {
  const { points, height, scale } = placed(width);
  svg.replaceChildren(...svg.querySelectorAll("title, desc, defs"));
  svg.setAttribute("viewBox", `0 0 ${width} ${height.toFixed(1)}`);
  const isNarrow = width < 500;
  const reach = data.areas.length > 12 ? 10 : isNarrow ? 17 : 26;
  sheet = { width, points, areas: [], lanes: [], dots: [], posts: [], roads: [], places: [] };
  sheet.radius = isNarrow ? 15 : 22;
  sheet.band = isNarrow ? 6 : 9;
  const [ground, ways, bands, discs, marks, dots, leaders, names, numbers] =
    ["grounds", "ways", "bands", "discs", "marks", "dots", "leaders", "names", "numbers"].map(layer);
  sheet.leaders = leaders;

  for (const area of data.areas) {
    const outline = hull(area.places.map((place) => points[place]));
    const corners = outline.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`);
    const d = `M${corners.join("L")}L${corners[0]}Z`; // of one place it is a line without length
    const edge = draw("path", { d, class: "edge", "stroke-width": 2 * reach + 3 }, ground);
    draw("path", { d, class: "blank", "stroke-width": 2 * reach }, ground);
    const fill = draw("path", { d, class: "fill", "stroke-width": 2 * reach }, ground);
    sheet.areas.push({ edge, fill, outline, texts: {} });
  }
  for (const [number, road] of data.roads.entries()) {
    const lane = { road: number, from: road.ends[0], to: road.ends[1] };
    const d = lineOf(curve(points, lane, 0));
    const glow = draw("path", { d, class: "glow" }, ways);
    sheet.roads.push({ glow, line: draw("path", { d, class: "way" }, ways), shut: draw("path", { d: SIGNS.cross, class: "shut" }, marks) });
    const middle = along(curve(points, lane, 0), 0.5);
    if (road.ends.some((place) => data.sketch.places[place][3] === NEARER)) {
      const d = `M${(middle.x - 6).toFixed(1)} ${(middle.y + 6).toFixed(1)}l5-12m4 12l5-12`;
      for (const line of ["gap", "break"]) draw("path", { d, class: line }, marks);
    }
    sheet.roads[number].shut.setAttribute("transform", `translate(${middle.x.toFixed(1)} ${middle.y.toFixed(1)})`);
  }
  for (const lane of lanes) {
    const band = draw("path", { class: "band" }, bands);
    const disc = draw("circle", { class: "queue" }, discs);
    const label = draw("text", { class: "queue-number", "text-anchor": "middle" }, numbers);
    const stop = draw("path", { d: SIGNS.cross, class: "stopped" }, marks);
    sheet.lanes.push({ band, disc, label, stop });
  }
  for (const place of data.sketch.places.keys()) {
    const { x, y } = points[place];
    const glow = draw("circle", { cx: x, cy: y, r: 9, class: "glow" }, ways);
    draw("circle", { cx: x, cy: y, r: isNarrow ? 3 : 3.5, class: isGuessed(place) ? "place guessed" : "place" }, marks);
    sheet.places.push({ glow });
  }
  for (const mover of movers) {
    const dot = draw("path", { d: SIGNS[MOVER_SIGNS[mover.kind]], class: MOVER_SIGNS[mover.kind], display: "none" }, dots);
    draw("title", {}, dot).textContent = `${mover.name}: ${counted(mover.people)} people, ${counted(mover.vehicles)} vehicles`;
    sheet.dots.push(dot);
  }
  nameAll(names, width, height, reach);
  drawScale(names, height, scale);
};

const isGuessed = (place) => data.sketch.km && data.sketch.places[place][3] === GUESSED;

const nameAll = (names, width, height, reach) => {
  const isNarrow = width < 500, size = isNarrow ? 10.5 : 12;
  const free = room(width, height);
  for (const { x, y } of sheet.points) free.take({ x: x - 5, y: y - 5, w: 10, h: 10 });
  if (data.sketch.km) free.take({ x: 0, y: height - 24, w: 130, h: 24 });
  for (const lane of lanes) {
    // Where a long queue will stand there is no room for a name.
    const longest = most([lane.queue.value]);
    if (longest > 0.1 * longestQueue) {
      const { x, y, r } = discSpot(lane, longest);
      free.take({ x: x - r, y: y - r, w: 2 * r, h: 2 * r });
    }
    // Nor, if it can be helped, where a queue or its number will.
    for (const vehicles of [10, longest / 4, longest / 2, longest]) {
      if (longest < 10 || vehicles < 10) continue;
      const { x, y, r } = discSpot(lane, vehicles), number = numberSpot(lane, vehicles);
      free.keep({ x: x - r, y: y - r, w: 2 * r, h: 2 * r });
      if (r <= 13) free.keep({ x: number.x - 13, y: number.y - 8, w: 26, h: 15 });
    }
    const line = curve(sheet.points, lane, 3);
    for (let part = 1; part < 12; part += 1) {
      const { x, y } = along(line, part / 12);
      free.spare({ x: x - 3, y: y - 3, w: 6, h: 6 });
    }
  }
  for (const number of data.areas.keys()) nameArea(names, free, number, { size, reach, isNarrow });
  for (const place of postPlaces) countPosts(names, free, place, isNarrow);
  const busy = (place) => lanes.filter((lane) => lane.from === place).length;
  const order = [...data.sketch.places.keys()].sort((a, b) => busy(b) - busy(a) || a - b);
  for (const place of order) {
    const name = data.sketch.places[place][0], lines = lined(name, isNarrow ? 18 : 24);
    const wide = Math.max(...lines.map((line) => textWidth(line, size - 1, names)));
    const box = free.find(around([sheet.points[place]], wide + 4, lines.length * size + 2, [5, 9, 14]));
    if (!box) continue;
    const text = write(lines, { x: box.x + box.w / 2, y: box.y + size - 1, "text-anchor": "middle", "font-size": size - 1, class: "place-name" }, size, names);
    draw("title", {}, text).textContent = name;
  }
};

// The name of an area, and beside it what is inside: civilians, troops, loads.
const nameArea = (names, free, number, { size, reach, isNarrow }) => {
  const area = data.areas[number], shown = sheet.areas[number];
  const lines = lined(area.name, isNarrow ? 22 : 30), more = (lines.length - 1) * (size + 2);
  const inside = ["civilians", "troops", "loads"].filter((what) => areaSeries[number][what].value.length);
  const widths = inside.map((what) => textWidth(counted(most([areaSeries[number][what].value])), size, names) + size + 5);
  const total = widths.reduce((a, b) => a + b, 0);
  const w = Math.max(...lines.map((line) => textWidth(line, size + 1, names, "area-title")), total) + 8;
  const h = more + (inside.length ? 2.6 * size + 6 : size + 8);
  const box = free.find(around(shown.outline, w, h, [reach + 3, reach + 12, reach + 26, reach + 48, reach + 80]));
  if (!box) return;
  if (box.gap > reach + 20) draw("path", { d: leader(shown.outline[0], box), class: "leader" }, sheet.leaders);
  const group = draw("g", { class: "area-name" }, names);
  draw("title", {}, group).textContent = area.name;
  draw("rect", { x: box.x, y: box.y, width: w, height: h, rx: 3 }, group);
  write(lines, { x: box.x + w / 2, y: box.y + size + 2.5, "text-anchor": "middle", "font-size": size + 1, class: "area-title" }, size + 2, group);
  let x = box.x + (w - total) / 2 + 2;
  for (const [place, what] of inside.entries()) {
    const y = box.y + more + 2.5 * size + 2;
    draw("path", { d: SIGNS[what], class: what, transform: `translate(${(x + 5).toFixed(1)} ${(y - 0.35 * size).toFixed(1)})` }, group);
    shown.texts[what] = draw("text", { x: (x + 12).toFixed(1), y: y.toFixed(1), "font-size": size }, group);
    x += widths[place];
  }
};

// How many of the posts at a place are manned.
const countPosts = (names, free, place, isNarrow) => {
  const of = data.posts.filter((post) => post.place === place), point = sheet.points[place];
  const size = isNarrow ? 9 : 10.5, w = (String(of.length).length * 2 + 1) * size * 0.62 + 6, h = size + 4;
  const box = free.find(around([point], w, h, [5, 10, 16, 24, 36])) || { x: point.x + 5, y: point.y - h - 3, gap: 0 };
  if (box.gap > 12) draw("path", { d: leader(point, { ...box, w, h }), class: "leader" }, sheet.leaders);
  const group = draw("g", { class: "post" }, names);
  draw("rect", { x: box.x, y: box.y, width: w, height: h, rx: 2 }, group);
  const text = draw("text", { x: box.x + w / 2, y: box.y + size + 0.3, "text-anchor": "middle", "font-size": size }, group);
  sheet.posts.push({ group, text, of });
};

const drawScale = (within, height, scale) => {
  if (!data.sketch.km) return;
  const perKm = (scale * 1000) / data.sketch.km;
  const km = [500, 200, 100, 50, 20, 10, 5, 2, 1].find((length) => length * perKm < 110) || 1;
  const y = height - 8;
  draw("path", { d: `M8 ${y - 4}V${y}H${(8 + km * perKm).toFixed(1)}V${y - 4}`, class: "scale" }, within);
  draw("text", { x: 14 + km * perKm, y, "font-size": 11, class: "place-name" }, within).textContent = `${km} km`;
};

const bandWidth = (vehicles) => (vehicles ? 1.5 + (sheet.band - 1.5) * Math.sqrt(vehicles / fullestRoad) : 0);

// A queue stands at the entrance, beside its road.
const discSpot = (lane, vehicles) => {
  const r = Math.max(2.5, sheet.radius * Math.sqrt(vehicles / longestQueue));
  const line = curve(sheet.points, lane, 0);
  const length = Math.hypot(line[2].x - line[0].x, line[2].y - line[0].y) || 1;
  return { ...along(curve(sheet.points, lane, r + 3), Math.min(0.5, (r + 5) / length)), r };
};

// The number of a short queue stands beyond its disc, away from the road.
const numberSpot = (lane, vehicles) => {
  const { x, y, r } = discSpot(lane, vehicles);
  const [a, , b] = curve(sheet.points, lane, 0);
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return { x: x - ((b.y - a.y) / length) * (r + 11), y: y + ((b.x - a.x) / length) * (r + 8) };
};

const showMap = (minute) => {
  for (const [number, area] of data.areas.entries()) {
    const shown = sheet.areas[number], holder = HOLDER_CLASSES[stateAt(area.held, minute)];
    shown.fill.setAttribute("class", `fill ${holder}`);
    shown.edge.setAttribute("class", holder === "nobody" ? "edge nobody" : "edge");
    for (const [what, text] of Object.entries(shown.texts)) text.textContent = counted(valueAt(areaSeries[number][what], minute));
  }
  for (const [number, road] of data.roads.entries()) {
    const state = stateAt(road.shut, minute);
    sheet.roads[number].line.setAttribute("class", ["way", "way some", "way none"][state]);
    sheet.roads[number].shut.setAttribute("display", state === 2 ? "inline" : "none");
  }
  for (const [number, lane] of lanes.entries()) showLane(sheet.lanes[number], lane, minute);
  for (const [number, mover] of movers.entries()) {
    const at = whereabouts(mover, minute), dot = sheet.dots[number];
    dot.setAttribute("display", at ? "inline" : "none");
    if (!at) continue;
    const { x, y } = along(curve(sheet.points, lanes[at.lane], 4), at.share);
    dot.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
  }
  for (const { group, text, of } of sheet.posts) {
    const there = of.filter((post) => post.manned !== null && post.manned <= minute).length;
    text.textContent = `${there}/${of.length}`;
    group.setAttribute("class", there ? "post manned" : "post");
  }
};

const showLane = (shown, lane, minute) => {
  const wide = bandWidth(valueAt(lane.on, minute));
  shown.band.setAttribute("display", wide ? "inline" : "none");
  if (wide) {
    shown.band.setAttribute("d", lineOf(curve(sheet.points, lane, 1.5 + wide / 2)));
    shown.band.setAttribute("stroke-width", wide.toFixed(1));
  }
  const queue = valueAt(lane.queue, minute);
  shown.disc.setAttribute("display", queue ? "inline" : "none");
  shown.label.textContent = queue >= 10 ? counted(queue) : "";
  if (queue) {
    const { x, y, r } = discSpot(lane, queue);
    shown.disc.setAttribute("cx", x.toFixed(1));
    shown.disc.setAttribute("cy", y.toFixed(1));
    shown.disc.setAttribute("r", r.toFixed(1));
    const isInside = r > 13;
    const beside = isInside ? { x, y } : numberSpot(lane, queue);
    shown.label.setAttribute("x", beside.x.toFixed(1));
    shown.label.setAttribute("y", (beside.y + 4).toFixed(1));
    shown.label.setAttribute("class", isInside ? "queue-number inside" : "queue-number");
  }
  const isStopped = lane.stopped.some(([from, to]) => from <= minute && minute < to);
  shown.stop.setAttribute("display", isStopped ? "inline" : "none");
  if (isStopped) {
    const { x, y } = along(curve(sheet.points, lane, 6), 0.25);
    shown.stop.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
  }
};
