// Streamlit asks for its icon typeface, 375 kB, before anything else. A page that shows an icon of
// it loads it all the same, by the style sheet; the others need not wait for it.
document.fonts.load = () => Promise.resolve([]);
