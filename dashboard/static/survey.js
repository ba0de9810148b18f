// What the survey needs a script for: the top of a new step, and the return code's two buttons.
// A file of its own, because the content policy lets no inline script run.
(() => {
  const main = () => document.querySelector('[data-testid="stMain"]');
  const marked = (what) => document.querySelector(what)?.dataset.arrive;

  function arrive() {
    const page = document.querySelector('.arrive');
    const seen = (window.sweetSpotSeen ??= { page: page?.dataset.arrive });
    if (page && page.dataset.arrive !== seen.page) {
      // The screen before stands below until the new one is whole, and this script can run again
      // while it does: its open card and its mark must not pull the reader down.
      Object.assign(seen, { page: page.dataset.arrive, card: marked('.arrive-card'), wrong: marked('.arrive-wrong') });
      document.dispatchEvent(new Event('sweetspot-screen')); // static/taps.js
      main()?.scrollTo(0, 0);
      page.querySelector('h1').focus({ preventScroll: true });
      return;
    }
    const stopped = document.querySelector('.arrive-wrong');
    if (stopped && stopped.dataset.arrive !== seen.wrong) {
      seen.wrong = stopped.dataset.arrive;
      document.querySelector('.st-key-survey p.wrong')?.scrollIntoView({ block: 'center' });
      return;
    }
    const card = document.querySelector('.arrive-card');
    if (card && card.dataset.arrive !== seen.card) {
      seen.card = card.dataset.arrive;
      card.closest('[class*="st-key-fold-open"]')?.scrollIntoView();
    }
  }

  // After a crash of the server the page is here still, and the survey's first screen comes up: the
  // code that was last on this page is shown again. It is kept in the page alone, nowhere else.
  function remember() {
    const code = document.querySelector('.code-box .code');
    if (code) window.sweetSpotCode = code.textContent;
    const again = document.querySelector('.code-again');
    if (again && window.sweetSpotCode && again.hidden) {
      again.querySelector('.code').textContent = window.sweetSpotCode;
      again.hidden = false;
    }
  }

  async function copy(button, box) {
    const code = box.querySelector('.code');
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      getSelection().selectAllChildren(code); // a plain http address has no clipboard
      document.execCommand('copy');
    }
    button.textContent = button.dataset.done;
  }

  function tapped(event) {
    const button = event.target.closest?.('.code-box [data-do]');
    if (!button) return;
    if (button.dataset.do === 'print') print();
    else copy(button, button.closest('.code-box'));
  }

  if (!window.sweetSpotListens) {
    window.sweetSpotListens = true;
    document.addEventListener('click', tapped);
  }
  document.querySelectorAll('.code-box [data-do]').forEach((button) => { button.hidden = false; });
  arrive();
  remember();
})();
