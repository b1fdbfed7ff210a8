/* Filters and order of the matrix. What the page says is in the page: this only hides rows and
   columns, and puts rows in another order. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const table = document.getElementById("matriz");
  const form = document.getElementById("filtros");
  const status = document.getElementById("estado");
  const heads = [...table.tHead.rows[0].cells];
  const firstScore = heads.findIndex((head) => head.classList.contains("score"));
  const label = heads.map((head) => head.textContent.trim());
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();
  const names = new Map(rows.map((row) => [row, fold(row.cells[0].textContent)]));
  const numbers = new Intl.NumberFormat("es-CO", { useGrouping: "always" });
  const compare = new Intl.Collator("es").compare;
  const value = (id) => (document.getElementById(id) ? document.getElementById(id).value : "");

  /* A score as a number; null where there is none, which always goes last. */
  function score(cell) {
    const text = cell.textContent.trim();
    return /^\d+(,\d+)?$/.test(text) ? Number(text.replace(",", ".")) : null;
  }

  function filter() {
    const wanted = fold(value("texto")).split(/\s+/).filter(Boolean);
    const place = value("departamento");
    let count = 0;
    for (const row of rows) {
      const fits = wanted.every((word) => names.get(row).includes(word));
      row.hidden = !(fits && (!place || row.cells[1].textContent === place));
      count += row.hidden ? 0 : 1;
    }
    const total = numbers.format(rows.length);
    status.textContent = "Se muestran " + numbers.format(count) + " de " + total
      + (rows.length === 1 ? " entidad." : " entidades.");
  }

  /* Of the scores, show the IDI and one politica, or all. */
  function choose() {
    const only = value("politica");
    heads.forEach((_, column) => {
      const hidden = Boolean(only) && column > firstScore && label[column] !== only;
      heads[column].hidden = hidden;
      for (const row of rows) row.cells[column].hidden = hidden;
    });
    table.classList.toggle("narrowed", Boolean(only));
  }

  function order(column) {
    const head = heads[column];
    const isText = column < firstScore;
    const before = head.getAttribute("aria-sort");
    const first = isText ? "ascending" : "descending";
    const other = isText ? "descending" : "ascending";
    const next = before === first ? other : first;
    const sign = next === "ascending" ? 1 : -1;
    for (const each of heads) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", next);
    const key = (row) => (isText ? row.cells[column].textContent : score(row.cells[column]));
    const keyed = rows.map((row) => [key(row), row]);
    keyed.sort(([one], [two]) => {
      if (isText) return sign * compare(one, two);
      if (one === null || two === null) return (one === null) - (two === null);
      return sign * (one - two);
    });
    body.append(...keyed.map(([, row]) => row));
  }

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => order(column));
    head.append(button);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { filter(); choose(); });
  form.addEventListener("reset", () => setTimeout(() => { filter(); choose(); }));
  form.hidden = false;
  filter();
});
