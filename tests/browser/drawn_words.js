// Draws figures and looks at their words: clipped, on top of each other, crossed by what is drawn.
const drawnWords = (() => {
  const SLACK = 1.5; // pixels: letters end inside their box
  const LIFT = 0.2; // of a line's height above and below its letters

  const shown = (element) => {
    for (let at = element; at && at.tagName !== "svg"; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.display === "none" || style.visibility === "hidden" || +style.opacity === 0) return false;
    }
    return true;
  };

  // One box a line: of a text that lies, less what is above and below its letters.
  const boxes = (svg) =>
    [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim() && shown(text)).flatMap((text) => {
      const lines = [...text.querySelectorAll("tspan.line")];
      return (lines.length ? lines : [text]).filter((line) => line.textContent.trim()).map((line) => {
        const box = line.getBoundingClientRect();
        const upright = box.height > 1.6 * box.width && line.textContent.length > 2;
        const [dx, dy] = upright ? [LIFT * box.width, SLACK] : [SLACK, LIFT * box.height];
        const grounded = text.closest(".annotation")?.querySelector("rect.bg");
        return {
          words: line.textContent.trim(), owner: text, whole: box, inside: Boolean(text.closest(".bars")),
          bare: !grounded || getComputedStyle(grounded).fillOpacity === "0" || grounded.style.fill === "rgba(0, 0, 0, 0)",
          left: box.left + dx, right: box.right - dx, top: box.top + dy, bottom: box.bottom - dy,
        };
      });
    });

  const meet = (one, other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

  // Points along every line that is drawn thick enough to hide letters.
  const strokes = (svg) =>
    [...svg.querySelectorAll("path.js-line, path.xerror, path.yerror, .shapelayer path")]
      .filter((path) => shown(path) && getComputedStyle(path).stroke !== "none")
      .filter((path) => parseFloat(getComputedStyle(path).strokeWidth) > 0 && +(getComputedStyle(path).strokeOpacity) > 0)
      .flatMap((path) => {
        const matrix = path.getScreenCTM(), length = path.getTotalLength(), found = [];
        for (let at = 0; at <= length; at += 2) {
          const point = path.getPointAtLength(at).matrixTransform(matrix);
          found.push([path.getAttribute("class")?.split(" ").pop() || "shape", point.x, point.y]);
        }
        return found;
      });

  const dots = (svg) =>
    [...svg.querySelectorAll(".scatterlayer path.point")].filter(shown).map((path) => path.getBoundingClientRect());

  const faults = (name, sheet) => {
    const svg = sheet.querySelector(".main-svg"), frame = sheet.getBoundingClientRect(), found = [];
    const texts = [...sheet.querySelectorAll(".main-svg")].flatMap(boxes);
    texts.forEach((one, at) => {
      const { left, right, top, bottom } = one.whole;
      if (left < frame.left - SLACK || right > frame.right + SLACK || one.top < frame.top || one.bottom > frame.bottom)
        found.push([name, "clipped", one.words, `${[left - frame.left, frame.right - right, one.top - frame.top, frame.bottom - one.bottom].map(Math.round)}`]);
      texts.slice(at + 1).forEach((other) => {
        if (meet(one, other)) found.push([name, "overlaps", one.words, other.words]);
      });
    });
    [...sheet.querySelectorAll(".xtick text, .ytick text")]
      .filter((label) => label.textContent.trim() && !shown(label))
      .forEach((label) => found.push([name, "hidden", label.textContent.trim(), "tick"]));
    const lines = [...sheet.querySelectorAll(".main-svg")].flatMap(strokes);
    const points = [...sheet.querySelectorAll(".main-svg")].flatMap(dots);
    texts.filter((one) => one.bare && !one.inside).forEach((one) => {
      const line = lines.find(([, x, y]) => x > one.left && x < one.right && y > one.top && y < one.bottom);
      if (line) found.push([name, "crossed", one.words, line[0]]);
      if (points.some((dot) => meet(one, dot))) found.push([name, "crossed", one.words, "dot"]);
    });
    return found;
  };

  const look = async ([figures, width, config]) => {
    await document.fonts.load('14px "Public Sans"');
    await document.fonts.load('bold 14px "Public Sans"');
    const all = document.getElementById("sheet"), found = [];
    all.replaceChildren();
    for (const [name, figure] of figures) {
      const sheet = document.createElement("div");
      sheet.style.width = `${width}px`;
      sheet.dataset.name = name;
      all.append(sheet);
      await Plotly.newPlot(sheet, figure.data, { ...figure.layout, width }, { ...config, responsive: false, staticPlot: true });
      found.push(...faults(name, sheet));
    }
    return found;
  };
  const widths = async ([texts, size]) => {
    await document.fonts.load(`${size}px "Public Sans"`);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${size}px "Public Sans"`;
    return texts.map((text) => pen.measureText(text).width);
  };
  return { look, widths };
})();
