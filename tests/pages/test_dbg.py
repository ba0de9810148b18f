
from tests.pages.test_language import *
def test_a(filled, open_page):
    page = open_page("peers")
    switched(page, "es")
    t = sent(page)
    for m in re.finditer("People like me", t):
        print("AAA", t[max(0,m.start()-600):m.end()+100])
def test_b(stores, open_page):
    page = open_page("share")
    print("BBB", [b.label for b in page.button], [s.label for s in page.selectbox], page.exception)
