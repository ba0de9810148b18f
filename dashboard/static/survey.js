// What the survey needs a script for: the top of a new step, and the return code's two buttons.
// A file of its own, because the content policy lets no inline script run.
(() => {
  const main = () => document.querySelector('[data-testid="stMain"]');
  const marked = (what) => document.querySelector(what)?.dataset.arrive;

  // The field of a sentence: it stands right under the field, or at the top of a card of fields.
  function fieldOf(sentence) {
    const part = sentence.closest('[data-testid="stVerticalBlock"], [data-testid="stForm"]');
    const fields = [...(part?.querySelectorAll('input, textarea, [data-variant="pills"]') ?? [])];
    const above = fields.filter((field) => field.compareDocumentPosition(sentence) & Node.DOCUMENT_POSITION_FOLLOWING);
    const field = above.at(-1) ?? fields[0];
    const group = field?.closest('[role="radiogroup"], [data-testid="stButtonGroup"]');
    return group?.querySelector('[data-selected], [tabindex="0"], button') ?? field;
  }

  // To the first field with a problem. Fields are drawn a moment after their sentences, and may be
  // drawn anew: it looks again for five seconds, unless the reader has gone elsewhere.
  function goToProblem() {
    let rounds = 50;
    let shown = null; // what the page has gone to, so that it pulls at nobody twice
    let ours = document.activeElement; // the button that was pressed, then the field
    const look = () => {
      const active = document.activeElement;
      if (!rounds-- || (active !== document.body && active !== ours)) return;
      const sentence = main()?.querySelector('p.wrong');
      const field = sentence && fieldOf(sentence);
      if (sentence && (field ?? sentence) !== shown) {
        sentence.scrollIntoView({ block: 'center' });
        shown = field ?? sentence;
      }
      field?.focus({ preventScroll: true });
      ours = document.activeElement;
      setTimeout(look, 100);
    };
    look();
  }

  const AGAIN_MS = 250;
  const toCard = (mark) => mark.closest('[class*="st-key-fold-open"]')?.scrollIntoView();

  // To the top; within the survey to its card, so that the page's own bar takes no room of a step.
  function toTop(page) {
    main()?.scrollTo(0, 0);
    if (page.querySelector('.step-line')) page.closest('.st-key-survey')?.scrollIntoView();
  }

  function arrive() {
    const page = document.querySelector('.arrive');
    const seen = (window.sweetSpotSeen ??= { page: page?.dataset.arrive });
    if (page && page.dataset.arrive !== seen.page) {
      // The screen before stands below until the new one is whole, and this script can run again
      // while it does: its open card and its mark must not pull the reader down.
      Object.assign(seen, { page: page.dataset.arrive, card: marked('.arrive-card') });
      document.dispatchEvent(new Event('sweetspot-screen')); // static/taps.js
      toTop(page);
      page.querySelector('h1').focus({ preventScroll: true });
    }
    // A mark that was seen before may still stand here; a new one may come with its new screen.
    const stopped = marked('.arrive-wrong');
    if (stopped && stopped !== seen.wrong) {
      seen.wrong = stopped;
      goToProblem();
      return;
    }
    // The mark of the card that was open before may still stand beside the new one.
    const known = (window.sweetSpotMarks ??= new WeakSet());
    const marks = [...document.querySelectorAll('.arrive-card')];
    const card = marks.find((mark) => !known.has(mark) && mark.dataset.arrive !== seen.card);
    marks.forEach((mark) => known.add(mark));
    if (card) {
      seen.card = card.dataset.arrive;
      toCard(card);
      setTimeout(() => toCard(card), AGAIN_MS); // when the card before has closed
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
})();
