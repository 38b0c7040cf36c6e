package dev.attune.server;

import dev.attune.audit.AuditException;
import dev.attune.audit.AuditKey;
import dev.attune.customer.Data;
import dev.attune.delivery.Webhooks;
import dev.attune.engine.Engine;
import dev.attune.engine.EngineConfig;
import dev.attune.engine.EngineException;
import dev.attune.people.Secret;
import dev.attune.search.Search;
import dev.attune.wire.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A data directory, open, with everything that can be asked of it; and, once started, a server that
 * answers over HTTP.
 *
 * <p>Build by {@link #start}; use once; {@link #close} ends it. Thread-safe.
 */
public final class AttuneServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(AttuneServer.class.getName());
  private static final String ADDRESS_FILE = "SERVER";
  private static final String FIRST_TOKEN = "admin";

  private final Path data;
  private final Engine engine;
  private final Sources sources;
  private final Tokens tokens;
  private final Accounts accounts;
  private final Auditing auditing;
  private final Delivery delivery;
  private final Counters counters = new Counters();
  private final Listeners listeners = new Listeners();
  private final Heard heard = new Heard(InstantSource.system());
  private final Search search;
  private final Router router;
  private final ProblemPages problems;
  private final Optional<Demo> demo;
  private final List<HttpHost> hosts = new ArrayList<>();
  private String url = "";
  private @Nullable Secret firstToken;
  private @Nullable Secret founding;
  private @Nullable AuditHeads heads;

  private AttuneServer(
      Path data,
      Engine engine,
      EngineConfig config,
      Outgoing outgoing,
      InstantSource clock,
      Optional<Demo> demo) {
    this.data = data;
    this.engine = engine;
    this.demo = demo;
    this.search = new Search(data.resolve("search"), new EngineFeed(engine));
    SettingStore settings =
        new SettingStore() {
          @Override
          public Optional<byte[]> read(String key) {
            return engine.setting(key);
          }

          @Override
          public void write(String key, byte[] value) {
            engine.putSetting(key, Optional.of(value));
          }
        };
    this.sources = new Sources(settings, clock, new Strangers());
    this.tokens = new Tokens(settings, clock);
    this.accounts = new Accounts(engine, clock);
    this.auditing = new Auditing(engine, data.resolve(Auditing.KEY), clock);
    this.delivery =
        new Delivery(engine, outgoing, new TeamRecipients(engine, accounts), this::url, clock);
    Admission admission = new Admission(tokens, accounts, auditing);
    Framing framing = new Framing(engine, clock, accounts, demo);
    this.problems = new ProblemPages(framing);
    this.router = new Router(routes(config, clock, admission, framing), admission);
  }

  private List<Route> routes(
      EngineConfig config, InstantSource clock, Admission admission, Framing framing) {
    Staff staff = new Staff(engine, clock);
    Giving giving = new Giving(engine, staff, clock);
    Entrance entrance = new Entrance(accounts, auditing);
    Finding finding = new Finding(engine, search, auditing);
    List<Route> routes = new ArrayList<>();
    routes.addAll(new Intake(sources, engine, clock, counters, heard).routes());
    routes.addAll(new EventIntake(sources, engine, clock, counters).routes());
    ImportApi imports = new ImportApi(engine, clock, counters);
    routes.addAll(ImportPages.of(engine, framing, imports, data, clock));
    routes.addAll(new CustomerApi(engine, staff).routes());
    routes.addAll(new SearchApi(search).routes());
    routes.addAll(new SegmentApi(engine).routes());
    routes.addAll(new GoalApi(engine).routes());
    routes.addAll(new MomentApi(engine, staff, clock).routes());
    routes.addAll(new GraceApi(engine, giving).routes());
    routes.addAll(new AccountsApi(engine, clock).routes());
    routes.addAll(new LendApi(engine, staff, clock).routes());
    routes.addAll(new EffectApi(engine.outlet(), admission, listeners).routes());
    routes.addAll(new PlaybookApi(engine).routes());
    routes.addAll(new PlaybookVersions(engine).routes());
    routes.addAll(new RehearsalApi(engine, clock).routes());
    routes.addAll(new SuggestionApi(engine, clock).routes());
    routes.addAll(new AdminApi(sources, tokens).routes());
    routes.addAll(new SessionApi(accounts, entrance).routes());
    routes.addAll(new SignInForms(accounts, entrance, framing).routes());
    Roster roster = new Roster(accounts, auditing, clock);
    routes.addAll(new PeopleRoutes(engine, framing, roster, delivery, this::url).routes());
    routes.addAll(new AuditApi(auditing).routes());
    routes.addAll(new BackupApi(engine).routes());
    routes.addAll(new RejectApi(engine, sources).routes());
    routes.addAll(delivery.routes());
    routes.addAll(new OperationsApi(engine, config, counters, sources, delivery, search).routes());
    routes.addAll(PageRoutes.of(engine, framing, staff, sources, heard, finding));
    routes.addAll(PlaybookRoutes.of(engine, framing, clock));
    routes.addAll(new GraceRoutes(engine, framing, giving, staff, finding, clock).routes());
    demo.ifPresent(each -> routes.addAll(new DemoPages(each, accounts, entrance).routes()));
    return routes;
  }

  /**
   * Opens a directory for commands in this process; nobody else can ask it.
   *
   * @throws Failure if it cannot be opened
   */
  static AttuneServer open(Path data) {
    return open(data, Outgoing.USUAL, Optional.empty());
  }

  private static AttuneServer open(Path data, Outgoing outgoing, Optional<Demo> demo) {
    EngineConfig config = EngineConfig.usual();
    InstantSource clock = InstantSource.system();
    try {
      Engine engine = Engine.open(data, config, clock);
      return new AttuneServer(data, engine, config, outgoing, clock, demo);
    } catch (EngineException | AuditException e) {
      throw Failure.environment(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Opens the directory and listens.
   *
   * @throws Failure if one of the two is not possible
   */
  public static AttuneServer start(ServerConfig config) {
    return start(config, Optional.empty());
  }

  /** As above; where there is a demo, for this machine only and with its door. */
  static AttuneServer start(ServerConfig config, Optional<Demo> demo) {
    if (!config.isLoopback() && config.tls().isEmpty() && !config.plainOnNetwork()) {
      throw Failure.usage(
          "%s can be reached from other machines, so it needs TLS (--tls-certificate, --tls-key), or --plain-on-network behind a proxy that has it"
              .formatted(config.host()));
    }
    Optional<String> playbook = config.playbook().map(FirstPlaybook::read);
    config.auditKey().ifPresent(key -> linkKey(config.data(), key));
    AttuneServer server = open(config.data(), config.outgoing(), demo);
    try {
      server.prepare(playbook);
      server.search.start();
      server.listen(config);
      server.founding = server.accounts.founding().orElse(null);
      server.delivery.start();
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Without it the engine finds a directory that is none of its own. */
  private static void linkKey(Path data, Path key) {
    Path place = data.resolve(Auditing.KEY);
    try {
      if (!Files.isSymbolicLink(place)) {
        Engine.open(data, EngineConfig.usual(), InstantSource.system()).close();
      }
      AuditKey.link(place, key);
    } catch (AuditException | EngineException e) {
      throw Failure.environment(String.valueOf(e.getMessage()));
    }
  }

  /** What an empty directory needs before anybody can use it. */
  private void prepare(Optional<String> playbook) {
    if (tokens.all().isEmpty()) {
      firstToken = tokens.add(FIRST_TOKEN, Set.of(Scope.ADMIN)).secret();
    }
    if (engine.versions().isEmpty()) {
      FirstPlaybook.adopt(engine, playbook);
    }
  }

  private void listen(ServerConfig config) {
    HttpHost host = bind(config);
    hosts.add(host);
    String scheme = config.tls().isPresent() ? "https" : "http";
    url =
        "%s://%s:%d"
            .formatted(
                scheme,
                config.host().contains(":") ? "[" + config.host() + "]" : config.host(),
                host.port());
    String local = "http://%s:%d".formatted(ServerConfig.DEFAULT_HOST, host.port());
    if (config.tls().isPresent()) {
      // Commands on this machine need no certificate.
      HttpHost loopback = bind(ServerConfig.local(data));
      hosts.add(loopback);
      local = "http://%s:%d".formatted(ServerConfig.DEFAULT_HOST, loopback.port());
    } else if (config.isLoopback()) {
      local = url;
    }
    writeAddress(local);
    heads = AuditHeads.start(auditing, () -> accounts.sessions().tidy());
  }

  private HttpHost bind(ServerConfig config) {
    // Helidon only logs that it cannot listen; the person at the keyboard needs to hear why.
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(config.host(), config.port()));
    } catch (IOException e) {
      throw cannotListen(config, String.valueOf(e.getMessage()));
    }
    return HttpHost.start(config, request -> answer(config, request))
        .orElseThrow(() -> cannotListen(config, "see the log"));
  }

  private static Failure cannotListen(ServerConfig config, String reason) {
    return Failure.environment(
        "cannot listen on %s:%d (%s): end what uses the port, or choose another with --port"
            .formatted(config.host(), config.port(), reason));
  }

  private Answer answer(ServerConfig config, Request request) {
    Optional<Answer> misdirected =
        config
            .misdirected(request)
            .or(() -> demo.flatMap(each -> each.refused(request)))
            .map(Answer::of);
    misdirected.ifPresent(refusal -> counters.answered(refusal.status()));
    return misdirected.orElseGet(() -> answer(request));
  }

  /** Answers a request, over whatever it came. */
  Answer answer(Request request) {
    Answer answer = problems.shown(request, router.answer(request));
    counters.answered(answer.status());
    return answer;
  }

  /** Where commands on this machine find the server that runs on a directory. */
  static Path addressFile(Path data) {
    return data.resolve(ADDRESS_FILE);
  }

  private void writeAddress(String local) {
    Path file = addressFile(data);
    try {
      Files.deleteIfExists(file);
      try {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } catch (UnsupportedOperationException e) {
        Files.createFile(file);
      }
      Files.write(file, Json.write(Data.of("url", local, "token", tokens.own().reveal())));
    } catch (IOException e) {
      throw Failure.environment("cannot write %s: %s".formatted(file, e.getMessage()));
    }
  }

  /** The directory it serves. */
  public Path data() {
    return data;
  }

  /** Where it answers. */
  public String url() {
    return url;
  }

  /** The port it listens on. */
  public int port() {
    return hosts.getFirst().port();
  }

  /** What it serves. */
  public Engine engine() {
    return engine;
  }

  /** The token made at the first start on an empty directory. */
  public Optional<String> firstToken() {
    return Optional.ofNullable(firstToken).map(Secret::reveal);
  }

  /** The address of the page where the first steward says who they are, until there is one. */
  public Optional<String> firstSignIn() {
    return Optional.ofNullable(founding)
        .map(link -> url + SignInForms.FIRST + "?ticket=" + link.reveal());
  }

  /** A token that may do everything, until the process ends. */
  public String ownToken() {
    return tokens.own().reveal();
  }

  /**
   * Makes a source whose key is kept secret, and returns its write key.
   *
   * @throws Refusal if there is one of that name
   */
  public String addServerSource(String name) {
    return sources.add(name, Source.Kind.SERVER, Optional.empty()).key().reveal();
  }

  /**
   * Makes a source whose key anyone can read, and returns its write key.
   *
   * @throws Refusal if there is one of that name
   */
  public String addBrowserSource(String name) {
    return sources.add(name, Source.Kind.BROWSER, Optional.empty()).key().reveal();
  }

  /** Finds customers by what people type. */
  public Search search() {
    return search;
  }

  Router router() {
    return router;
  }

  Sources sources() {
    return sources;
  }

  Listeners listeners() {
    return listeners;
  }

  Auditing auditing() {
    return auditing;
  }

  Accounts accounts() {
    return accounts;
  }

  Webhooks webhooks() {
    return delivery.webhooks();
  }

  Tokens tokens() {
    return tokens;
  }

  /** Stops listening, lets what runs finish, and closes the directory. */
  @Override
  public void close() {
    listeners.close();
    hosts.forEach(HttpHost::close);
    if (heads != null) {
      heads.close();
    }
    search.close();
    try {
      if (!hosts.isEmpty()) {
        Files.deleteIfExists(addressFile(data));
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot delete the address file", e);
    }
    delivery.close();
    engine.close();
  }
}
