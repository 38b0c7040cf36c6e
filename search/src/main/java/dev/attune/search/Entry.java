package dev.attune.search;

import dev.attune.customer.Id;
import dev.attune.customer.NameTag;
import dev.attune.customer.Named;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a customer can be found by: what is indexed of them, and what is compared when they are
 * found.
 *
 * @param texts what has words
 * @param email in lower case, or null
 * @param phones see {@link Phones#forms}
 */
record Entry(Named who, List<Text> texts, @Nullable String email, Set<String> phones) {
  /** Nobody's name has more. */
  private static final int MOST_WORDS = 256;

  /** Behind every name. */
  private static final String NAMELESS = "\uffff";

  /** A text, and every form of every word by which it is found. */
  record Text(Field field, String text, Set<String> forms) {}

  static Entry of(Named who) {
    NameTag tag = who.tag();
    List<Text> texts = new ArrayList<>();
    tag.names().forEach(name -> texts.add(text(Field.NAME, name, name)));
    if (tag.organisation() != null) {
      texts.add(text(Field.ORGANISATION, tag.organisation(), tag.organisation()));
    }
    String email = tag.email();
    if (email != null) {
      int at = email.indexOf('@');
      texts.add(text(Field.EMAIL, email, at < 0 ? email : email.substring(0, at)));
    }
    return new Entry(
        who, texts, email == null ? null : Wanted.lower(email), Phones.forms(tag.phone()));
  }

  private static Text text(Field field, String text, String found) {
    Set<String> forms = new LinkedHashSet<>();
    for (String word : Words.found(found)) {
      if (forms.size() < MOST_WORDS) {
        forms.addAll(Words.forms(word));
      }
    }
    return new Text(field, text, forms);
  }

  /** Every form of every word. */
  Set<String> forms() {
    Set<String> forms = new LinkedHashSet<>();
    texts.forEach(text -> forms.addAll(text.forms));
    return forms;
  }

  /** Every id in lower case. */
  Set<String> ids() {
    Set<String> ids = new LinkedHashSet<>();
    who.ids().forEach(id -> ids.add(Wanted.lower(id.value())));
    return ids;
  }

  /** By which those who fit equally well are in order: by name, then by id. */
  static byte[] order(Named who) {
    String name = who.tag().names().stream().findFirst().map(Words::plain).orElse(NAMELESS);
    return (name + '\0' + who.id()).getBytes(StandardCharsets.UTF_8);
  }

  /** How the index calls the customer. */
  static String key(Id canonical) {
    return canonical.toString();
  }
}
