package dev.attune.server;

import dev.attune.customer.Data;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Segment's browser library asks before it sends anything. The answer is the same for every
 * key, known or not, so that nobody can find out keys here.
 */
final class SegmentSettings {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.\\-\\[\\]:]{1,255}");

  private SegmentSettings() {}

  static Answer answer(Request request) {
    Data.Builder integration =
        new Data.Builder()
            .put("apiKey", request.name("writeKey"))
            .put("unbundledIntegrations", List.of())
            .put("addBundledMetadata", true)
            .put("maybeBundledConfigIds", Data.EMPTY)
            .put(
                "versionSettings",
                Data.of("version", "4.4.7", "componentTypes", List.of("browser")));
    // Events then come back to where the settings came from, without further configuration.
    host(request)
        .ifPresent(host ->
            integration
                .put("apiHost", host + "/v1")
                .put("protocol", request.header(Proxies.SCHEME).orElse("http")));
    Data enabled = Data.of("__default", Data.of("enabled", true, "integrations", Data.EMPTY));
    return Answer.ok(
        Data.of(
            "integrations",
            Data.of("Segment.io", integration.build()),
            "plan",
            Data.of("track", enabled, "identify", enabled, "group", enabled),
            "edgeFunction",
            Data.EMPTY,
            "analyticsNextEnabled",
            true,
            "middlewareSettings",
            Data.EMPTY,
            "enabledMiddleware",
            Data.EMPTY,
            "metrics",
            Data.of("sampleRate", 0),
            "legacyVideoPluginsEnabled",
            false,
            "remotePlugins",
            List.of()));
  }

  private static Optional<String> host(Request request) {
    return request.header("host").filter(host -> HOST.matcher(host).matches());
  }
}
