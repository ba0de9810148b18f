// Tells the browser and screen readers in which language the page is: the front end's own page
// says English. A file of its own, because the content policy lets no inline script run.
(() => {
  const mark = document.querySelector('[data-language]');
  if (mark) document.documentElement.lang = mark.dataset.language;
})();
