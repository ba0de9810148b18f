// Says when the line to the server is cut, and when it never came. It runs before Streamlit's own
// scripts, so that it can watch the socket that they open. A file of its own, because the content
// policy lets no inline script run.
(() => {
  // Time is counted in ticks, not by the clock: a phone that slept has none, and may find its line.
  const TICK_MS = 500;
  const SAY_AFTER = 6; // 3 s
  const PAGE_AFTER = 40; // 20 s without a first connection
  const ASK_AFTER = 2; // 1 s without an answer: is the server there at all?
  const DROP_AFTER = 16; // 8 s without one while it is: this socket is dead, and nobody has noticed

  const line = (window.sweetSpotLine = { sent: 0, heard: 0 });
  let socket = null;
  let failed = false; // whether a socket was refused or closed since the last that opened
  let age = 0; // ticks of this page without a first message
  let down = 0; // ticks without a socket
  let unanswered = -1; // ticks since something was sent and nothing came; -1 where nothing is due
  let silent = 0; // of those, ticks without any sign of life

  window.WebSocket = class extends WebSocket {
    constructor(...how) {
      super(...how);
      socket = this;
      this.addEventListener('open', () => { if (socket === this) failed = false; });
      this.addEventListener('message', () => {
        line.heard += 1;
        unanswered = -1;
        silent = 0;
      });
      const gone = () => {
        if (socket !== this) return;
        failed = true;
        down = Math.max(down, silent); // what was said of a silent line goes on for a closed one
        unanswered = -1;
        silent = 0;
      };
      this.addEventListener('close', gone);
      this.addEventListener('error', gone);
    }

    send(content) {
      line.sent += 1;
      if (unanswered < 0) unanswered = 0;
      super.send(content);
    }
  };

  function ask() {
    fetch('healthz', { cache: 'no-store', signal: AbortSignal.timeout(TICK_MS * SAY_AFTER) })
      .then((answer) => {
        if (!answer.ok) return;
        silent = 0;
        if (unanswered >= DROP_AFTER) drop();
      })
      .catch(() => {});
  }

  // A close of a dead socket is noticed when its peer has not answered for long: say so at once.
  function drop() {
    const dead = socket;
    dead.close();
    dead.dispatchEvent(new CloseEvent('close', { code: 1006 }));
  }

  function tick() {
    if (!line.heard) age += 1;
    down = failed || navigator.onLine === false ? down + 1 : 0;
    if (unanswered >= 0) {
      unanswered += 1;
      silent += 1;
      if (unanswered % 4 === ASK_AFTER) ask();
    }
    show(down >= SAY_AFTER || silent >= SAY_AFTER, age >= PAGE_AFTER && !line.heard);
  }

  // Before the first run the page's own language is the front end's, not the reader's.
  function words() {
    const asked = [line.heard && document.documentElement.lang, new URLSearchParams(location.search).get('lang'), ...navigator.languages];
    const offered = [...document.querySelectorAll('#ss-words > [lang]')];
    const found = asked.map((code) => offered.find((one) => one.lang === String(code).slice(0, 2).toLowerCase()));
    return found.find(Boolean) ?? offered[0];
  }

  function sentence() {
    const kept = Number(document.querySelector('.st-key-survey [data-kept-steps]')?.dataset.keptSteps);
    const said = words().dataset;
    return kept ? said.cutAtStep.replace('#', kept) : said.cut;
  }

  function show(isCut, neverCame) {
    const region = document.getElementById('ss-line');
    const page = document.getElementById('ss-no-line');
    const app = document.querySelector('.stApp');
    const text = isCut && !neverCame ? sentence() : '';
    if (region.textContent !== text) {
      if (app) region.style.colorScheme = getComputedStyle(app).colorScheme;
      region.textContent = text;
    }
    if (page.hidden !== neverCame) return;
    page.hidden = !neverCame;
    for (const part of page.querySelectorAll('main')) part.hidden = part.lang !== words().lang;
    if (neverCame) page.querySelector('main:not([hidden]) h1').focus();
  }

  // Streamlit's own windows (a connection error, an unknown page) speak English and of "your app".
  new MutationObserver(() => {
    document.querySelectorAll('[data-testid="stDialog"] button[aria-label="Close"]').forEach((button) => button.click());
  }).observe(document.body, { childList: true });

  setInterval(tick, TICK_MS);
})();
