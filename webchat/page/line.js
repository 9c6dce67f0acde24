// The line to the server. A message has a number of its own, so that asking again after a lost line never answers twice.
import { solve } from "./sum.js";

const SLOW = 6000;
const GIVES_UP = 15000; // longer than the server may take for an answer
const WAITS = [1000, 2000, 4000, 8000, 15000];

// Two things that a talk can meet before its answer comes.
export const IS_SLOW = "slow";
export const IS_DOWN = "down";

export class Line {
  constructor(server) {
    this.server = server;
    this.session = ""; // only here: not in a cookie, not in storage, not in an address
    this.offer = ""; // the masked sentence that the bot asked for; only a yes sends it back
    this.hung = null;
  }

  // The answer, however long it takes; null when the conversation was left meanwhile. `met` hears what it meets.
  async ask(message, met) {
    const hung = (this.hung = new AbortController());
    const body = { ...message, nummer: randomNumber() };
    if (this.offer) body.bewaarzin = this.offer;
    for (let tries = 0; !hung.signal.aborted; tries += 1) {
      try {
        return await this.once(body, hung.signal, met);
      } catch {
        if (hung.signal.aborted) break;
        met(IS_DOWN);
        await pause(WAITS[Math.min(tries, WAITS.length - 1)], hung.signal);
      }
    }
    return null;
  }

  async once(body, hung, met) {
    let { reply, answer } = await this.post(body, hung, met);
    if (reply.status === 428) {
      const sum = answer.som;
      ({ reply, answer } = await this.post({ ...body, som: sum.zout, uitkomst: await solve(sum) }, hung, met));
    }
    // Anything but an answer of the known shape is as good as a line that is down.
    if (reply.status >= 500 || reply.status === 428) throw reply;
    if (typeof answer.fout === "string") return answer;
    answer.berichten.forEach(({ text }) => text.trim());
    const before = this.session;
    this.offer = answer.bewaarzin || "";
    this.session = reply.headers.get("X-Sessie") || "";
    return { ...answer, restarted: Boolean(before && answer.nieuw), wiped: !this.session };
  }

  async post(body, hung, met) {
    const stopped = new AbortController();
    const stop = () => stopped.abort();
    hung.addEventListener("abort", stop);
    const timers = [setTimeout(() => met(IS_SLOW), SLOW), setTimeout(stop, GIVES_UP)];
    try {
      const headers = { "Content-Type": "application/json" };
      if (this.session) headers["X-Sessie"] = this.session;
      const reply = await fetch(`${this.server}/api/bericht`, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "no-referrer",
        signal: stopped.signal,
      });
      return { reply, answer: await reply.json() };
    } finally {
      timers.forEach(clearTimeout);
      hung.removeEventListener("abort", stop);
    }
  }

  // Forgets the conversation here and on the server. A beacon is handed to the browser and outlives the page.
  hangUp() {
    if (this.hung) this.hung.abort();
    if (this.session) navigator.sendBeacon(`${this.server}/api/wis`, JSON.stringify({ sessie: this.session }));
    this.session = this.offer = "";
  }
}

function randomNumber() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Waits, but not when the device says that it is online again, nor when nobody waits any more.
function pause(time, hung) {
  return new Promise((resume) => {
    const timer = setTimeout(done, time);
    function done() {
      clearTimeout(timer);
      removeEventListener("online", done);
      hung.removeEventListener("abort", done);
      resume();
    }
    addEventListener("online", done);
    hung.addEventListener("abort", done);
  });
}
