package dev.attune.server;

import java.util.Optional;

/** Where administration is kept. Both calls see every write that came back before. */
interface SettingStore {
  Optional<byte[]> read(String key);

  /** Comes back once the value is safe. */
  void write(String key, byte[] value);
}
