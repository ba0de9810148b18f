// Seven things before Streamlit's own scripts.

// Streamlit asks for its icon typeface, 375 kB, before anything else. A page that shows an icon of
// it loads it all the same, by the style sheet; the others need not wait for it.
document.fonts.load = () => Promise.resolve([]);

// A first visitor sees an outline until the page is whole: its pieces would push each other about.
// The help panel is the last piece of every page; figures have their place before they are drawn.
(() => {
  const LONGEST_MS = 20_000; // whatever happened, show what is there
  const page = document.documentElement;
  const loading = () => [...document.querySelectorAll('[data-testid="stSkeleton"]')]
    .some((piece) => !piece.closest('[class*="-figure"]'));
  const watcher = new MutationObserver(() => {
    if (document.querySelector('.st-key-help-panel summary') && !loading()) show();
  });

  function show() {
    watcher.disconnect();
    page.classList.remove('ss-arriving');
    takeFirstAway();
    const linked = location.hash && document.querySelector(`.st-key-card-${CSS.escape(location.hash.slice(1))}`);
    if (linked) linked.scrollIntoView();
  }

  // The first words (dashboard/first_sight) lie above it, and alone are read, until there is a page.
  function takeFirstAway() {
    const first = document.getElementById('ss-first');
    if (!first) return;
    const main = document.querySelector('[data-testid="stMain"]');
    if (!main) return void setTimeout(takeFirstAway, 500); // the line is slow: go on reading
    const root = document.getElementById('root');
    root.inert = false;
    root.removeAttribute('aria-hidden');
    main.scrollTop = first.scrollTop;
    first.remove();
  }

  page.classList.add('ss-arriving');
  watcher.observe(page, { childList: true, subtree: true });
  setTimeout(show, LONGEST_MS);
})();

// Another page begins at its top, not where the reader was on the one before.
(() => {
  const push = history.pushState.bind(history);
  history.pushState = (...state) => {
    const before = location.pathname;
    push(...state);
    if (location.pathname === before) return;
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    openMenu()?.removeAttribute('open');
  };

  // The menu of the bar closes by Escape, and the focus goes back to what opened it.
  const openMenu = () => document.querySelector('.ss-menu[open]');
  document.addEventListener('keydown', (event) => {
    const menu = event.key === 'Escape' && openMenu();
    if (!menu) return;
    menu.removeAttribute('open');
    menu.querySelector('summary').focus();
  });
})();

// People like me: the answers begin at the top, not where the questions ended; so do the questions.
document.addEventListener('click', (event) => {
  if (!event.target.closest?.('.st-key-ask-me-compare, .st-key-peers-change')) return;
  const main = document.querySelector('[data-testid="stMain"]');
  const state = () => ['.st-key-card-ask-me', '[class*="st-key-card-peers-"]']
    .map((part) => !!main.querySelector(part)).join();
  const before = state();
  const watcher = new MutationObserver(() => {
    if (state() === before) return; // a question is open still, or the answers are on their way
    watcher.disconnect();
    main.scrollTo(0, 0);
  });
  watcher.observe(main, { childList: true, subtree: true });
  setTimeout(() => watcher.disconnect(), 20_000);
});

// A link to a card is copied, not followed, where the browser lets us.
document.addEventListener('click', async (event) => {
  const link = event.target.closest?.('a.ss-link');
  if (!link || !navigator.clipboard) return;
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(link.href);
    link.textContent = link.dataset.done;
  } catch {
    location.assign(link.href); // not allowed here: then it is in the address bar
  }
});

// A card as a picture: what draws it is fetched by who wants one.
document.addEventListener('click', async (event) => {
  const button = event.target.closest?.('.ss-save button');
  if (!button) return;
  const said = button.closest('.ss-save').querySelector('[role="status"]');
  said.textContent = '';
  try {
    const { saveCard } = await import('./card_picture.js');
    await saveCard(button.closest('.stVerticalBlock[class*="st-key-card-"]'), button);
    said.textContent = said.dataset.done;
  } catch {
    said.textContent = said.dataset.failed;
  }
});
