"""Values as lines of JSON, and values laid aside."""

from hypothesis import given
from hypothesis import strategies as st

from kg_etl.model import Article
from kg_etl.runs import spool

ARTICLES = st.lists(st.builds(Article, id=st.text(), text=st.text()), max_size=8)


@given(ARTICLES)
def test_what_was_laid_aside_comes_back_in_any_order(tmp_path_factory, articles):
    other_path = spool.SpoolFile(tmp_path_factory.mktemp("data"))
    places = [other_path.put(article) for article in articles]
    assert [other_path.get(place, Article) for place in reversed(places)] == articles[::-1]


def test_what_is_laid_aside_leaves_no_file(tmp_path):
    spool.SpoolFile(tmp_path).put(Article(id="a", text="b"))
    assert not list(tmp_path.iterdir())
