package dev.attune.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Customers with names as a country has them: some first names and family names are common, most
 * are rare. Each is made from their number alone.
 */
final class Called {
  private static final String[] FIRST = {
    "Anna",
    "Michael",
    "Maria",
    "Thomas",
    "Sabine",
    "Andreas",
    "Petra",
    "Stefan",
    "Monika",
    "Peter",
    "Jürgen",
    "Claudia",
    "Hans",
    "Susanne",
    "Wolfgang",
    "Katharina",
    "Mehmet",
    "Fatma",
    "Olga",
    "Zoë",
    "Maximilian",
    "Anne-Marie",
    "José",
    "Ngọc",
    "Agnieszka",
    "Günther",
    "Björn",
    "Chloé"
  };
  private static final String[] STEMS = {
    "mül", "schmid", "schnei", "fisch", "web", "mey", "wagn", "beck", "schul", "hoff", "koch",
    "rich", "klein", "wolf", "schrö", "neu", "schwarz", "zimmer", "braun", "krü", "hart", "lang",
    "wern", "krau", "lehn", "kowal", "nowa", "garc", "fern", "rodr", "yild", "demi", "iva", "petro"
  };
  private static final String[] ENDS = {
    "ler", "t", "der", "er", "s", "mann", "ke", "bauer", "feld", "stein", "berg", "ski", "czyk",
    "ez", "ia", "iz", "rim", "nov", "vic", "hoff", "ner", "ger", "ling", "sen"
  };

  private Called() {}

  static String first(int customer) {
    return FIRST[skewed(new SplittableRandom(customer * 31L + 1), FIRST.length)];
  }

  static String last(int customer) {
    SplittableRandom random = new SplittableRandom(customer * 31L + 2);
    StringBuilder last = new StringBuilder(STEMS[skewed(random, STEMS.length)]);
    // One in three has a rare name, made of more.
    if (random.nextInt(3) == 0) {
      last.append(STEMS[random.nextInt(STEMS.length)]);
    }
    last.append(ENDS[skewed(random, ENDS.length)]);
    if (random.nextInt(12) == 0) {
      last.append('-')
          .append(STEMS[random.nextInt(STEMS.length)])
          .append(ENDS[random.nextInt(ENDS.length)]);
    }
    last.setCharAt(0, Character.toUpperCase(last.charAt(0)));
    return last.toString();
  }

  /** The lower the more often. */
  private static int skewed(SplittableRandom random, int of) {
    double at = random.nextDouble();
    return (int) (at * at * of);
  }

  static String email(int customer) {
    String plain = (first(customer) + "." + last(customer)).toLowerCase(Locale.ROOT);
    return plain.replaceAll("[^a-z.]", "") + customer % 1000 + "@example.com";
  }

  static String phone(int customer) {
    return "+49 17%d %07d".formatted(customer % 9, customer * 7_919L % 10_000_000);
  }

  /** A batch of identify messages, as a request's body. */
  static byte[] batch(int from, int until) {
    StringBuilder body = new StringBuilder((until - from) * 300).append("{\"batch\":[");
    for (int i = from; i < until; i++) {
      body.append(i == from ? "" : ",")
          .append(
              "{\"type\":\"identify\",\"messageId\":\"called-%d\",\"userId\":\"user-%d\",\"traits\":{\"name\":\"%s %s\",\"email\":\"%s\",\"phone\":\"%s\",\"plan\":\"basic\"}}"
                  .formatted(i, i, first(i), last(i), email(i), phone(i)));
    }
    return body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }
}
