// The stage: one time for everything, set by slider, buttons, keys, the ledger or the timetable.

const stage = byId("stage"), slider = byId("time"), play = byId("play");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const HOUR = 60, DAYS = 1440;
const SPEEDS = [[10, "10 minutes"], [60, "1 hour"], [180, "3 hours"], [360, "6 hours"], [720, "12 hours"], [1440, "1 day"], [4320, "3 days"], [10080, "1 week"]];
const LASTS = 150; // seconds that playing all of it takes about, unless another speed is chosen
let minute = 0, current = -1, frame = 0, before = 0, hasMoved = false;

const show = () => {
  const whole = Math.floor(minute);
  slider.value = whole;
  const event = current >= 0 ? data.ledger[current] : null;
  slider.setAttribute("aria-valuetext", longText(whole));
  put(byId("now"), longText(whole));
  put(byId("said"), event ? `${shortText(event[0])}: ${event[1]}` : "");
  showMap(whole);
  showState(whole);
  showTable(whole);
  showLedger(current);
  light(event ? data.about[event[2]].split(" ") : []);
};

// What the current event is about is marked on the map and in the timetable.
let lit = [];
const light = (names) => {
  for (const element of lit) element.classList.remove("lit");
  lit = names.filter(Boolean).flatMap((name) => {
    const number = Number(name.slice(1));
    return [{ a: () => sheet.areas[number].edge, r: () => sheet.roads[number].glow,
      p: () => sheet.places[number].glow, t: () => chart.rows[number] }[name[0]]()];
  });
  for (const element of lit) element.classList.add("lit");
};

const goTo = (wanted) => {
  minute = Math.max(0, Math.min(data.end, wanted));
  current = come(eventMinutes, minute) - 1;
  show();
};
const goToEvent = (number) => {
  stop();
  hasMoved = true;
  if (!played) return;
  current = Math.max(0, Math.min(played - 1, number));
  minute = Math.max(0, Math.min(data.end, eventMinutes[current]));
  show();
};
// Main events are stepped to; in the list every event is.
const mainAfter = (number) => data.steps.find((each) => each > number && each < played);
const mainUntil = (number) => data.steps.findLast((each) => each <= number && each < played);
const nextEvent = () => goToEvent(mainAfter(current) ?? Math.max(current, played - 1));
const previousEvent = () => goToEvent(mainUntil(isPast() ? current : current - 1) ?? 0);
const isPast = () => current >= 0 && eventMinutes[current] < Math.floor(minute);
const step = (minutes) => {
  stop();
  hasMoved = true;
  goTo(Math.floor(minute) + minutes);
};

const isPlaying = () => frame !== 0;
const stop = () => {
  if (!isPlaying()) return;
  if (calm.matches) clearInterval(frame);
  else cancelAnimationFrame(frame);
  frame = 0;
  put(play, "\u25b6\ufe0e Play");
  byId("said").setAttribute("aria-live", "polite");
};
const begin = () => {
  if (minute >= data.end) goTo(0);
  hasMoved = true;
  put(play, "\u275a\u275a Pause");
  byId("said").setAttribute("aria-live", "off");
  before = 0;
  // Whoever asked for less motion sees one event after another, and nothing slide.
  frame = calm.matches ? setInterval(leap, 2000) : requestAnimationFrame(advance);
};
const leap = () => {
  const next = mainAfter(current);
  if (next === undefined) {
    stop();
    return;
  }
  current = next;
  minute = Math.min(data.end, eventMinutes[current]);
  show();
};
const advance = (now) => {
  const seconds = before ? Math.min(0.25, (now - before) / 1000) : 0;
  before = now;
  goTo(minute + seconds * Number(byId("speed").value));
  if (minute >= data.end) stop();
  else if (isPlaying()) frame = requestAnimationFrame(advance);
};
const toggle = () => (isPlaying() ? stop() : begin());

const KEYS = {
  ArrowRight: () => step(HOUR), ArrowLeft: () => step(-HOUR),
  ArrowDown: nextEvent, ArrowUp: previousEvent,
  PageDown: () => step(DAYS), PageUp: () => step(-DAYS),
  Home: () => step(-data.end), End: () => step(data.end),
};
// Keys move the time while the slider, a button or the ledger has the focus. Tab always leaves.
stage.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const on = event.target.closest("button, input, [role=listbox]");
  if (!on) return;
  if (on === list && event.key === "ArrowDown") goToEvent(current + 1);
  else if (on === list && event.key === "ArrowUp") goToEvent(current - 1);
  else if (KEYS[event.key]) KEYS[event.key]();
  else if (event.key === " " && on.tagName !== "BUTTON") toggle();
  else return;
  event.preventDefault();
});
slider.addEventListener("input", () => {
  stop();
  hasMoved = true;
  goTo(Number(slider.value));
});
play.addEventListener("click", toggle);
byId("next").addEventListener("click", nextEvent);
byId("previous").addEventListener("click", previousEvent);
byId("later").addEventListener("click", () => step(HOUR));
byId("sooner").addEventListener("click", () => step(-HOUR));
table.addEventListener("pointerdown", (event) => {
  if (minuteAt(event) < 0) return;
  stop();
  hasMoved = true;
  goTo(minuteAt(event));
});

for (const [minutes, text] of SPEEDS) byId("speed").append(make("option", { value: minutes }, `${text} a second`));
const nearest = (wanted) => SPEEDS.reduce((a, b) => (Math.abs(b[0] - wanted) < Math.abs(a[0] - wanted) ? b : a))[0];
byId("speed").value = nearest(data.end / LASTS);
slider.max = data.end;

let widths = "";
const fit = () => {
  const found = [svg, table].map((each) => Math.round(each.parentElement.clientWidth));
  if (!found[0] || found.join() === widths) return;
  widths = found.join();
  layOut(found[0]);
  layOutTable(found[1]);
  show();
};

// Paper cannot be played: it shows the first due date, unless the reader chose an instant.
let kept = null;
addEventListener("beforeprint", () => {
  stop();
  if (!hasMoved) {
    kept = minute;
    goTo(data.still);
  }
});
addEventListener("afterprint", () => {
  if (kept !== null) goTo(kept);
  kept = null;
});

// On a narrow screen the signs are folded, and paper always has them.
const keys = [...stage.querySelectorAll("details")];
for (const each of keys) each.open = !matchMedia("(max-width: 40rem)").matches;
addEventListener("beforeprint", () => keys.forEach((each) => { each.open = true; }));

stage.hidden = false;
fit();
goTo(0);
new ResizeObserver(() => requestAnimationFrame(fit)).observe(stage);
