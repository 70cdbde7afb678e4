// What the signs on the map and in the timetable mean.

const SQUARE = "M-8-8H8V8H-8Z";
const BAR = "M-9-4H9V4H-9Z";
const THIN = "M-9-1.5H9V1.5H-9Z";
const held = (who, text) => [[[SQUARE, `key fill ${who}`]], text];

// Pairs of a path and its class, and the words beside them; of posts and other signs only if there are any.
const MAP_SIGNS = [
  held("troops", "held by the leaving troops"),
  held("nobody", "by nobody"),
  ...(data.posts.length ? [held("posts", "by peacekeepers\u2019 posts")] : []),
  held("army", "by the entering army"),
  held("both", "both sides are inside"),
  [[[SIGNS.civilians, "civilians"]], "civilians inside"],
  [[[SIGNS.troops, "troops"]], "troops inside; on a road, a convoy of them"],
  [[[SIGNS.loads, "loads"]], "loads inside"],
  ...(data.contingents.length ? [[[[SIGNS.march, "march"]], "peacekeepers on the march"]] : []),
  [[[SIGNS.column, "column"]], "column of the entering army"],
  [[["M-9 0H9", "band key"]], "vehicles on a road, to the right as they drive"],
  [[[SIGNS.march, "queue"]], "vehicles queueing before a road"],
  [[[SIGNS.cross, "stopped"]], "stopped by a breakdown"],
  [[["M-9 0H9", "way some"]], "road shut to some"],
  [[["M-9 0H9", "way none"], [SIGNS.cross, "shut"]], "to all"],
  ...(data.posts.length ? [[[["M-9-6H9V6H-9Z", "post-key"]], "posts manned, of how many"]] : []),
];
const TIMETABLE_SIGNS = [
  [[[MARK_SIGNS.signed, "mark signed"]], "due as signed"],
  [[[MARK_SIGNS.moved, "mark moved"]], "due as moved"],
  [[[BAR, "bar late"]], "late"],
  [[["M-9-1H9V1H-9Z", "bar waiting"]], "not ready"],
  [[[BAR, "bar leaving troops"]], "troops leaving"],
  [[[BAR, "bar leaving civilians"]], "civilians leaving"],
  [[[MARK_SIGNS.done, "mark done"]], "fulfilled, or all are out"],
  [[[MARK_SIGNS.entered, "mark entered"]], "the army enters"],
  [[[MARK_SIGNS.asked, "mark asked"]], "more time is asked for"],
  [[[MARK_SIGNS.granted, "mark granted"]], "granted"],
  [[[MARK_SIGNS.refused, "mark refused"]], "not granted"],
  ...(data.contingents.length ? [
    [[[BAR, "bar landing"]], "peacekeepers land"],
    [[[THIN, "bar placing"]], "come to their places"],
    [[[MARK_SIGNS.manned, "mark manned"]], "a post is manned"],
  ] : []),
];

for (const [name, signs] of [["map-signs", MAP_SIGNS], ["timetable-signs", TIMETABLE_SIGNS]]) {
  for (const [paths, words] of signs) {
    const item = make("li"), sign = draw("svg", { viewBox: "-10 -10 20 20", "aria-hidden": "true" }, item);
    for (const [d, of] of paths) draw("path", { d, class: of }, sign);
    item.append(words);
    byId(name).append(item);
  }
}
