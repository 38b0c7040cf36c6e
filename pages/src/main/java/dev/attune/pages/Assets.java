package dev.attune.pages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * What a browser loads beside a page: styles, scripts, letters. Each has an address that holds a
 * hash of its bytes, so that it can be kept for ever; packed once, when first asked for.
 */
public final class Assets {
  /** Where they all lie. */
  public static final String FOLDER = "/assets/";

  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";
  private static final int HASH_DIGITS = 12;

  /** What all pages share, then what each place adds; sent as one. */
  private static final List<String> STYLES =
      List.of("attune.css", "demo.css", "grace.css", "people.css", "playbook.css", "sources.css");

  private Assets() {}

  /**
   * One of them.
   *
   * @param name with its hash, below {@link #FOLDER}
   * @param type for {@code Content-Type}
   * @param packed by gzip; the bytes themselves where that saves nothing
   * @param isPacked whether packing saves anything
   */
  @SuppressWarnings("ArrayRecordComponent") // Written out and never compared.
  public record Asset(String name, String type, byte[] bytes, byte[] packed, boolean isPacked) {}

  /** Loaded when first used, so that a server without visitors starts at once. */
  private static final class All {
    static final Map<String, Asset> BY_FILE = load();
    static final Map<String, Asset> BY_NAME = byName();

    private static Map<String, Asset> load() {
      Map<String, Asset> all = new HashMap<>();
      for (String font : new String[] {"inter-latin.woff2", "inter-latin-ext.woff2"}) {
        all.put(font, asset(font, "font/woff2", read("assets/" + font)));
      }
      StringBuilder joined = new StringBuilder();
      for (String file : STYLES) {
        joined.append(new String(read("assets/" + file), StandardCharsets.UTF_8));
      }
      String styles = joined.toString();
      for (Map.Entry<String, Asset> font : Map.copyOf(all).entrySet()) {
        styles = styles.replace(font.getKey(), font.getValue().name());
      }
      put(all, "attune.css", "text/css; charset=utf-8", styles.getBytes(StandardCharsets.UTF_8));
      put(all, "attune.js", "text/javascript; charset=utf-8", read("assets/attune.js"));
      put(all, "people.js", "text/javascript; charset=utf-8", read("assets/people.js"));
      put(all, "playbook.js", "text/javascript; charset=utf-8", read("assets/playbook.js"));
      put(all, "sources.js", "text/javascript; charset=utf-8", read("assets/sources.js"));
      put(all, "grace.js", "text/javascript; charset=utf-8", read("assets/grace.js"));
      for (String icon : new String[] {"icon-192.png", "icon-512.png", "icon-mask.png"}) {
        put(all, icon, "image/png", read("assets/" + icon));
      }
      put(all, "htmx.js", "text/javascript; charset=utf-8", read(HTMX));
      put(all, "icon.svg", "image/svg+xml", read("assets/icon.svg"));
      return Map.copyOf(all);
    }

    private static void put(Map<String, Asset> all, String file, String type, byte[] bytes) {
      all.put(file, asset(file, type, bytes));
    }

    private static Map<String, Asset> byName() {
      Map<String, Asset> all = new HashMap<>();
      BY_FILE.values().forEach(asset -> all.put(asset.name(), asset));
      return Map.copyOf(all);
    }
  }

  /** The asset whose name, hash included, is {@code name}, or nothing. */
  public static Optional<Asset> find(String name) {
    return Optional.ofNullable(All.BY_NAME.get(name));
  }

  /** The files whose styles are sent as one, in this order. */
  static List<String> styles() {
    return STYLES;
  }

  /** The script that keeps a page for phones without a network; it says where its files go. */
  public static String worker() {
    return new String(read("assets/worker.js"), StandardCharsets.UTF_8);
  }

  /** The address of the asset made of {@code file}. */
  public static String address(String file) {
    Asset asset = All.BY_FILE.get(file);
    if (asset == null) {
      throw new IllegalArgumentException("there is no asset " + file);
    }
    return FOLDER + asset.name();
  }

  private static Asset asset(String file, String type, byte[] bytes) {
    int dot = file.lastIndexOf('.');
    String name = file.substring(0, dot) + "-" + hash(bytes) + file.substring(dot);
    byte[] packed = pack(bytes);
    boolean isPacked = packed.length < bytes.length * 9 / 10;
    return new Asset(name, type, bytes, isPacked ? packed : bytes, isPacked);
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] pack(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(out) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] read(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
