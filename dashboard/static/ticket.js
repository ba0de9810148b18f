// Trades the survey's one-time ticket for a cookie that no script can read, so that a reload finds
// the survey where it was. A file of its own, because the content policy lets no inline script run.
(() => {
  const mark = document.querySelector('[data-draft-ticket]');
  if (!mark || mark.dataset.draftTicket === window.sweetSpotDraftTicket) return;
  window.sweetSpotDraftTicket = mark.dataset.draftTicket;
  fetch('draft/cookie', {
    method: 'POST',
    body: mark.dataset.draftTicket,
    credentials: 'same-origin',
    cache: 'no-store',
  }).catch(() => {}); // without the cookie the return code opens the survey
})();
