package dev.attune.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A new file of its owner only that is on disk once it is closed. Not thread-safe. */
final class SyncedFile extends OutputStream {
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  private final FileChannel channel;

  SyncedFile(Path path) throws IOException {
    channel = open(path);
  }

  private static FileChannel open(Path path) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      return FileChannel.open(path, options, PosixFilePermissions.asFileAttribute(OWNER));
    } catch (UnsupportedOperationException e) {
      return FileChannel.open(path, options);
    }
  }

  @Override
  public void write(int each) throws IOException {
    write(new byte[] {(byte) each}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
    while (left.hasRemaining()) {
      channel.write(left);
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      channel.force(true);
    }
  }
}
