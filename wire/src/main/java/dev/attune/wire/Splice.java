package dev.attune.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Puts a batch's context under a message's own and takes the write key out, without touching any
 * other byte: numbers stay as they were written.
 */
final class Splice {
  private Splice() {}

  /** The message with {@code context} merged in: of a name in both, the message's value stands. */
  static byte[] merge(byte[] message, Optional<byte[]> context) {
    List<Member> members = members(message);
    BinaryWriter out = new BinaryWriter(message.length + context.map(c -> c.length).orElse(0) + 16);
    List<Member> own = new ArrayList<>();
    boolean first = true;
    out.writeByte('{');
    for (Member member : members) {
      if (member.name.equals("context")) {
        own = member.object ? members(member.value(message)) : new ArrayList<>();
        own.replaceAll(inner -> inner.movedBy(member.valueStart));
      } else if (!member.name.equals("writeKey")) {
        first = member.write(out, message, first);
      }
    }
    if (!own.isEmpty() || context.isPresent()) {
      byte[] start = (first ? "\"context\":{" : ",\"context\":{").getBytes(StandardCharsets.UTF_8);
      out.writeRaw(start, 0, start.length);
      writeContext(out, message, own, context.orElse(new byte[] {'{', '}'}));
      out.writeByte('}');
    }
    return out.writeByte('}').toBytes();
  }

  private static void writeContext(
      BinaryWriter out, byte[] message, List<Member> own, byte[] context) {
    boolean first = true;
    Set<String> names = new HashSet<>();
    for (Member member : own) {
      names.add(member.name);
      first = member.write(out, message, first);
    }
    for (Member member : members(context)) {
      if (!names.contains(member.name)) {
        first = member.write(out, context, first);
      }
    }
  }

  private static List<Member> members(byte[] object) {
    List<Member> members = new ArrayList<>();
    try (JsonParser parser = Json.parser(object, 0, object.length)) {
      parser.nextToken();
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        JsonToken token = parser.nextToken();
        int valueStart = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        members.add(new Member(name, token == JsonToken.START_OBJECT, start, valueStart, end));
      }
    }
    return members;
  }

  /** A name and its value, by where they stand. */
  private record Member(String name, boolean object, int start, int valueStart, int end) {
    byte[] value(byte[] from) {
      return Arrays.copyOfRange(from, valueStart, end);
    }

    Member movedBy(int offset) {
      return new Member(name, object, start + offset, valueStart + offset, end + offset);
    }

    boolean write(BinaryWriter out, byte[] from, boolean first) {
      if (!first) {
        out.writeByte(',');
      }
      out.writeRaw(from, start, end - start);
      return false;
    }
  }
}
