// Reads the data of the replay: numbers out of packed text, and the local time of a minute.

const data = JSON.parse(document.getElementById("replay-data").textContent);
const byId = (name) => document.getElementById(`replay-${name}`);

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const DIGITS = new Map([...LETTERS].map((letter, digit) => [letter, digit]));

// Whole numbers in digits of five bits, the lowest first; the lowest bit of all is the sign.
const unpacked = (text) => {
  const found = [];
  let value = 0, place = 1;
  for (const letter of text) {
    const digit = DIGITS.get(letter);
    value += (digit & 31) * place;
    place *= 32;
    if (digit < 32) {
      found.push(value % 2 ? -(value - 1) / 2 : value / 2);
      value = 0;
      place = 1;
    }
  }
  return found;
};

// A number over time: instants, and what it is from each of them on.
const series = (text, unit = 1) => {
  const pairs = unpacked(text), at = [], value = [];
  for (let place = 0; place < pairs.length; place += 2) {
    at.push((at.length ? at[at.length - 1] : 0) + pairs[place] * unit);
    value.push((value.length ? value[value.length - 1] : 0) + pairs[place + 1]);
  }
  return { at, value };
};

// How many of some sorted instants have come by a minute.
const come = (instants, minute) => {
  let low = 0, high = instants.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle] <= minute) low = middle + 1;
    else high = middle;
  }
  return low;
};

const valueAt = (found, minute) => {
  const number = come(found.at, minute);
  return number ? found.value[number - 1] : 0;
};

// Of pairs of a minute and a state: the state that holds.
const stateAt = (pairs, minute) => {
  let found = 0;
  for (const [from, state] of pairs) if (from <= minute) found = state;
  return found;
};

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const [YEAR, MONTH, DAY, HOURS, MINUTES] = data.clock.start;
const ORIGIN = Date.UTC(YEAR, MONTH - 1, DAY, HOURS, MINUTES);
const shiftAt = (minute) => stateAt(data.clock.shifts, minute);

const wall = (minute) => new Date(ORIGIN + (minute + shiftAt(minute)) * 60000);
const two = (number) => String(number).padStart(2, "0");
const dayText = (minute) => `${wall(minute).getUTCDate()} ${MONTHS[wall(minute).getUTCMonth()]}`;
const hourText = (minute) => `${two(wall(minute).getUTCHours())}:${two(wall(minute).getUTCMinutes())}`;

// Where clocks are put back, an hour comes twice.
const isAgain = (minute) => data.clock.shifts.some(([from, shift], place) => {
  const before = place ? data.clock.shifts[place - 1][1] : 0;
  return shift < before && minute >= from && minute < from + before - shift;
});
const shortText = (minute) => `${dayText(minute)} ${hourText(minute)}${isAgain(minute) ? " (again)" : ""}`;
const WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const longText = (minute) =>
  `${WEEKDAYS[wall(minute).getUTCDay()]}, ${dayText(minute)} ${wall(minute).getUTCFullYear()}, ` +
  `${hourText(minute)}${isAgain(minute) ? " (again)" : ""}`;

// The minutes of all local midnights.
const midnights = () => {
  const found = [];
  const first = (HOURS * 60 + MINUTES) % 1440;
  for (let day = first ? 1 : 0; ; day += 1) {
    const plain = day * 1440 - first;
    const shift = shiftAt(plain - shiftAt(plain));
    if (plain - shift > data.end) return found;
    found.push(plain - shift);
  }
};

const counted = (number) => number.toLocaleString("en");

const make = (tag, attributes = {}, text = "") => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
};
const draw = (tag, attributes = {}, within = null) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (within) within.append(element);
  return element;
};
