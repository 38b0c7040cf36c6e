package dev.attune.delivery;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends notices by e-mail: plain text, and the same as HTML. The server is the operator's choice,
 * so its address is not guarded. Thread-safe; blocks, for 10 s at each step at most.
 */
public final class Mailer {
  private static final String MILLIS = Long.toString(Courier.LIMIT.toMillis());
  private static final int TAKEN = 250;
  private static final int REFUSED = 550;

  private final MailServer server;
  private final InternetAddress from;
  private final Session session;
  private final InstantSource clock;

  /**
   * Speaks to a server.
   *
   * @throws BadAddress if the sender's address is none
   */
  public Mailer(MailServer server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
    this.from = address(server.from());
    this.session = Session.getInstance(properties(server), login(server.login()));
  }

  private static InternetAddress address(String text) {
    try {
      InternetAddress address = new InternetAddress(text, true);
      address.validate();
      return address;
    } catch (AddressException e) {
      throw new BadAddress("'" + text + "' is no e-mail address, such as attune@example.com");
    }
  }

  private static Properties properties(MailServer server) {
    Properties all = new Properties();
    all.setProperty("mail.transport.protocol", "smtp");
    all.setProperty("mail.smtp.host", server.host());
    all.setProperty("mail.smtp.port", Integer.toString(server.port()));
    all.setProperty("mail.smtp.connectiontimeout", MILLIS);
    all.setProperty("mail.smtp.timeout", MILLIS);
    all.setProperty("mail.smtp.writetimeout", MILLIS);
    all.setProperty("mail.smtp.auth", Boolean.toString(server.login().isPresent()));
    all.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    switch (server.security()) {
      case STARTTLS -> {
        all.setProperty("mail.smtp.starttls.enable", "true");
        all.setProperty("mail.smtp.starttls.required", "true");
      }
      case TLS -> all.setProperty("mail.smtp.ssl.enable", "true");
      case NONE -> all.setProperty("mail.smtp.starttls.enable", "false");
    }
    return all;
  }

  private static @Nullable Authenticator login(Optional<MailServer.Login> login) {
    return login
        .map(known ->
            new Authenticator() {
              @Override
              protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(known.user(), known.password());
              }
            })
        .orElse(null);
  }

  /** Sends to one address. */
  Outcome send(String to, Notice notice) {
    try {
      Transport.send(message(address(to), notice));
      return new Outcome.Taken(TAKEN);
    } catch (BadAddress e) {
      return new Outcome.Forbidden("no e-mail address");
    } catch (SendFailedException e) {
      return new Outcome.Declined(REFUSED, Optional.empty());
    } catch (MessagingException e) {
      return new Outcome.Unreached(
          server.host() + ":" + server.port() + " took no e-mail: " + e.getMessage());
    }
  }

  private MimeMessage message(InternetAddress to, Notice notice) throws MessagingException {
    String id = messageId(to, notice);
    MimeMessage message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            // The same at every try, so that a mailbox that has it already can tell.
            setHeader("Message-ID", id);
          }
        };
    message.setFrom(from);
    message.setRecipient(Message.RecipientType.TO, to);
    message.setSubject(notice.title(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(clock.instant()));
    // Nobody's holiday answers a machine.
    message.setHeader("Auto-Submitted", "auto-generated");
    Multipart both = new MimeMultipart("alternative");
    both.addBodyPart(part(notice.text() + "\n\n" + notice.link() + "\n", "plain"));
    both.addBodyPart(part(html(notice), "html"));
    message.setContent(both);
    message.saveChanges();
    return message;
  }

  private String messageId(InternetAddress to, Notice notice) {
    UUID name =
        UUID.nameUUIDFromBytes((notice.id() + to.getAddress()).getBytes(StandardCharsets.UTF_8));
    String domain = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
    return "<" + name + "@" + domain + ">";
  }

  private static MimeBodyPart part(String text, String kind) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, StandardCharsets.UTF_8.name(), kind);
    return part;
  }

  private static String html(Notice notice) {
    return "<!doctype html><meta charset=\"utf-8\"><p><strong>"
        + escaped(notice.title())
        + "</strong></p><p>"
        + escaped(notice.text())
        + "</p><p><a href=\""
        + escaped(notice.link())
        + "\">"
        + escaped(notice.action())
        + "</a></p>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
