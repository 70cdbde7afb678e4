// The timetable: a row for every clause, unit, group, army and contingent, and a line that is now.

const table = byId("timetable");
const MARK_SIGNS = {
  signed: "M-5-4H5L0 4Z", moved: "M-5-4H5L0 4Z", done: "M-4-4H4V4H-4Z", entered: "M0-5L5 0 0 5-5 0Z",
  manned: "M0-5V5", asked: "M0-5A5 5 0 1 1 0 5A5 5 0 1 1 0-5Z", granted: "M-4 0H4M0-4V4", refused: "M-4-4L4 4M-4 4L4-4",
};
const TOP = 30;
let chart = null; // all that depends on the width

const across = (minute) => chart.left + (chart.width - chart.left - 10) * (minute / data.end);

// Days with a name, as many as there is room for.
const ticks = (room) => {
  const all = midnights();
  const step = [1, 2, 5, 7, 14, 28, 56, 91, 182, 365].find((days) => (all.length / days) * 58 < room) || 365;
  return all.filter((_, number) => number % step === 0);
};

const headed = (row, isNarrow) => lined(row.name, isNarrow ? 44 : 90);
const rowHeight = (row, isNarrow) =>
  (row.kind === "area" ? 9 + 15 * headed(row, isNarrow).length : isNarrow ? 32 : 20);

// Room for the longest name beside the rows.
const LETTERS_BESIDE = 50;
const besides = () => Math.min(330, 20 + Math.max(100, ...data.rows.map((row) =>
  (row.kind === "area" ? 0 : textWidth(clipped(row.name, LETTERS_BESIDE), 12, table)))));

const layOutTable = (width) => {
  const isNarrow = width < 640;
  table.replaceChildren(...table.querySelectorAll("title, desc, defs"));
  chart = { width, left: isNarrow ? 6 : besides(), rows: [], marks: [], isNarrow };
  const height = TOP + data.rows.reduce((sum, row) => sum + rowHeight(row, isNarrow), 0) + 8;
  chart.height = height;
  table.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const defs = table.querySelector("defs"), past = defs.querySelector("#replay-past rect");
  past.setAttribute("height", height);
  chart.past = past;
  const [lit, grid, later, sooner, lines, over] = ["lit", "grid", "later", "sooner", "lines", "over"].map((name) =>
    draw("g", { class: `replay-${name}` }, table));
  sooner.setAttribute("clip-path", "url(#replay-past)");
  let taken = 0; // a name that would touch the one before it is left out
  for (const minute of ticks(width - chart.left)) {
    const x = Number(across(minute).toFixed(1)), wide = textWidth(dayText(minute), 11, grid, "day");
    draw("path", { d: `M${x} ${TOP - 6}V${height}`, class: "tick" }, grid);
    const from = Math.max(1, Math.min(width - 1 - wide, x - wide / 2));
    if (from < taken) continue;
    draw("text", { x: from.toFixed(1), y: 12, "font-size": 11, class: "day" }, grid).textContent = dayText(minute);
    taken = from + wide + 8;
  }
  let y = TOP, line = `M0 ${TOP - 12}`;
  for (const row of data.rows) {
    const high = rowHeight(row, isNarrow);
    if (row.kind === "area") line += `V${y}M0 ${y + high}`;
    const back = draw("rect", { x: 0, y, width, height: high, class: "back" }, lit);
    const isArea = row.kind === "area";
    const isAbove = isNarrow || isArea;
    const label = write(isArea ? headed(row, isNarrow) : [clipped(row.name, isNarrow ? 50 : LETTERS_BESIDE)], { x: isArea || isNarrow ? 2 : chart.left - 8, y: isAbove ? y + (isArea ? 17 : 13) : y + 14,
      "text-anchor": isAbove ? "start" : "end", "font-size": isArea ? 12.5 : 12, class: isArea ? "heading" : "label" }, 15, over);
    draw("title", {}, label).textContent = row.name;
    const middle = y + (isNarrow && !isArea ? 23 : 10), size = row.kind === "clauses" ? 4 : 8;
    for (const layer of [later, sooner]) {
      for (const [from, until, what] of row.bars) {
        if (from > data.end) continue;
        const to = Math.min(until, data.end), x = across(from), thick = what === "waiting" ? 2 : what === "placing" ? 4 : size;
        draw("rect", { x: x.toFixed(1), y: middle - thick / 2, width: Math.max(1, across(to) - x).toFixed(1), height: thick, class: `bar ${what} ${row.kind}` }, layer);
      }
    }
    for (const [at, what, known] of row.marks) {
      if (at > data.end) continue;
      const mark = draw("path", { d: MARK_SIGNS[what], class: `mark ${what} ${row.kind}`, transform: `translate(${across(at).toFixed(1)} ${middle})` }, over);
      draw("title", {}, mark).textContent = `${MARK_WORDS[what]}, ${shortText(at)}`;
      chart.marks.push({ mark, at, known });
    }
    chart.rows.push(back);
    y += high;
  }
  // It stops at the headings, which stand across it.
  chart.now = draw("path", { d: `${line}V${height}`, class: "now" }, lines);
  chart.head = draw("path", { d: `M-5 ${TOP - 13}H5L0 ${TOP - 6}Z`, class: "now-head" }, lines);
};

const MARK_WORDS = {
  signed: "due as signed", moved: "due as moved", done: "fulfilled, or the last are out", entered: "the army enters",
  manned: "a post is manned", asked: "more time is asked for", granted: "more time is granted", refused: "more time is not granted",
};

const showTable = (minute) => {
  const x = across(minute).toFixed(1);
  chart.past.setAttribute("width", x);
  for (const line of [chart.now, chart.head]) line.setAttribute("transform", `translate(${x} 0)`);
  for (const { mark, at, known } of chart.marks) {
    mark.setAttribute("display", known <= minute || at === known ? "inline" : "none");
    mark.setAttribute("opacity", at <= minute || known < at ? 1 : 0.35);
  }
};

const minuteAt = (event) => {
  const box = table.getBoundingClientRect();
  const x = ((event.clientX - box.left) / box.width) * chart.width;
  return Math.round((data.end * (x - chart.left)) / (chart.width - chart.left - 10));
};
