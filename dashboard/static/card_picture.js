// A card as a picture, made in the reader's own browser: its words, its figure, where it is from.
// Fetched by early.js when somebody asks for one. Nothing of it goes to the server.

const SHAPES = { wide: [1200, 630], square: [1080, 1080] }; // pixels
const EDGE = 44;
const SMALLEST = 0.55; // of a text's size; what needs less room than that is cut by nobody's picture yet
const LEAST_FIGURE = 0.4; // of a square's height
const FACE = '"Public Sans", system-ui, sans-serif';
const LINE = 1.28;

export async function saveCard(card, button) {
  const { shape, name } = button.dataset;
  const canvas = await drawCard(card, shape);
  const content = await new Promise((done) => canvas.toBlob(done, 'image/png'));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = `${name}-${shape}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function drawCard(card, shape) {
  const [width, height] = SHAPES[shape];
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const pen = canvas.getContext('2d');
  const colour = (name) => colourOf(card, name);
  pen.fillStyle = colour('--ss-card');
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = colour('--ss-teal');
  pen.fillRect(0, 0, width, 12);
  pen.textBaseline = 'top';
  const column = shape === 'wide' ? 0.46 * width : width - 2 * EDGE;
  const most = shape === 'wide' ? height - 2 * EDGE : (1 - LEAST_FIGURE) * height - 2 * EDGE;
  const { head, foot } = fitTexts(pen, card, column, most);
  drawTexts(pen, head, EDGE, EDGE, colour);
  drawTexts(pen, foot, EDGE, height - EDGE - foot.height, colour);
  const room = shape === 'wide'
    ? { left: EDGE + column + 32, top: EDGE, right: width - EDGE, bottom: height - EDGE }
    : { left: EDGE, top: EDGE + head.height + 24, right: width - EDGE, bottom: height - EDGE - foot.height - 24 };
  await drawFigure(pen, card.querySelector('.js-plotly-plot'), room);
  return canvas;
}

// The card's tokens are light-dark(...): only an element of it says which of the two holds.
function colourOf(card, name) {
  const probe = card.appendChild(document.createElement('span'));
  probe.style.color = `var(${name})`;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function cardTexts(card) {
  const text = (selector) => [...card.querySelectorAll(selector)].map((one) => one.textContent.trim()).filter(Boolean);
  const { invented } = card.querySelector('.ss-save').dataset;
  const style = (size, weight, colour) => (words) => ({ words, size, weight, colour });
  return {
    head: [
      ...[invented].filter(Boolean).map(style(22, 700, '--ss-clay')),
      ...text('.ss-kicker').map(style(22, 400, '--ss-quiet')),
      ...text('h2.ss-sentence').map(style(42, 700, '--ss-ink')),
      ...text('p.ss-basis').map(style(25, 400, '--ss-quiet')),
      ...text('p.ss-note').map(style(22, 600, '--ss-clay')),
    ],
    foot: [
      ...text('.ss-trust > p').map(style(20, 400, '--ss-quiet')),
      ...text('.ss-foot :is(.ss-printed, .ss-of-edition), p.ss-foot:not(:has(a))').map(style(19, 400, '--ss-quiet')),
      style(19, 700, '--ss-teal')(location.host + location.pathname),
    ],
  };
}

// As large as there is room for all of them.
function fitTexts(pen, card, width, most) {
  const texts = cardTexts(card);
  for (let scale = 1; ; scale -= 0.05) {
    const head = layOut(pen, texts.head, width, scale);
    const foot = layOut(pen, texts.foot, width, Math.max(scale, 0.8));
    if (head.height + foot.height + 16 <= most || scale <= SMALLEST) return { head, foot };
  }
}

function layOut(pen, texts, width, scale) {
  const lines = [];
  let height = 0;
  for (const { words, size, weight, colour } of texts) {
    const points = Math.round(size * scale);
    const font = `${weight} ${points}px ${FACE}`;
    for (const line of wrap(pen, words, font, width)) {
      lines.push({ line, font, colour, top: height });
      height += LINE * points;
    }
    height += 0.4 * points;
  }
  return { lines, height };
}

function wrap(pen, words, font, width) {
  pen.font = font;
  const lines = [''];
  for (const word of words.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (lines.at(-1) && pen.measureText(longer).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

function drawTexts(pen, { lines }, left, top, colour) {
  for (const { line, font, colour: name, top: below } of lines) {
    pen.font = font;
    pen.fillStyle = colour(name);
    pen.fillText(line, left, top + below);
  }
}

async function drawFigure(pen, plot, room) {
  const { width, height } = plot.getBoundingClientRect();
  const scale = Math.min((room.right - room.left) / width, (room.bottom - room.top) / height);
  const [wide, high] = [scale * width, scale * height];
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await figureAsSvg(plot, width, height, wide, high))}`;
  await image.decode();
  pen.drawImage(image, (room.left + room.right - wide) / 2, (room.top + room.bottom - high) / 2, wide, high);
}

// Plotly lays several drawings over each other. A picture that is drawn as one may ask for nothing:
// the typeface stands in it.
async function figureAsSvg(plot, width, height, wide, high) {
  const layers = [...plot.querySelectorAll('.main-svg')].map((layer) => {
    const copy = layer.cloneNode(true);
    copy.querySelectorAll('.hoverlayer > *').forEach((part) => part.remove());
    return new XMLSerializer().serializeToString(copy);
  });
  const face = `@font-face{font-family:"Public Sans";font-weight:100 900;src:url(${await typeface()})}`;
  const narrow = '.xaxislayer-above text{letter-spacing:-0.02em}'; // as look.css
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${width} ${height}">`
    + `<style>${face}${narrow}</style>${layers.join('')}</svg>`;
}

async function typeface() {
  const content = await (await fetch(new URL('public-sans.woff2', import.meta.url))).blob();
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = failed;
    reader.readAsDataURL(content);
  });
}
