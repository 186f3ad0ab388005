// These run in the page, each by itself: the browser gets their text.

export function openAll() {
  for (const details of document.querySelectorAll('details')) details.open = true;
}

export function widthOfAll() {
  return document.documentElement.scrollWidth;
}

export function background() {
  return getComputedStyle(document.body).backgroundColor;
}

/** What hostile text would have made. */
export function alarms() {
  return { hacked: 'hacked' in window, scripts: document.scripts.length, images: document.images.length };
}

/** The text with the least contrast to what is behind it, as WCAG computes it. */
export function worstContrast() {
  const numbers = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const linear = (value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const backgroundOf = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const color = numbers(getComputedStyle(at).backgroundColor);
      if ((color[3] ?? 1) > 0.99) return color;
    }
    return [255, 255, 255];
  };
  let worst = { ratio: 21, text: '' };
  // Of a drawing: what fills the letters, and the box around them.
  const isDrawn = (element) => element.namespaceURI.endsWith('svg');
  const inkOf = (element) => (isDrawn(element) ? getComputedStyle(element).fill : getComputedStyle(element).color);
  const behind = (element) => {
    const box = isDrawn(element) ? element.parentElement.querySelector(':scope > rect') : null;
    return box === null ? backgroundOf(element) : numbers(getComputedStyle(box).fill);
  };
  const texts =
    'h1, h2, h3, p, th, td, li, time, figcaption, code, pre, .badge, .title, .id, .preview, .none, a:not(svg a), strong, svg text';
  for (const element of document.querySelectorAll(texts)) {
    if (element.textContent.trim() === '' || element.getClientRects().length === 0) continue;
    const [one, other] = [luminance(numbers(inkOf(element))), luminance(behind(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < worst.ratio) worst = { ratio, text: `${element.getAttribute('class') ?? ''} ${element.textContent.slice(0, 40)}` };
  }
  return worst;
}
