package dev.attune.delivery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server that takes e-mail from Attune.
 *
 * @param from the address that messages come from, such as {@code Attune <attune@example.com>}
 */
public record MailServer(
    String host, int port, Security security, Optional<Login> login, String from) {
  private static final int MOST_PORT = 65_535;

  /** How what is said to it is kept secret. */
  public enum Security {
    /** It begins in the clear and is encrypted before anything is said; refused where it is not. */
    STARTTLS(587),
    /** Encrypted from the first byte. */
    TLS(465),
    /** Not at all: for a server on the same machine or network. */
    NONE(25);

    private final int port;

    Security(int port) {
      this.port = port;
    }

    /** Where such a server usually listens. */
    public int usualPort() {
      return port;
    }

    /** The one that people call {@code word}. */
    public static Optional<Security> of(String word) {
      return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** As people call it: {@code starttls}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Who Attune is to it. The password never shows itself. */
  public static final class Login {
    private final String user;
    private final String password;

    /** A user and their password. */
    public Login(String user, String password) {
      this.user = user;
      this.password = password;
    }

    String user() {
      return user;
    }

    String password() {
      return password;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Login login
          && login.user.equals(user)
          && login.password.equals(password);
    }

    @Override
    public int hashCode() {
      return user.hashCode();
    }

    /** The user only. */
    @Override
    public String toString() {
      return user;
    }
  }

  public MailServer {
    if (port < 1 || port > MOST_PORT) {
      throw new BadAddress("a mail server's port is from 1 to 65535, got " + port);
    }
    if (login.isPresent() && security == Security.NONE) {
      throw new BadAddress("a password is not sent in the clear: use starttls or tls");
    }
  }
}
