// Replays a history: run by unpack.js with what data.py wrote.
window.replay = (data) => {
  const $ = (id) => document.getElementById(id), all = (wanted) => [...document.querySelectorAll(wanted)];
  const on = (target, kind, act) => target.addEventListener(kind, act);
  const root = document.documentElement, rtl = root.dir === "rtl";
  const { texts, lists, words } = data;
  const slider = $("time"), [figure] = all("figure"), rows = [...$("events").tBodies[0].rows];
  let now = -1, wanted = 0, drawn = false, classroom = false, waiting = 0, lit = [];
  const opened = new Set();

  // --- moments: their names were written in Python ---
  const by = (size, list) => list.filter((_, n) => n % size === 0).map((_, n) => list.slice(size * n, size * (n + 1)));
  const stops = data.days.flatMap(([date, name, begins, plan]) => by(2, data.plans[plan]).map(([clock, minute]) => (
    { date, name, clock: data.clocks[clock] ?? "", minute: begins + minute })));
  const last = stops.length - 1, whole = stops[last].minute || 1, aside = new Set(data.aside);
  const grid = [...stops.keys()].filter((stop) => !aside.has(stop));
  const events = by(2, data.events).map(([first, own]) => ({ first, own }));
  // where the buttons lead: to where an event is over, or may begin if it is never surely over
  const ends = [...new Set(events.map(({ first, own }) => (own < 0 ? first : own)))].sort((a, b) => a - b);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const named = ({ name, clock }) => fill(clock ? data.moment : data.end, { day: name, clock });
  const written = ({ date, clock }) => (clock ? `${date}T${clock}` : date);
  const full = (text) => (text.includes("T") ? text : `${text}T23:59:59`);
  // the last place of a list up to which `holds` is true
  const until = (list, holds) => {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(list[middle])) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  const linked = () => {
    const [, text = ""] = /[#&]t=([-\dT:]{10,19})(?=&|$)/.exec(location.hash) ?? [];
    return isNaN(Date.parse(text)) ? null : Math.max(until(stops, (stop) => full(written(stop)) <= full(text)), 0);
  };

  const asked = () => /[#&]classroom(?=&|$)/.test(location.hash);
  const keep = () => history.replaceState(null, "", `#t=${written(stops[now])}${classroom ? "&classroom" : ""}`);

  // --- making elements: texts stay texts ---
  const make = (tag, look, ...inside) => {
    const made = document.createElement(tag);
    if (look) made.className = look;
    made.append(...inside);
    return made;
  };
  const apart = (text) => make("bdi", "", text);
  const link = (to, text) => {
    const made = make("a", "", apart(text));
    made.href = to;
    return made;
  };
  // what is folded is made when it is opened, and stays open when it is made anew
  const folded = (key, title, inside) => {
    const made = make("details", "", make("summary", "", title));
    const grow = () => {
      if (made.open && !made.children[1]) made.append(...inside());
      opened[made.open ? "add" : "delete"](key);
    };
    made.open = opened.has(key);
    grow();
    on(made, "toggle", grow);
    return made;
  };
  const grown = ([tag, attributes, ...inside]) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inside.map((one) => (typeof one === "string" ? one : grown(one))));
    return made;
  };
  const eventName = (event) => rows[event].cells[1].firstChild.textContent;
  const copied = (cell) => [...cell.cloneNode(true).childNodes];
  const cited = (event) => [...rows[event].cells[2].children].map((one) => parseInt(one.textContent)).filter(Boolean);
  const source = (number) => (classroom ? apart($(`s${number}`).firstChild.textContent) : link(`#s${number}`, number));
  rows.forEach((row, event) => { row.id = `e${event}`; });

  // --- cards ---
  const models = data.models.map(([states, transitions]) => ({
    states,
    rules: transitions.flatMap(([on, from, to, asks]) => from.flatMap((state) => on.map((kind) => [kind, state, to, asks]))),
  }));
  const cards = [];
  const addCard = (lane, home, fold) => {
    const [model, told, turned, moves] = data.tracks[cards.length], { states, rules } = models[model];
    let stop = 0;
    const acts = told.map(([later, said, since, initial, states, behind, ways]) => (
      { stop: stop += later, said, since, initial, states: lists[states], behind: lists[behind], ways }));
    const turns = by(2, turned).map(([stop, next]) => [stop, lists[next][0], by(2, lists[next].slice(1))]);
    const { stop: first } = acts.find(({ behind }) => behind.length) ?? { stop: last };
    const el = make("article", "card"), name = lane.firstChild.textContent;
    home.append(el);
    cards.push({ el, lane, name, model, states, rules, moves: by(4, moves), acts, turns, first, fold, number: cards.length });
  };
  const goal = (one, to) => (to < 0 ? [` ${words.stays}`] : [` ${words.arrow} `, apart(one.states[to][0])]);
  const way = (one, kinds, to, asks, needs, perhaps, came) => {
    const item = make("li", came ? "next" : "", apart(kinds.map((kind) => texts[kind]).join(words.comma)), ...goal(one, to));
    if (asks !== undefined) item.append(` ${texts[asks]}`);
    if (needs !== undefined) item.append(" ", make("span", "aside", perhaps ? `${words["possible-only"]} ` : "", fill(words.needs, { needs: texts[needs] })));
    if (came) item.append(" ", make("span", "tag", came));
    return item;
  };
  const allowed = (one, { states, ways }, [, sure, next]) => {
    const limits = new Map(by(3, data.ways[ways]).map(([rule, ...limit]) => [rule, limit]));
    const tag = classroom ? "" : words[sure ? "came-next" : "perhaps-next"], taken = new Set(next.map(([, rule]) => rule));
    const made = [make("h4", "", words.allows)], closed = [];
    for (const state of states) {
      const list = make("ul"), together = new Map();
      one.rules.forEach(([kind, from, to, asks], rule) => {
        if (from !== state) return;
        const [verdict, needs] = limits.get(rule) ?? [0], came = taken.has(rule) && tag;
        if (verdict === 2) closed.push(way(one, [kind], to, asks, needs, false, came));
        else if (came) list.prepend(way(one, [kind], to, asks, needs, verdict, came));
        else if (verdict || asks !== undefined) list.append(way(one, [kind], to, asks, needs, verdict, came));
        else together.set(to, [...(together.get(to) ?? []), kind]);
      });
      const stays = together.get(-1);
      together.delete(-1);
      for (const [to, kinds] of together) list.append(way(one, kinds, to));
      if (stays) list.append(way(one, stays, -1));
      if (!list.firstChild) continue;
      if (states.length > 1) made.push(make("p", "aside", fill(words["if-it-is"], { state: one.states[state][0] })));
      made.push(list);
    }
    if (made.length === 1) made.push(make("p", "", words["nothing-allowed"]));
    for (const event of new Set(next.filter(([, rule]) => tag && rule < 0).map(([event]) => event))) {
      made.push(make("p", "next", apart(eventName(event)), " ", make("span", "tag", tag), ` ${words["not-foreseen"]}`));
    }
    if (closed.length) made.push(folded(`closed${one.number}`, fill(words.closed, { count: closed.length }), () => [make("ul", "", ...closed)]));
    return made;
  };
  // the transitions taken by now: surely, or possibly
  const takenBy = (one) => {
    const taken = new Map();
    for (const [first, over, from, to] of one.moves) {
      const edge = `${one.states[from][2]}>${one.states[to][2]}`, sure = over >= 0 && over <= now;
      if (first <= now) taken.set(edge, taken.get(edge)?.sure ? taken.get(edge) : { sure, from, to });
    }
    return taken;
  };
  const diagram = (one, { states }, taken) => {
    const drawing = grown(data.diagrams[one.model]), certain = states.length === 1, keys = states.map((state) => one.states[state][2]);
    for (const shape of drawing.querySelectorAll("[data-state], [data-edge]")) {
      const { state, edge = "" } = shape.dataset, met = edge.split(" ").map((name) => taken.get(name)).filter(Boolean);
      if (keys.includes(state)) shape.classList.add(certain && now < last ? "here" : "maybe");
      if (met.length) shape.classList.add(met.some(({ sure }) => sure) ? "gone" : "maybe");
    }
    const told = (key, wanted) => {
      const found = [...taken.values()].filter(({ sure }) => sure === wanted);
      const edges = found.flatMap(({ from, to }, n) => [n ? words.comma : " ", apart(one.states[from][0]), ...goal(one, to)]);
      return found.length ? [make("p", "aside", words[key], ...edges)] : [];
    };
    return [drawing, ...told("taken", true), ...told("taken-perhaps", false)];
  };
  const fillCard = (one) => {
    const act = one.acts[until(one.acts, ({ stop }) => stop <= now)], { behind, states, since, initial } = act;
    const turn = one.turns[until(one.turns, ([stop]) => stop <= now)];
    // moves come and never go: as many of them are the same ones
    let met = 0;
    for (const [first, over] of one.moves) met += (first <= now) + (over >= 0 && over <= now);
    const key = [act.stop, turn[0], classroom, met].join();
    if (key === one.key) return;
    one.key = key;
    const parts = [make("h3", "", one.name), make("p", "state", texts[act.said])];
    if (since >= 0) parts.push(make("p", "", fill(words.since, { date: texts[since] })));
    if (initial) parts.push(make("p", "aside", words["from-start"]));
    if (behind.length) {
      const numbers = [...new Set(behind.flatMap(cited))].sort((a, b) => a - b);
      const told = behind.map((event) => make("li", "", classroom ? apart(eventName(event)) : link(`#e${event}`, eventName(event))));
      const cites = numbers.length ? numbers.flatMap((n, place) => [place ? (classroom ? words.comma : " ") : "", source(n)]) : [words.inferred];
      if (!initial) parts.push(make("p", "", `${words["word-of"]} `, ...cites));
      parts.push(folded(`behind${one.number}`, fill(words[initial ? "kept-by" : "behind"], { count: behind.length }), () => [make("ul", "", ...told)]));
    }
    if (now < last) parts.push(...allowed(one, act, turn));
    const tree = data.diagrams[one.model];
    parts.push(tree ? folded(`diagram${one.number}`, words.diagram, () => diagram(one, act, takenBy(one))) : make("p", "aside", words["no-diagram"]));
    one.el.replaceChildren(...parts);
    one.el.classList.toggle("perhaps", states.length > 1);
    one.el.style.setProperty("--shade", (now < last && one.states[states[0]]?.[1]) || "var(--rule)");
  };
  for (const lane of all(".track")) addCard(lane, $("cards"));

  // --- what is drawn besides ---
  const lanes = all(".track");
  const lane = (look, name, tree) => {
    lanes.push(make("div", look, name === "" ? make("span") : make("b", "", name), grown(tree)));
    return lanes.at(-1);
  };
  const [counted, rail, depth] = data.rail, more = $("more");
  const railed = lane("lane", counted, rail), marks = railed.lastChild.children;
  for (const [name, value] of [["id", "rail"], ["height", depth], ["role", "img"], ["aria-label", counted]]) railed.lastChild.setAttribute(name, value);
  figure.children[1].after(railed);
  more.prepend(...[...figure.children].slice(0, 2).map((one) => one.cloneNode(true)));
  for (const [title, ...trees] of data.lanes) {
    const home = make("div", "cards"), drawings = trees.map(([name, tree]) => lane("track", name, tree));
    const fold = folded(title, title, () => [home]);
    on(fold, "toggle", () => update());
    more.append(folded(`${title}/lanes`, title, () => drawings));
    $("cards").append(fold);
    for (const one of drawings) addCard(one, home, fold);
  }
  for (const [party, ...trees] of data.terms) trees.forEach((tree, n) => more.append(lane("lane terms", n ? "" : party, tree)));
  for (const [name, unit, tree] of data.measures) {
    const one = lane("lane", name, tree);
    one.firstChild.append(make("small", "", unit));
    more.append(one);
  }

  // --- the events of a moment ---
  const told = (event) => {
    const [when, what, by] = [...rows[event].cells].map(copied);
    return make("li", "", make("b", "", what[0]), " ", make("span", "aside", ...when), ...what.slice(1), folded(`reports${event}`, words.reports, () => by));
  };
  const listed = (found) => make("ul", "", ...found.map(told));
  const showEvents = () => {
    const over = [], within = [], parts = [];
    events.forEach(({ first, own }, event) => {
      if (own === now) over.push(event);
      else if (first <= now && (own < 0 || now < own)) within.push(event);
    });
    const long = (event) => (events[event].own < 0 ? Infinity : events[event].own - events[event].first);
    within.sort((a, b) => long(a) - long(b) || 0);
    if (now === last) parts.push(make("p", "", words.ended));
    if (over.length) parts.push(make("p", "aside", words.now), listed(over));
    if (within.length && !classroom) {
      parts.push(folded("within", fill(words.within, { count: within.length }), () => [listed(within)]));
    }
    $("now").replaceChildren(...(parts.length ? parts : [make("p", "aside", words["nothing-now"])]));
    for (const event of lit) marks[event].classList.remove("on");
    for (const event of over) marks[event].classList.add("on");
    lit = over;
  };

  // --- showing a moment ---
  // how far on a label, or a bar with a name, begins: in a classroom none is there before
  const begins = (one) => {
    const [x, width] = ["x", "width"].map((name) => parseFloat(one.getAttribute(name)) || 0);
    return +(one.dataset.at ?? (rtl ? 100 - x - (one.tagName === "rect" ? width : 0) : x));
  };
  const dated = lanes.flatMap((one) => {
    const named = [...one.querySelectorAll("text, title")].map((found) => (found.tagName === "title" ? found.parentNode : found));
    const found = named.map((part) => [part, begins(part)]);
    return one.matches(".track") || one === railed ? found : [...found, [one, Math.min(...found.map(([, at]) => at))]];
  });
  const update = () => {
    if (classroom) {
      const share = shareOf(now);
      root.style.setProperty("--seen", `${share}%`);
      for (const [part, at] of dated) part.classList.toggle("later", at > share);
      events.forEach(({ first, own }, event) => marks[event].classList.toggle("later", (own < 0 ? first : own) > now));
    }
    for (const one of cards) {
      const unseen = classroom && one.first > now;
      one.lane.classList.toggle("later", unseen);
      one.el.hidden = unseen;
      if (!unseen && one.fold?.open !== false) fillCard(one);
    }
  };
  const cursors = all(".cursor"), shareOf = (stop) => (stops[stop].minute / whole) * 100;
  const step = (way) => (way > 0 ? ends.find((stop) => stop > now) : ends[until(ends, (stop) => stop < now)]);
  const draw = () => {
    drawn = false;
    if (wanted === now) return;
    now = wanted;
    const text = named(stops[now]);
    const share = shareOf(now);
    slider.value = Math.max(until(grid, (stop) => stop <= now), 0);
    slider.setAttribute("aria-valuetext", text);
    $("when").textContent = text;
    for (const cursor of cursors) cursor.style.transform = `translateX(${rtl ? -share : share}%)`;
    for (const [id, way] of [["before", -1], ["after", 1]]) $(id).setAttribute("aria-disabled", step(way) === undefined);
    showEvents();
    update();
  };
  const show = (stop, kept = false) => {
    wanted = stop;
    if (!drawn) requestAnimationFrame(draw);
    drawn = true;
    clearTimeout(waiting);
    if (!kept) waiting = setTimeout(keep, 250);
  };
  const go = (way) => {
    const stop = step(way);
    if (stop === undefined) return;
    show(stop);
    $("said").textContent = named(stops[stop]);
  };
  const teach = (wish) => {
    classroom = wish;
    root.className = wish ? "asking" : "";
    $("classroom").setAttribute("aria-pressed", wish);
    $("after-name").textContent = wish ? words["show-next"] : words.next;
    if (now < 0) return;
    showEvents();
    update();
  };

  slider.max = grid.length - 1;
  on(slider, "input", () => show(grid[slider.value]));
  on(slider, "keydown", (press) => {
    const on = rtl ? "ArrowLeft" : "ArrowRight", back = rtl ? "ArrowRight" : "ArrowLeft";
    let leap = { PageUp: data.leap, PageDown: -data.leap, [on]: 1, ArrowUp: 1, [back]: -1, ArrowDown: -1 }[press.key];
    if (!leap || press.altKey || press.ctrlKey || press.metaKey) return;
    press.preventDefault();
    // between two places of the slider, the one before is a step back
    if (leap < 0 && aside.has(wanted)) leap += 1;
    const place = until(grid, (stop) => stop <= wanted) + leap;
    show(grid[Math.min(Math.max(place, 0), grid.length - 1)]);
  });
  on($("before"), "click", () => go(-1));
  on($("after"), "click", () => go(1));
  on($("classroom"), "click", () => {
    teach(!classroom);
    keep();
  });
  for (const figure of all("figure")) {
    on(figure, "click", (click) => {
      const area = figure.querySelector(".over").getBoundingClientRect();
      const way = (rtl ? area.right - click.clientX : click.clientX - area.left) / area.width;
      if (click.target.closest("summary") || way < 0 || way > 1) return;
      show(Math.max(until(stops, ({ minute }) => minute <= way * whole), 0));
    });
  }
  on(window, "hashchange", () => {
    const stop = linked();
    if (stop === null) return;
    if (asked() !== classroom) teach(!classroom);
    show(stop, true);
  });
  for (const one of all(".control, .cursor")) one.hidden = false;
  teach("classroom" in root.dataset || asked());
  wanted = linked() ?? 0;
  draw();
};
