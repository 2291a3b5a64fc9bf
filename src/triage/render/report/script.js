// Sorting and finding in the tables. Everything is readable without this.
"use strict";

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const NUMERIC = ["number", "rank"];
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

for (const table of document.querySelectorAll("table.data[role]")) {
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const heads = Array.from(table.tHead.rows[0].cells);
  if (rows.length < 2) continue;
  heads.forEach((head, column) => sortable(head, column, heads, rows, body));
  if (table.hasAttribute("data-find")) findable(table, heads, rows);
}

function sortable(head, column, heads, rows, body) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => {
    const before = head.getAttribute("aria-sort");
    const now = before === "ascending" ? "descending" : before ? null : "ascending";
    for (const other of heads) other.removeAttribute("aria-sort");
    if (now) head.setAttribute("aria-sort", now);
    body.append(...(now ? sorted(rows, column, head.dataset.kind, now) : rows));
  });
}

function sorted(rows, column, kind, direction) {
  const sign = direction === "ascending" ? 1 : -1;
  const keyed = rows.map((row) => [key(row.cells[column]), row]);
  keyed.sort(([a], [b]) => {
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1); // what is empty stays at the end
    return sign * (NUMERIC.includes(kind) ? a - b : collator.compare(a, b));
  });
  return keyed.map(([, row]) => row);
}

function key(cell) {
  return cell.dataset.key ?? cell.textContent.trim();
}

function findable(table, heads, rows) {
  const tools = document.createElement("div");
  tools.className = "tools";
  tools.setAttribute("role", "search");
  tools.setAttribute("aria-label", table.caption.textContent);
  const words = document.createElement("input");
  words.type = "search";
  tools.append(labelled("Find words", words));
  const choices = heads.flatMap((head, column) => {
    if (!head.hasAttribute("data-choose")) return [];
    const select = document.createElement("select");
    const texts = rows.map((row) => row.cells[column]).sort((a, b) => collator.compare(key(a), key(b)));
    for (const text of ["all", ...new Set(texts.map((cell) => cell.textContent))]) {
      select.append(new Option(text, text === "all" ? "" : text));
    }
    tools.append(labelled(head.textContent, select));
    return [[select, column]];
  });
  const told = document.createElement("output");
  tools.append(told);
  const texts = new Map();
  const text = (row) => {
    if (!texts.has(row)) texts.set(row, plain(row.textContent));
    return texts.get(row);
  };
  const update = () => {
    const wanted = plain(words.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const fits =
        choices.every(([select, column]) => !select.value || row.cells[column].textContent === select.value) &&
        wanted.every((word) => text(row).includes(word));
      row.hidden = !fits;
      shown += fits;
    }
    told.textContent = `${shown} of ${rows.length} shown`;
  };
  tools.addEventListener("input", update);
  update();
  table.before(tools);
}

function labelled(name, control) {
  const label = document.createElement("label");
  const span = document.createElement("span");
  span.textContent = name;
  label.append(span, control);
  return label;
}
