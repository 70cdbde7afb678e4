// The ledger: every event as a sentence; the one that was last is marked.

const list = byId("ledger");
const eventMinutes = data.ledger.map(([minute]) => minute);
const steps = new Set(data.steps);
// The sentences after these are listed only; the sum of the last day comes after the end of a run.
const played = data.ended > data.end ? come(eventMinutes, data.end) : data.ledger.length;

const items = data.ledger.map(([minute, text], number) => {
  const isAfter = number >= played;
  const item = make("li", { id: `replay-event-${number}`, role: "option", "aria-selected": "false", class: isAfter ? "after" : steps.has(number) ? "step" : "" });
  item.append(make("span", { class: "when" }, shortText(minute)), " ", make("bdi", {}, text));
  if (isAfter) item.setAttribute("aria-disabled", "true");
  else item.addEventListener("click", () => goToEvent(number));
  list.append(item);
  return item;
});
let marked = -1;

if (data.ended > data.end) {
  byId("after").textContent = `The replay stops on ${shortText(data.end)}: after that only weather, roads and through traffic go on, to ${shortText(data.ended)}. What the list has of it cannot be played.`;
  byId("after").hidden = false;
}

// Scrolls the list alone: the page stays where the reader has it.
const bringIntoView = (item) => {
  const above = item.offsetTop;
  if (above < list.scrollTop || above + item.offsetHeight > list.scrollTop + list.clientHeight) {
    list.scrollTop = above - list.clientHeight / 3;
  }
};

const showLedger = (current) => {
  if (current === marked) return;
  const [low, high] = [Math.min(current, marked), Math.max(current, marked)];
  for (let number = Math.max(0, low); number <= high; number += 1) {
    items[number].classList.toggle("past", number <= current);
  }
  if (marked >= 0) items[marked].setAttribute("aria-selected", "false");
  marked = current;
  if (current < 0) {
    list.scrollTop = 0;
    list.removeAttribute("aria-activedescendant");
    return;
  }
  items[current].setAttribute("aria-selected", "true");
  list.setAttribute("aria-activedescendant", items[current].id);
  bringIntoView(items[current]);
};
