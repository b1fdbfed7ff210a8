/* The search of the site. Data arrive as scripts, because a page opened from a disk cannot read
   files; they are hostile, so they only ever become text. The index is described in search.py. */
"use strict";

const mipgBuscar = (() => {
  const KINDS = ["Política", "Recomendación", "Acción"];
  const PAGE = 20;
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const SAFE = /^[\w\-./]+$/;
  const VALUE = new Map([...DIGITS].map((digit, value) => [digit, value]));
  const loading = new Map();
  const words = new Map();
  const parts = new Map();
  let head = null;
  let empty = new Set();
  let found = [];
  let shown = 0;
  let turn = 0;

  const byId = (id) => document.getElementById(id);

  function load(file) {
    if (!loading.has(file)) {
      loading.set(file, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = "buscar/" + file + ".js";
        script.addEventListener("load", done);
        script.addEventListener("error", () => { loading.delete(file); failed(new Error(file)); });
        document.head.append(script);
      }));
    }
    return loading.get(file);
  }

  function wordsOf(text) {
    const bare = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    const typed = bare.match(/[a-z0-9]+/g) || [];
    return [...new Set(typed)].filter((word) => word.length > 1 && !empty.has(word));
  }

  /* Call `mark` with every number that a string of the index holds. */
  function decode(text, mark) {
    let value = 0, shift = 0, last = -1, inRun = false;
    for (const char of text) {
      const digit = VALUE.get(char);
      value |= (digit & 31) << shift;
      shift += 5;
      if (digit & 32) continue;
      if (inRun) {
        for (let n = 0; n < value; n += 1) mark(last += 1);
        inRun = false;
      } else if (value === 0) {
        inRun = true;
      } else {
        mark(last += value);
      }
      value = shift = 0;
    }
  }

  /* Points of each entry of a group for one word: a whole word of the title counts most. */
  function pointsOf(group, word, size) {
    const points = new Uint8Array(size);
    const raise = (value) => (number) => { if (points[number] < value) points[number] = value; };
    for (const key of shardsFor(group, word)) {
      for (const line of words.get(key)) {
        if (!line.startsWith(word)) continue;
        const [whole, title, text] = line.split(" ");
        const bonus = whole === word ? 1 : 0;
        decode(title, raise(5 + bonus));
        decode(text, raise(1 + bonus));
      }
    }
    return points;
  }

  function shardsFor(group, word) {
    return head.grupos[group].p.split(" ")
      .filter((start) => start && (start.startsWith(word) || word.startsWith(start)))
      .map((start) => group + "-" + start);
  }

  /* Every word must be somewhere in an entry; those of a policy come first among equals. */
  function searchGroup(group, wanted) {
    const owners = head.grupos[group].e;
    const size = owners.reduce((sum, owner) => sum + owner[1], 0);
    const points = wanted.map((word) => pointsOf(group, word, size));
    const hits = [];
    let number = 0;
    for (const [key, count, politicas] of owners) {
      for (let place = 0; place < count; place += 1, number += 1) {
        if (points.every((own) => own[number])) {
          const sum = points.reduce((all, own) => all + own[number], 0);
          hits.push({ key, place, points: sum + (place < politicas ? 2 : 0) });
        }
      }
    }
    return hits;
  }

  async function search(text) {
    const wanted = wordsOf(text);
    const own = turn += 1;
    if (!wanted.length) {
      found = [];
      start(text.trim() ? "Escriba una palabra de dos letras o más." : "");
      return;
    }
    const groups = head.grupos.map((_, group) => group);
    say("Buscando…");
    await Promise.all(groups.flatMap((group) => wanted.flatMap((word) => shardsFor(group, word)))
      .map((key) => load("p" + key)));
    if (own !== turn) return;
    found = groups.flatMap((group) => searchGroup(group, wanted));
    found.sort((one, other) => other.points - one.points);
    start(found.length === 0 ? "No hay resultados. Pruebe con menos palabras." : counted());
    await more();
  }

  function counted() {
    const number = found.length.toLocaleString("es-CO", { useGrouping: "always" });
    return found.length === 1 ? "1 resultado." : number + " resultados.";
  }

  function start(message) {
    byId("resultados").replaceChildren();
    byId("mas").hidden = true;
    shown = 0;
    say(message);
  }

  function say(message) {
    byId("estado").textContent = message;
  }

  async function more() {
    const own = turn;
    const next = found.slice(shown, shown + PAGE);
    const named = next.map((hit) => ({ hit, part: hit.key + "-" + Math.floor(hit.place / head.parte) }));
    await Promise.all(named.map(({ part }) => load("f" + part)));
    if (own !== turn) return null;
    const items = named.map(({ hit, part }) => item(parts.get(part), hit.place % head.parte));
    byId("resultados").append(...items);
    shown += next.length;
    byId("mas").hidden = shown >= found.length;
    return items[0] || null;
  }

  function item(part, place) {
    const [kind, page, anchor, title, text] = part.f[place];
    const [href, entidad, politica] = part.p[page];
    const row = document.createElement("li");
    const link = document.createElement("a");
    link.textContent = title;
    if (SAFE.test(href)) link.href = href + (anchor ? "#" + encodeURIComponent(anchor) : "");
    const told = [KINDS[kind], kind ? politica : "", entidad].filter(Boolean);
    row.append(line("meta", told.join(" · ")), link);
    if (text) row.append(line("excerpt", text));
    return row;
  }

  function line(name, text) {
    const made = document.createElement("p");
    made.className = name;
    made.textContent = text;
    return made;
  }

  async function answer(text) {
    try {
      await search(text);
    } catch (error) {
      start("No se pudo leer una parte del índice (" + error.message + "). Recargue la página.");
    }
  }

  /* What is looked for stands in the address, so that coming back finds it again. */
  function asked() {
    return new URLSearchParams(location.hash.slice(1)).get("q") || "";
  }

  function submit(event) {
    event.preventDefault();
    const text = byId("consulta").value;
    const hash = "#" + new URLSearchParams({ q: text });
    if (location.hash === hash) answer(text);
    else location.hash = hash;
  }

  function follow() {
    const text = asked();
    if (byId("consulta").value !== text) byId("consulta").value = text;
    answer(text);
  }

  async function begin() {
    byId("formulario").addEventListener("submit", submit);
    byId("mas").addEventListener("click", async () => {
      const first = await more();
      if (first) first.querySelector("a").focus();
    });
    try {
      await load("indice");
    } catch {
      say("El índice de la búsqueda no está en esta copia del sitio.");
      return;
    }
    byId("formulario").hidden = false;
    window.addEventListener("hashchange", follow);
    if (asked()) follow();
  }

  document.addEventListener("DOMContentLoaded", begin);
  return {
    indice(_, value) { head = value; empty = new Set(value.vacias.split(" ")); },
    palabras(key, value) { words.set(key, value.split("\n")); },
    fichas(key, value) { parts.set(key, value); },
  };
})();
