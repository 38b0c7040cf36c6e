package dev.attune.engine;

import dev.attune.customer.Id;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one user id's links. Its bytes, version 1:
 *
 * <pre>
 * user    = version:byte=1  flags:byte  [canonical:id]  [count:varint {partner:text word}*]
 * flags   = 1 known | 2 crowded | 4 canonical present | 8 words present
 * word    = place  same:byte  by:text
 * place   = epochMillis:zigzag varint  rank:byte  messageId:text  source:text
 * id      = namespace:byte (0 user, 1 anonymous)  value:text
 * text    = length in bytes:varint  UTF-8
 * </pre>
 *
 * A user whom nobody joined to another takes two bytes.
 *
 * @param known whether an accepted signal named it as its user
 * @param crowded whether words paired it with more users than one person can have; it has no words
 * @param canonical its customer's canonical id where that is not the id itself, or null
 * @param words the latest word on the pair with each other user
 */
record UserLinks(
    boolean known, boolean crowded, @Nullable Id canonical, SortedMap<String, LinksWord> words) {
  static final UserLinks NONE = new UserLinks(false, false, null, new TreeMap<>());

  private static final int KNOWN = 1;
  private static final int CROWDED = 2;
  private static final int CANONICAL = 4;
  private static final int WORDS = 8;

  UserLinks withKnown() {
    return new UserLinks(true, crowded, canonical, words);
  }

  UserLinks withCanonical(@Nullable Id id) {
    return new UserLinks(known, crowded, id, words);
  }

  UserLinks withWord(String partner, LinksWord word) {
    SortedMap<String, LinksWord> with = new TreeMap<>(words);
    with.put(partner, word);
    return new UserLinks(known, crowded, canonical, with);
  }

  UserLinks withCrowd() {
    return new UserLinks(known, true, canonical, new TreeMap<>());
  }

  byte[] encode() {
    LinksBytes.Out out = new LinksBytes.Out();
    out.writeByte(
        (known ? KNOWN : 0)
            | (crowded ? CROWDED : 0)
            | (canonical != null ? CANONICAL : 0)
            | (words.isEmpty() ? 0 : WORDS));
    if (canonical != null) {
      out.writeId(canonical);
    }
    if (!words.isEmpty()) {
      out.writeCount(words.size());
      words.forEach((partner, word) -> {
        out.writeText(partner);
        out.writeWord(word);
      });
    }
    return out.bytes();
  }

  static UserLinks decode(byte @Nullable [] bytes) {
    if (bytes == null) {
      return NONE;
    }
    LinksBytes.In in = new LinksBytes.In(bytes);
    int flags = in.readByte();
    Id canonical = (flags & CANONICAL) != 0 ? in.readId() : null;
    SortedMap<String, LinksWord> words = new TreeMap<>();
    int count = (flags & WORDS) != 0 ? in.readCount() : 0;
    for (int i = 0; i < count; i++) {
      String partner = in.readText();
      words.put(partner, in.readWord());
    }
    return new UserLinks((flags & KNOWN) != 0, (flags & CROWDED) != 0, canonical, words);
  }
}
