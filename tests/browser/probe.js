// Looks at the page from inside, and leaves what it found on the root element.
(() => {
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const doc = document.documentElement;

  // Headless windows have a least width of their own; the page itself can be made narrower.
  doc.style.width = "WIDTHpx";

  const channel = (value) => {
    const part = value / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  const luminance = ([red, green, blue]) =>
    0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  const colour = (text) => (text.match(/[\d.]+/g) || []).map(Number);
  const ground = (element) => {
    for (let it = element; it; it = it.parentElement) {
      const found = colour(getComputedStyle(it).backgroundColor);
      if (found.length === 3 || found[3] > 0) return found;
    }
    return [255, 255, 255];
  };
  const contrast = (element) => {
    const pair = [luminance(colour(getComputedStyle(element).color)), luminance(ground(element))];
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
  };
  const says = (element) =>
    [...element.childNodes].some((it) => it.nodeType === 3 && it.textContent.trim());
  const named = (element) => {
    const names = (element.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean);
    return names.length > 0 && names.every((id) => document.getElementById(id)?.textContent.trim());
  };
  const scrolls = (element) => {
    for (let it = element.parentElement; it; it = it.parentElement) {
      if (it !== doc && it !== document.body && getComputedStyle(it).overflowX !== "visible") {
        return true;
      }
    }
    return false;
  };
  const ids = all("[id]").map((it) => it.id);
  const levels = all("h1, h2, h3, h4").map((it) => Number(it.tagName[1]));

  doc.dataset.probe = JSON.stringify({
    // What sticks out to the right, of all that nothing around it lets scroll or cuts off.
    wide: all("body *")
      .filter((it) => it.getBoundingClientRect().right > WIDTH + 1 && !scrolls(it))
      .map((it) => it.outerHTML.slice(0, 80)),
    requests: performance.getEntriesByType("resource").map((it) => it.name),
    twice: ids.filter((id, place) => ids.indexOf(id) !== place),
    lost: all("a[href^='#']").map((it) => it.hash.slice(1)).filter((id) => !ids.includes(id)),
    unnamed: all("svg[role=img]").filter((it) => !named(it)).length,
    undrawn: all("svg[role=img]").filter((it) => it.getBoundingClientRect().height < 50).length,
    drawings: all("svg[role=img]").length,
    dangling: all("svg use").filter((it) => !ids.includes(it.getAttribute("href").slice(1))).length,
    headless: all("table").filter((it) => !it.caption || !it.tHead || !all("th[scope]", it).length)
      .length,
    tables: all("table").length,
    pale: all("body *")
      .filter((it) => !it.closest("svg, script") && says(it) && contrast(it) < 4.5)
      .map((it) => it.outerHTML.slice(0, 80)),
    skipped: levels.filter((level, place) => place && level > levels[place - 1] + 1).length,
    titles: levels.filter((level) => level === 1).length,
    language: doc.lang,
    silent: all("a").filter((it) => !it.textContent.trim()).length,
  });
})();
