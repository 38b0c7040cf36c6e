package dev.attune.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
  private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
  private final Pseudonyms.Salts salts =
      new Pseudonyms.Salts() {
        @Override
        public Optional<byte[]> read(String customer) {
          return Optional.ofNullable(kept.get(customer));
        }

        @Override
        public void write(String customer, Optional<byte[]> salt) {
          salt.ifPresentOrElse(bytes -> kept.put(customer, bytes), () -> kept.remove(customer));
        }
      };

  @Test
  void namesACustomerAlikeAndSaysNothingOfThem() {
    Pseudonyms names = new Pseudonyms(salts);
    String mara = names.of("user:mara");

    assertThat(mara).matches("[0-9a-f]{32}");
    assertThat(names.of("user:mara")).isEqualTo(mara);
    assertThat(new Pseudonyms(salts).of("user:mara")).isEqualTo(mara);
    assertThat(names.of("user:jo")).isNotEqualTo(mara);
    assertThat(names.known("user:mara")).contains(mara);
    assertThat(names.known("user:nobody")).isEmpty();
  }

  @Test
  void forgetsACustomerForGood() {
    Pseudonyms names = new Pseudonyms(salts);
    String mara = names.of("user:mara");

    names.forget("user:mara");

    assertThat(kept).isEmpty();
    assertThat(names.known("user:mara")).isEmpty();
    assertThat(names.of("user:mara")).isNotEqualTo(mara);
  }
}
