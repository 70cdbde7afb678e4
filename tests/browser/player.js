// Uses the replay as a reader would, and leaves what came of it on the root element.
(async () => {
  const doc = document.documentElement;
  doc.style.width = "WIDTHpx";
  const of = (name) => document.getElementById(`replay-${name}`);
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const slider = of("time"), list = of("ledger");
  const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const drag = (minute) => {
    slider.value = minute;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const press = (key, on = slider) => {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    on.dispatchEvent(event);
    return event.defaultPrevented;
  };
  const shown = (element) => element.getAttribute("display") !== "none";
  const state = () => ({
    minute: Number(slider.value),
    told: slider.getAttribute("aria-valuetext"),
    now: of("now").textContent,
    said: of("said").textContent,
    cells: all("tr", of("areas")).map((row) => all("td", row).map((cell) => cell.textContent)),
    onMap: all(".area-name", of("map")).map((area) => all("text", area).map((it) => it.textContent)),
    map: of("map").innerHTML.replace(/<(title|desc|defs).*?<\/\1>/gs, ""),
    movers: all(".convoy, .march, .column", of("map")).filter(shown).length,
    queues: all("circle.queue", of("map")).filter(shown).length,
    queuesTold: of("queues").textContent,
    event: all("[aria-selected=true]", list).map((it) => Number(it.id.split("-").pop())),
    active: list.getAttribute("aria-activedescendant"),
    isEventSeen: all("[aria-selected=true]", list).every((it) => {
      const box = it.getBoundingClientRect(), frame = list.getBoundingClientRect();
      return box.top >= frame.top - 1 && box.bottom <= frame.bottom + box.height;
    }),
    line: document.querySelector(".now").getAttribute("transform"),
    lit: all(".lit").length,
    scrolled: scrollY,
  });
  await wait(100);

  const found = { at: {} };
  const data = JSON.parse(of("data").textContent);
  found.start = state();
  for (const share of [0, 0.1, 0.13, 0.2, 0.5, 1]) {
    const minute = Math.round(data.end * share);
    drag(minute);
    found.at[minute] = state();
  }

  found.clock = {};
  for (let minute = 720; minute <= 960; minute += 30) {
    drag(minute);
    found.clock[minute] = of("now").textContent;
  }

  const middle = Math.min(data.ledger.length - 2, Math.round(data.ledger.length / 3));
  list.children[middle].click();
  found.clicked = state();
  of("next").click();
  found.next = state();
  of("previous").click();
  found.previous = state();
  of("later").click();
  found.later = state();
  found.middle = middle;
  const last = data.ledger.length - 1;
  list.children[last].click();
  found.after = { minute: Number(slider.value), event: state().event, listed: list.children[last].className };

  drag(600);
  found.keys = {};
  for (const key of ["ArrowRight", "ArrowLeft", "PageDown", "PageUp", "ArrowDown", "ArrowUp", "End", "Home"]) {
    found.keys[key] = { prevented: press(key), minute: Number(slider.value), event: state().event };
  }
  found.tab = [slider, list, of("play")].map((it) => press("Tab", it));
  found.elsewhere = press("ArrowDown", of("speed"));
  found.inList = { prevented: press("ArrowDown", list), event: state().event };

  drag(600);
  of("speed").value = "60";
  found.stopped = of("play").textContent;
  press(" ");
  found.playing = of("play").textContent;
  for (let tries = 0; tries < 60 && Number(slider.value) <= 600; tries += 1) await wait(100);
  found.played = state();
  press(" ");
  const halted = Number(slider.value);
  await wait(500);
  found.halted = [halted, Number(slider.value), of("play").textContent];

  const table = of("timetable").getBoundingClientRect();
  of("timetable").dispatchEvent(new PointerEvent("pointerdown", { clientX: table.right - 10, clientY: table.top + 40, bubbles: true }));
  found.pointed = Number(slider.value);

  found.wide = all("#replay *")
    .filter((it) => !it.closest("svg") && !it.closest(".wide, .replay-ledger") && it.getBoundingClientRect().right > WIDTH + 1)
    .map((it) => it.outerHTML.slice(0, 80));
  found.small = all("#replay button, #replay select, #replay input")
    .filter((it) => it.getBoundingClientRect().height < 24).map((it) => it.id);
  found.outside = all("text, rect, circle", of("map")).filter((it) => {
    const box = it.getBoundingClientRect(), frame = of("map").getBoundingClientRect();
    return box.width && (box.left < frame.left - 2 || box.right > frame.right + 2 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2);
  }).filter((it) => !it.closest("defs") && shown(it)).map((it) => it.outerHTML.slice(0, 120));
  const boxes = all(".area-name > rect, .post > rect, .place-name", of("map")).map((it) => it.getBoundingClientRect());
  found.covered = boxes.filter((a, place) => boxes.some((b, other) => other > place &&
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)).length;
  found.unpainted = all(".fill", of("map")).filter((it) => !it.closest("defs, .replay-legend")).filter((it) => {
    const { x, y } = it.getPointAtLength(0);
    return ![[6, 0], [0, 6], [-6, 0], [0, -6]].every(([right, down]) => {
      const point = new DOMPoint(x + right, y + down);
      return it.isPointInStroke(point) || it.isPointInFill(point);
    });
  }).length;
  found.areas = all(".area-name", of("map")).length;
  const overlap = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const box = (it) => it.getBoundingClientRect();
  const days = all(".day", of("timetable")).map(box);
  found.touchingDays = days.filter((a, place) => place && a.left < days[place - 1].right + 2).length;
  found.days = days.length;
  found.hidden = 0;
  found.queueNumbers = 0;
  for (let minute = 0; minute <= data.end; minute += 360) {
    drag(minute);
    const badges = all(".post > rect", of("map")).map(box);
    const numbers = all(".queue-number", of("map")).filter((it) => it.textContent).map(box);
    found.queueNumbers += numbers.length;
    found.hidden += numbers.filter((number) => badges.some((badge) => overlap(number, badge))).length;
  }
  const line = document.querySelector(".now");
  const isCrossed = (it) => line.isPointInStroke(new DOMPoint(0, Number(it.getAttribute("y")) - 4));
  found.headingsCrossed = all(".heading", of("timetable")).filter(isCrossed).length;
  found.rowsCrossed = all(".label", of("timetable")).filter(isCrossed).length;
  found.folded = all("details", of("stage")).map((it) => !it.open);
  found.gap = box(of("ledger-title")).top - box(of("map")).bottom;
  found.tag = box(document.querySelector(".replay-tag")).width > 0;
  found.cut = all("text", of("map")).map((it) => it.textContent).filter((told) => told.includes("\u2026"));
  found.words = ["previous", "next"].map((name) => of(name).innerText.trim());
  drag(data.end);
  found.last = data.end;
  dispatchEvent(new Event("beforeprint"));
  found.printed = state().minute;
  doc.dataset.probe = JSON.stringify(found);
})();
