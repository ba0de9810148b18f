// What a tap does at once, in the browser, before anything is sent: it shows that it arrived, it
// does not press what has only just come up under the finger, and Escape takes no answer back.
(() => {
  const NEW_SCREEN_MS = 600; // as DOUBLE_TAP_SECONDS in dashboard/survey/visit.py
  const SAID_MS = 4000;
  const LOOK_MS = 200;
  const TAPPABLE = '.stApp :is(button, a[data-testid^="stPageLink"])';
  const line = window.sweetSpotLine;

  // From the handler of the tap itself, in the first phase: Streamlit's own come after it.
  function mark(event) {
    const tapped = event.target.closest?.(TAPPABLE);
    if (!tapped || tapped.disabled || 'tapped' in tapped.dataset) return;
    tapped.dataset.tapped = '';
    tapped.setAttribute('aria-busy', 'true');
    const before = { ...line };
    const looking = setInterval(() => {
      const state = document.querySelector('.stApp')?.dataset.testScriptState;
      const waits = line.sent > before.sent && (line.heard === before.heard || state !== 'notRunning');
      if (waits) return;
      clearInterval(looking);
      delete tapped.dataset.tapped;
      tapped.removeAttribute('aria-busy');
    }, LOOK_MS);
  }

  // A second tap in a row meant the screen before. The buttons look as if they wait, and say so.
  let timer = 0;
  let saying = 0;
  document.addEventListener('sweetspot-screen', () => {
    document.body.classList.add('ss-new-screen');
    clearTimeout(timer);
    timer = setTimeout(() => document.body.classList.remove('ss-new-screen'), NEW_SCREEN_MS);
  });

  function tooSoon(event) {
    if (!document.body.classList.contains('ss-new-screen')) return false;
    if (!event.target.closest?.('.st-key-survey .stButton button')) return false;
    event.preventDefault();
    event.stopImmediatePropagation();
    const region = document.getElementById('ss-quick');
    const words = [...document.querySelectorAll('#ss-words > [lang]')];
    region.textContent = (words.find((one) => one.lang === document.documentElement.lang) ?? words[0]).dataset.quick;
    region.style.colorScheme = getComputedStyle(document.querySelector('.stApp')).colorScheme;
    clearTimeout(saying);
    saying = setTimeout(() => { region.textContent = ''; }, SAID_MS);
    return true;
  }

  function tapped(event) {
    if (tooSoon(event)) return;
    if (event.type === 'click') document.getElementById('ss-quick').textContent = '';
    mark(event);
  }

  // Streamlit takes a choice back on Escape, whether its list is open or not.
  function escaped(event) {
    if (event.key !== 'Escape' || !event.target.closest?.('[data-testid="stSelectbox"]')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.target.getAttribute('aria-expanded') !== 'true') return;
    event.target.blur(); // this closes the list
    event.target.focus();
  }

  window.addEventListener('pointerup', tapped, true);
  window.addEventListener('click', tapped, true);
  window.addEventListener('keydown', escaped, true);
})();
