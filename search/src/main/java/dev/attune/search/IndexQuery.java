package dev.attune.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.automaton.LevenshteinAutomata;

/** What {@link Matching} decides, as a question to the index. */
final class IndexQuery {
  private IndexQuery() {}

  static Query of(Wanted wanted, Optional<String> brand) {
    List<Query> ways = new ArrayList<>();
    ways.add(weighed(How.KNOWN, new TermQuery(new Term(Index.IDS, wanted.idValue()))));
    for (String phone : wanted.phones()) {
      ways.add(weighed(How.KNOWN, new TermQuery(new Term(Index.PHONES, phone))));
      if (phone.length() >= Matching.PHONE_BEGINS) {
        ways.add(weighed(How.BEGINS, new PrefixQuery(new Term(Index.PHONES, phone))));
      }
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    wanted.parts().forEach(part -> all.add(part(part), Occur.MUST));
    ways.add(all.build());
    Query any = best(ways);
    return brand
        .<Query>map(name ->
            new BooleanQuery.Builder()
                .add(any, Occur.MUST)
                .add(new TermQuery(new Term(Index.BRAND, Wanted.lower(name.strip()))), Occur.FILTER)
                .build())
        .orElse(any);
  }

  private static Query part(Wanted.Part part) {
    return switch (part) {
      case Wanted.Part.Email(String typed) ->
          best(
              List.of(
                  weighed(How.KNOWN, new TermQuery(new Term(Index.EMAIL, typed))),
                  weighed(How.BEGINS, new PrefixQuery(new Term(Index.EMAIL, typed)))));
      case Wanted.Part.Word word -> word(word);
    };
  }

  private static Query word(Wanted.Part.Word word) {
    List<Query> ways = new ArrayList<>();
    for (String form : word.forms()) {
      ways.add(weighed(How.SAME, new TermQuery(new Term(Index.WORDS, form))));
      ways.add(weighed(How.BEGINS, begins(form)));
      if (word.slips() > 0) {
        LevenshteinAutomata near = new LevenshteinAutomata(form, true);
        ways.add(weighed(How.ONE_SLIP, near(near, form, 1)));
        if (word.slips() > 1) {
          ways.add(weighed(How.TWO_SLIPS, near(near, form, 2)));
        }
      }
    }
    return best(ways);
  }

  private static Query begins(String form) {
    boolean isShort = form.codePointCount(0, form.length()) <= Index.BEGINNING;
    return isShort
        ? new TermQuery(new Term(Index.BEGINNINGS, form))
        : new PrefixQuery(new Term(Index.WORDS, form));
  }

  private static Query near(LevenshteinAutomata near, String form, int slips) {
    // All of them: the library's own query takes only the nearest 50 words.
    return new AutomatonQuery(new Term(Index.NEAR, form), near.toAutomaton(slips));
  }

  private static Query weighed(How how, Query query) {
    return new BoostQuery(new ConstantScoreQuery(query), how.weight());
  }

  private static Query best(List<Query> ways) {
    return ways.size() == 1 ? ways.getFirst() : new DisjunctionMaxQuery(ways, 0);
  }
}
