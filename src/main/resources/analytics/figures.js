// Draws the tables of the page as charts. Without this, or without the library, the tables stand for themselves.

const SERIES = [
  ["accepted", "Accepted", "--chart-1"],
  ["overridden", "Overridden", "--chart-2"],
  ["ignored", "Ignored", "--chart-3"],
  ["young", "No answer yet", "--chart-4"],
];

const DAY_MS = 86_400_000;
const NARROW = matchMedia("(max-width: 40rem)");
const DARK = matchMedia("(prefers-color-scheme: dark)");

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function rows(table) {
  return [...table.tBodies[0].rows].map(row => ({
    label: row.cells[0].textContent.trim(),
    values: Object.fromEntries(SERIES.map(([series]) =>
      [series, Number(row.querySelector(`[data-series="${series}"]`).textContent)])),
  }));
}

// Days and months without a line had no card; the axis shows them all the same.
function everyStep(place) {
  const { unit, from, to } = place.dataset;
  const steps = [];
  if (unit === "day") {
    for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS) {
      steps.push(new Date(at).toISOString().slice(0, 10));
    }
  } else {
    let [year, month] = from.split("-").map(Number);
    for (let step = ""; step < to.slice(0, 7);) {
      step = `${year}-${String(month).padStart(2, "0")}`;
      steps.push(step);
      [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    }
  }
  return steps;
}

function filled(place, given) {
  const byLabel = new Map(given.map(row => [row.label, row]));
  return everyStep(place).map(label => byLabel.get(label) ?? { label, values: {} });
}

const total = row => Object.values(row.values).reduce((sum, value) => sum + value, 0);

function wrapped(text, most) {
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

function options(sideways) {
  const ink = colour("--ink");
  const axis = { stacked: true, grid: { color: colour("--line") }, ticks: { color: ink } };
  const counts = { ...axis, beginAtZero: true, ticks: { color: ink, precision: 0 } };
  const names = { ...axis, grid: { display: false }, ticks: { color: ink, autoSkip: !sideways, autoSkipPadding: 16, maxRotation: 0 } };
  return {
    animation: false,
    maintainAspectRatio: false,
    indexAxis: sideways ? "y" : "x",
    interaction: { mode: "index", axis: sideways ? "y" : "x", intersect: false },
    scales: sideways ? { x: counts, y: names } : { x: names, y: counts },
    plugins: { legend: { labels: { color: ink, boxWidth: 14 }, position: "bottom" } },
  };
}

function draw(place) {
  const table = document.getElementById(place.dataset.chart);
  const sideways = !place.dataset.unit;
  const given = rows(table);
  const shown = sideways
    ? given.filter(row => total(row) > 0).sort((a, b) => total(b) - total(a))
    : filled(place, given);
  if (shown.length === 0) {
    return null;
  }
  place.hidden = false;
  if (sideways) {
    place.style.height = `${6 + shown.length * (NARROW.matches ? 4.4 : 2.4)}rem`;
  }
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${table.caption.textContent} as bars. The table below has the same figures.`);
  place.replaceChildren(canvas);
  return new window.Chart(canvas, {
    type: "bar",
    data: {
      labels: shown.map(row => (sideways ? wrapped(row.label, NARROW.matches ? 20 : 44) : row.label)),
      datasets: SERIES.map(([series, label, token]) => ({
        label,
        data: shown.map(row => row.values[series] ?? 0),
        backgroundColor: colour(token),
        borderColor: colour("--paper"),
        borderWidth: sideways || shown.length < 40 ? 1 : 0,
        maxBarThickness: 28,
      })),
    },
    options: options(sideways),
  });
}

let charts = [];

function drawAll() {
  charts.forEach(chart => chart?.destroy());
  charts = [...document.querySelectorAll("[data-chart]")].map(draw);
}

if (window.Chart) {
  window.Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  drawAll();
  DARK.addEventListener("change", drawAll);
  NARROW.addEventListener("change", drawAll);
}
