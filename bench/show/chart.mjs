const [WIDTH, HEIGHT] = [560, 260];
const AREA = { left: 64, right: 536, top: 52, bottom: 204 };

/** Readable on light and dark pages: the colours follow the reader's setting. */
const STYLE = `
    text { font: 12px system-ui, sans-serif; fill: #444c56 }
    .title { font-size: 14px; font-weight: 600 }
    .grid { stroke: #8b949e; stroke-opacity: .35 }
    .line { fill: none; stroke: #0969da; stroke-width: 2 }
    .dot { fill: #0969da }
    @media (prefers-color-scheme: dark) {
      text { fill: #c9d1d9 }
      .line { stroke: #58a6ff }
      .dot { fill: #58a6ff }
    }
  `;

/** A line over sizes, on a logarithmic axis unless it is linear. The other axis starts at 0, so flat looks flat. */
export function renderChart({ title, description, x, unit, points, isLinear = false }) {
  const place = isLinear ? (size) => size : Math.log10;
  const step = niceStep(Math.max(...points.map(([, value]) => value)) / 3);
  const ticks = Math.ceil(Math.max(...points.map(([, value]) => value)) / step);
  const atX = scale(place(points[0][0]), place(points.at(-1)[0]), AREA.left + 24, AREA.right - 24);
  const atY = scale(0, ticks * step, AREA.bottom, AREA.top);
  const drawn = points.map(([size, value]) => ({ size, value, x: atX(place(size)), y: atY(value) }));
  const grid = Array.from({ length: ticks + 1 }, (_, index) => gridLine(Number((index * step).toPrecision(6)), unit, atY(index * step)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title description">
  <title id="title">${escaped(title)}</title>
  <desc id="description">${escaped(description)}.</desc>
  <style>${STYLE}</style>
  <text class="title" x="16" y="26">${escaped(title)}</text>
${grid.join('\n')}
  <polyline class="line" points="${drawn.map((point) => `${point.x},${point.y}`).join(' ')}"/>
${drawn.map((point) => dot(point)).join('\n')}
  <text x="${(AREA.left + AREA.right) / 2}" y="${HEIGHT - 14}" text-anchor="middle">${escaped(x)}</text>
</svg>
`;
}

function gridLine(value, unit, y) {
  return `  <line class="grid" x1="${AREA.left}" y1="${y}" x2="${AREA.right}" y2="${y}"/>
  <text x="${AREA.left - 8}" y="${round(y + 4)}" text-anchor="end">${value} ${unit}</text>`;
}

function dot({ size, x, y }) {
  return `  <circle class="dot" cx="${x}" cy="${y}" r="3.5"/>
  <text x="${x}" y="${AREA.bottom + 20}" text-anchor="middle">${size.toLocaleString('en-US')}</text>`;
}

const round = (value) => Number(value.toFixed(1));

function scale(from, to, start, end) {
  return (value) => round(start + ((value - from) / (to - from)) * (end - start));
}

/** 1, 2 or 5 times a power of ten, not less than the value. */
function niceStep(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].find((factor) => factor * power >= value) * power;
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
