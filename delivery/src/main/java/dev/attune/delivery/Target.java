package dev.attune.delivery;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where something is sent: an {@code https} or {@code http} address, taken apart.
 *
 * @param isSecure whether by TLS
 * @param host its name, or an address in numbers, without brackets
 * @param path what is asked for, query included; never empty
 */
public record Target(boolean isSecure, String host, int port, String path) {
  private static final int MOST = 2_000;
  private static final int MOST_PORT = 65_535;
  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f:.]{2,45}");

  /**
   * Takes an address apart.
   *
   * @throws BadAddress saying what is wrong with it
   */
  public static Target of(String url) {
    if (url.length() > MOST) {
      throw new BadAddress("the address has " + url.length() + " characters, at most " + MOST);
    }
    URI uri = parsed(url);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new BadAddress("the address must begin with https://");
    }
    if (uri.getRawUserInfo() != null) {
      throw new BadAddress("the address has a user or password in it; leave them out");
    }
    if (uri.getRawFragment() != null) {
      throw new BadAddress("the address has a # in it; leave that part out");
    }
    String host = uri.getHost() == null ? "" : uri.getHost().replaceAll("[\\[\\]]", "");
    if (!HOST.matcher(host).matches()) {
      throw new BadAddress(
          "the address has no host that can be looked up; names are written in ASCII (xn--...)");
    }
    boolean isSecure = scheme.equals("https");
    int usual = isSecure ? HTTPS : HTTP;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    if (port < 1 || port > MOST_PORT) {
      throw new BadAddress("the address has the port " + port + ", expected 1 to 65535");
    }
    return new Target(isSecure, host, port, path(uri));
  }

  private static URI parsed(String url) {
    try {
      return new URI(url.strip());
    } catch (URISyntaxException e) {
      throw new BadAddress("the address cannot be read: " + e.getReason());
    }
  }

  /** In ASCII, so that nobody can end the line it is written in. */
  private static String path(URI uri) {
    URI ascii = URI.create(uri.toASCIIString());
    String path = ascii.getRawPath();
    String whole = path == null || path.isEmpty() ? "/" : path;
    return ascii.getRawQuery() == null ? whole : whole + "?" + ascii.getRawQuery();
  }

  /** The host as a request names it, with the port where that is not the usual one. */
  String hostHeader() {
    String named = host.contains(":") ? "[" + host + "]" : host;
    return port == (isSecure ? HTTPS : HTTP) ? named : named + ":" + port;
  }

  /** Scheme, host and port: enough to know it by, without what may be secret in its path. */
  public String origin() {
    return (isSecure ? "https://" : "http://") + hostHeader();
  }

  /** Its origin: paths may hold secrets. */
  @Override
  public String toString() {
    return origin();
  }
}
