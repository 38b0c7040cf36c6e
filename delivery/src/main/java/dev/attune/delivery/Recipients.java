package dev.attune.delivery;

import java.util.List;
import java.util.Optional;

/** Who there is to be told. Each call answers as it is now. */
public interface Recipients {
  /** Nobody. */
  Recipients NONE =
      new Recipients() {
        @Override
        public List<Recipient> of(Optional<String> team) {
          return List.of();
        }

        @Override
        public Optional<Recipient> named(String name) {
          return Optional.empty();
        }

        @Override
        public List<Recipient> stewards() {
          return List.of();
        }
      };

  /** The people of a team; nothing asks for everybody, where a playbook has no teams. */
  List<Recipient> of(Optional<String> team);

  /** The one who signs in under a name, if they may. */
  Optional<Recipient> named(String name);

  /** Those who look after Attune itself. */
  List<Recipient> stewards();
}
