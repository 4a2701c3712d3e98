// What runs inside the page, as text for the browser.

/** Every text that is seen, whose contrast with what is behind it is too low (WCAG 2, level AA), and how many were looked at. */
export const lowContrast = `(() => {
  const channel = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const known = new Map();
  const rgba = (colour) => {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(colour, [r, g, b, a / 255]);
    }
    return known.get(colour);
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3]));
  const behind = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reduceRight((below, top) => over(top, below), [255, 255, 255]);
  };
  const low = [];
  let looked = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest('script, style, svg, .hidden, [hidden]') || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const below = behind(element);
    const colour = rgba(style.color);
    const [a, b] = [luminance(over(colour, below)), luminance(below)].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    looked += 1;
    if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) low.push([element.className || element.tagName, style.color, ((a + 0.05) / (b + 0.05)).toFixed(2), node.data.slice(0, 40)]);
  }
  return { low: low.slice(0, 10), looked };
})()`

/** Elements that reach over the right edge of the page; what scrolls in a frame of its own may. */
export const tooWide = `(() => {
  const wide = [...document.body.querySelectorAll('*')].filter((one) => !one.closest('.scroll, svg, .hidden') && one.getBoundingClientRect().right > innerWidth + 1);
  return { page: document.documentElement.scrollWidth, wide: wide.slice(0, 5).map((one) => one.outerHTML.slice(0, 100)) };
})()`

/** What stands in each column of a table, as the values behind it. */
export const columnsOf = (name: string) => `(() => {
  const table = document.querySelector('table[data-table="${name}"]');
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  return [...table.tBodies[0].rows].map((row) => Object.fromEntries([...row.cells].map((cell, i) => [heads[i], cell.dataset.v ?? cell.textContent])));
})()`
