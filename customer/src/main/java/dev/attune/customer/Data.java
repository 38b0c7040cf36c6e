package dev.attune.customer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a sender wrote in free form: the properties of an event, the traits of a person. An
 * immutable JSON object, read once at the edge.
 *
 * <p>Values are {@link String}, {@link Long} (whole numbers that fit), {@link Double}, {@link
 * Boolean}, {@link Data}, an unmodifiable {@link List} of these, or {@link Nothing#NULL}. Names
 * keep the sender's order; of a repeated name the last value stands.
 */
public final class Data {
  /** JSON's {@code null}, which is not the same as an absent name: it takes a trait away. */
  public enum Nothing {
    /** The only one. */
    NULL
  }

  /** No names at all. */
  public static final Data EMPTY = new Data(new String[0], new Object[0]);

  private final String[] names;
  private final Object[] values;

  private Data(String[] names, Object[] values) {
    this.names = names;
    this.values = values;
  }

  /**
   * Builds from alternating names and values.
   *
   * @throws IllegalArgumentException if a name is not text or a value of no known kind
   */
  public static Data of(Object... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("names and values must alternate, last is a name");
    }
    Builder builder = new Builder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (!(namesAndValues[i] instanceof String name)) {
        throw new IllegalArgumentException("name is not text: " + namesAndValues[i]);
      }
      builder.put(name, namesAndValues[i + 1]);
    }
    return builder.build();
  }

  /** The value under {@code name}, or null where there is none. */
  public @Nullable Object get(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return values[i];
      }
    }
    return null;
  }

  /** The value at the end of {@code path}, or null where any step of it is absent. */
  public @Nullable Object at(List<String> path) {
    Object value = this;
    for (int i = 0; i < path.size(); i++) {
      if (!(value instanceof Data data)) {
        return null;
      }
      value = data.get(path.get(i));
    }
    return value;
  }

  /** The text under {@code name}, or null where there is none or it is no text. */
  public @Nullable String text(String name) {
    return get(name) instanceof String text ? text : null;
  }

  /** How many names there are. */
  public int size() {
    return names.length;
  }

  /** Whether there are no names. */
  public boolean isEmpty() {
    return names.length == 0;
  }

  /** The names, in the sender's order. */
  public List<String> names() {
    return Collections.unmodifiableList(Arrays.asList(names));
  }

  /** Calls {@code each} with every name and value, in the sender's order. */
  public void forEach(BiConsumer<String, Object> each) {
    for (int i = 0; i < names.length; i++) {
      each.accept(names[i], values[i]);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Data data
        && Arrays.equals(names, data.names)
        && Arrays.equals(values, data.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    forEach((name, value) ->
        text.append(text.length() > 1 ? ", " : "").append(name).append(": ").append(value));
    return text.append('}').toString();
  }

  /** Collects names and values. Not thread-safe; one use. */
  public static final class Builder {
    private final List<String> names = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /**
     * Adds a value; of a repeated name the last stands.
     *
     * @throws IllegalArgumentException if the value is of no known kind
     */
    public Builder put(String name, Object value) {
      int seen = names.indexOf(name);
      if (seen >= 0) {
        values.set(seen, known(value));
        return this;
      }
      names.add(name);
      values.add(known(value));
      return this;
    }

    /** The object, complete. */
    public Data build() {
      return names.isEmpty()
          ? EMPTY
          : new Data(names.toArray(String[]::new), values.toArray(Object[]::new));
    }

    private static Object known(Object value) {
      return switch (Objects.requireNonNull(value, "use Nothing.NULL for JSON's null")) {
        case String text -> text;
        case Long number -> number;
        case Integer number -> number.longValue();
        case Double number -> number;
        case Boolean flag -> flag;
        case Data data -> data;
        case Nothing nothing -> nothing;
        case List<?> list -> list.stream().map(Builder::known).toList();
        default ->
            throw new IllegalArgumentException(
                "no JSON value: " + value + " (" + value.getClass().getName() + ")");
      };
    }
  }
}
