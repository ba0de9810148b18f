// A record that was opened is on the screen until 20 minutes without a tap: then the page is loaded
// anew, which knows of no record. Without a server's help: nothing runs there while nobody taps.
(() => {
  const mark = () => document.querySelector('[data-idle-seconds]');
  if (window.sweetSpotIdle || !mark()) return;
  const LOOK_MS = 5_000;
  const tapped = () => { window.sweetSpotIdle = Date.now(); };
  tapped();
  ['pointerdown', 'keydown'].forEach((what) => document.addEventListener(what, tapped, true));
  setInterval(() => {
    const seconds = Number(mark()?.dataset.idleSeconds);
    if (seconds && Date.now() - window.sweetSpotIdle > 1_000 * seconds) location.reload();
  }, LOOK_MS);
})();
