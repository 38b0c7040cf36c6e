package dev.attune.delivery;

import dev.attune.playbook.Team;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Supplier;

/**
 * What notices say: the kind of moment, until when, and where. No more of the customer than a first
 * name, and that only where the steward wants it; a notice passes through other people's machines
 * and lies on screens that others see.
 */
final class NoticeWords {
  private static final String BUNDLE = "dev.attune.delivery.notices";

  private final Supplier<String> baseUrl;

  NoticeWords(Supplier<String> baseUrl) {
    this.baseUrl = baseUrl;
  }

  /** Of a moment. */
  Notice of(OpenMoment moment, boolean saysFirstName, Recipient person) {
    ResourceBundle words = words(person);
    ZoneId zone = moment.team().map(Team::zone).orElse(ZoneOffset.UTC);
    String until = until(moment.expires(), zone, words.getLocale());
    Optional<String> name = saysFirstName ? moment.firstName() : Optional.empty();
    String text =
        name.map(who -> says(words, "moment.of", who, until))
            .orElseGet(() -> says(words, "moment", until));
    return new Notice(
        moment.id(),
        moment.title(),
        text,
        words.getString("open"),
        baseUrl.get() + "/moments/" + moment.id(),
        moment.urgency(),
        moment.expires());
  }

  /** Of a webhook that was switched off. */
  Notice ofWebhook(Webhook webhook, Standing.Off why, Recipient steward, Instant until) {
    ResourceBundle words = words(steward);
    return new Notice(
        "webhook-" + webhook.name(),
        says(words, "webhook.off", webhook.name()),
        why.reason(),
        words.getString("open"),
        baseUrl.get() + "/system",
        dev.attune.playbook.Urgency.HIGH,
        until);
  }

  private static ResourceBundle words(Recipient person) {
    Locale locale = person.language().orElse(Locale.ENGLISH);
    return ResourceBundle.getBundle(
        BUNDLE,
        locale,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
  }

  private static String says(ResourceBundle words, String key, Object... values) {
    return new MessageFormat(words.getString(key), words.getLocale()).format(values);
  }

  private static String until(Instant at, ZoneId zone, Locale locale) {
    Locale known = locale.getLanguage().isEmpty() ? Locale.ENGLISH : locale;
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
        .withLocale(known)
        .format(at.atZone(zone));
  }
}
