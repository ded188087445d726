// Loads what has changed every two seconds, and leaves alone what somebody is reading, selecting or typing in.
"use strict";

const EVERY = 2000;
const reload = document.getElementById("reload");
let live = document.querySelector("main [data-live]") !== null;

function isInUse(part) {
  const selection = document.getSelection();
  const selects = selection && !selection.isCollapsed && part.contains(selection.anchorNode);
  const types = part.contains(document.activeElement) && document.activeElement.matches("input, select, textarea");
  return selects || types;
}

function replace(part, fresh) {
  if (part.innerHTML === fresh.innerHTML || isInUse(part)) return;
  const scrolled = [...part.querySelectorAll(".scroll")].map((box) => box.scrollLeft);
  const opened = [...part.querySelectorAll("details")].map((box) => box.open);
  const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  part.replaceChildren(...fresh.childNodes);
  part.querySelectorAll(".scroll").forEach((box, place) => { box.scrollLeft = scrolled[place] || 0; });
  part.querySelectorAll("details").forEach((box, place) => { box.open = opened[place] || box.open; });
  if (focused) [...part.querySelectorAll("a")].find((a) => a.getAttribute("href") === focused)?.focus({ preventScroll: true });
}

async function refresh() {
  if (live && !document.hidden) {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of document.querySelectorAll("[data-live]")) {
        const fresh = answer.ok && page.getElementById(part.id);
        if (fresh) replace(part, fresh);
      }
      say(answer.ok ? "Live" : "Not answering");
    } catch {
      say("Not answering");
    }
  }
  setTimeout(refresh, EVERY);
}

function say(state) {
  reload.textContent = live ? state : "Paused";
  reload.classList.toggle("live", live && state === "Live");
}

if (live) {
  say("Live");
  reload.title = "Stop and start loading what has changed";
  reload.addEventListener("click", (event) => { event.preventDefault(); live = !live; say("Live"); });
  setTimeout(refresh, EVERY);
}
