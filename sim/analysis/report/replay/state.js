// The same instant in words and numbers: areas in a table, roads and peacekeepers in sentences.

const cells = data.areas.map((area) => {
  const row = make("tr"), head = make("th", { scope: "row" });
  head.append(make("bdi", {}, area.name));
  const found = ["holder", "civilians", "troops", "loads"].map(() => make("td"));
  row.append(head, ...found);
  byId("areas").append(row);
  return found;
});
const contingents = data.contingents.map((each) => ({
  name: each.name, sorties: series(each.sorties), landed: series(each.landed), placed: series(each.placed),
}));
const put = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};
const plural = (number, thing) => `${counted(number)} ${thing}${number === 1 ? "" : "s"}`;

const showState = (minute) => {
  for (const [number, [holder, ...amounts]] of cells.entries()) {
    put(holder, HOLDERS[stateAt(data.areas[number].held, minute)]);
    for (const [place, what] of ["civilians", "troops", "loads"].entries()) {
      const stay = what === "civilians" && data.areas[number].stay;
      const now = counted(valueAt(areaSeries[number][what], minute));
      put(amounts[place], stay ? `${now}, and ${counted(stay)} who stay` : now);
    }
  }
  put(byId("queues"), queuesText(minute));
  put(byId("traffic"), trafficText(minute));
  put(byId("peace"), peaceText(minute));
};

const queuesText = (minute) => {
  const found = lanes.map((lane) => ({ lane, queue: valueAt(lane.queue, minute) })).filter(({ queue }) => queue);
  found.sort((a, b) => b.queue - a.queue);
  if (!found.length) return "Queues: none.";
  const told = found.slice(0, 3).map(({ lane, queue }) =>
    `${plural(queue, "vehicle")} for ${data.roads[lane.road].name}, toward ${data.sketch.places[lane.to][0]}`);
  return `Longest queues: ${told.join("; ")}.`;
};
const trafficText = (minute) => {
  const on = lanes.reduce((sum, lane) => sum + valueAt(lane.on, minute), 0);
  const seen = [0, 0, 0];
  for (const mover of movers) if (whereabouts(mover, minute)) seen[mover.kind] += 1;
  const told = MOVER_WORDS.map((word, kind) => (seen[kind] ? `${seen[kind]} ${seen[kind] === 1 ? MOVER_WORDS[kind] : MOVER_PLURALS[kind]}` : "")).filter(Boolean);
  return `On the roads: ${plural(on, "vehicle")}${told.length ? `, among them ${told.join(", ")}` : ""}.`;
};
const MOVER_PLURALS = ["convoys of troops", "units of peacekeepers on the march", "columns of the army"];
const peaceText = (minute) => {
  if (!contingents.length) return "";
  const told = contingents.map((each) =>
    `${each.name}: ${plural(valueAt(each.sorties, minute), "sortie")} landed with ${counted(valueAt(each.landed, minute))} people, ` +
    `${counted(valueAt(each.placed, minute))} people in place`);
  const posts = data.posts.length ? `; posts manned: ${manned(minute).length} of ${data.posts.length}` : "";
  return `${told.join("; ")}${posts}.`;
};
