// Trades a leader's one-time ticket for a cookie that no script can read, so that a reload keeps
// them signed in. A file of its own, because the content policy lets no inline script run.
(() => {
  const mark = document.querySelector('[data-desk-ticket]');
  if (!mark || mark.dataset.deskTicket === window.sweetSpotTicket) return;
  window.sweetSpotTicket = mark.dataset.deskTicket;
  fetch('desk/cookie', {
    method: 'POST',
    body: mark.dataset.deskTicket,
    credentials: 'same-origin',
    cache: 'no-store',
  }).catch(() => {}); // without the cookie the tab stays signed in until it is reloaded
})();
