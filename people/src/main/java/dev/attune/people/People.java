package dev.attune.people;

import dev.attune.playbook.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Everybody who works with Attune, or did: names are never given again, since records name people
 * by them. At least one steward can always sign in.
 *
 * <p>Thread-safe: reading is one look into a map; changes take this object's lock, are kept first,
 * and show after.
 */
public final class People {
  /** How long a link for a first sign-in is good. */
  public static final Duration LINK_LIFE = Duration.ofDays(3);

  private static final String PREFIX = "person/";
  private static final String LINK = "attune_link_";
  private static final int MOST = 10_000;

  private final Records records;
  private final InstantSource clock;
  private final Passwords passwords;
  private final Map<String, Account> accounts = new ConcurrentHashMap<>();
  private Optional<Account.Link> founding = Optional.empty();

  /** An account, and the secret of a link to it that nobody will see again. */
  public record Invited(Account account, Secret link) {}

  /** Reads everybody. */
  public People(Records records, InstantSource clock, Passwords passwords) {
    this.records = records;
    this.clock = clock;
    this.passwords = passwords;
    records
        .all(PREFIX)
        .values()
        .forEach(data -> {
          Account account = AccountFormat.read(data);
          accounts.put(account.person().name(), account);
        });
  }

  /** Everybody, by name; those who ended too. */
  public List<Account> all() {
    return accounts.values().stream()
        .sorted(Comparator.comparing(account -> account.person().name()))
        .toList();
  }

  /** The account of this name, ended or not. */
  public Optional<Account> find(String name) {
    return Optional.ofNullable(accounts.get(name));
  }

  /** The person of this name, as they are now; nobody who ended. */
  public Optional<Person> live(String name) {
    return find(name).filter(Account::isLive).map(Account::person);
  }

  /** Whether there is a steward who can sign in. */
  public boolean hasSteward() {
    return accounts.values().stream().anyMatch(People::isSteward);
  }

  private static boolean isSteward(Account account) {
    return account.isLive()
        && account.person().role() == Role.STEWARD
        && account.password().isPresent();
  }

  /**
   * Adds somebody, with a link for their first sign-in.
   *
   * @throws PeopleException if the name is taken
   */
  public synchronized Invited add(Person person) {
    Account had = accounts.get(person.name());
    if (had != null) {
      throw PeopleException.conflict(
          "name-in-use",
          had.isLive()
              ? "there is somebody named " + person.name()
              : "somebody named "
                  + person.name()
                  + " ended; names are not given again, but they can return");
    }
    if (accounts.size() >= MOST) {
      throw PeopleException.conflict("too-many-people", "there are 10,000 people already");
    }
    return invited(
        new Account(person, Optional.empty(), Optional.empty(), now(), Optional.empty()));
  }

  /**
   * Changes what is said of somebody; their name stays.
   *
   * @throws PeopleException if there is no such person, or no steward would be left
   */
  public synchronized Account change(String name, UnaryOperator<Person> how) {
    Account account = demand(name);
    Person changed = how.apply(account.person());
    if (!changed.name().equals(name)) {
      throw PeopleException.bad("name", changed.name(), "a name never changes: " + name);
    }
    return keep(account.with(changed));
  }

  /**
   * Lets somebody sign in no more; what they did stays theirs.
   *
   * @throws PeopleException if there is no such person, or no steward would be left
   */
  public synchronized Account end(String name) {
    Account account = demand(name);
    return keep(
        new Account(
            account.person(),
            Optional.empty(),
            Optional.empty(),
            account.since(),
            Optional.of(now())));
  }

  /**
   * A new link by which somebody sets a password: for the first time, or because they forgot it.
   * Who ended returns. The link before is void; the password stays until the link is used.
   *
   * @throws PeopleException if there is no such account
   */
  public synchronized Invited invite(String name) {
    Account account = find(name).orElseThrow(() -> unknown(name));
    return invited(
        new Account(
            account.person(),
            account.password(),
            Optional.empty(),
            account.since(),
            Optional.empty()));
  }

  /** A link by which whoever holds it becomes the first steward, until there is one. */
  public synchronized Secret found() {
    if (hasSteward()) {
      throw PeopleException.conflict("steward-exists", "there is a steward already");
    }
    Secret link = Secret.fresh(LINK);
    founding = Optional.of(new Account.Link(link.hash(), now().plus(LINK_LIFE)));
    return link;
  }

  /** For whom a link is. */
  public sealed interface For {
    /** Somebody who was added. */
    record Known(Person person) implements For {}

    /** Whoever will be the first steward, and says who they are. */
    record FirstSteward() implements For {}
  }

  /** For whom a link is, if it is still good. */
  public synchronized Optional<For> whose(Secret link) {
    String hash = link.hash();
    Instant now = now();
    if (isFounding(hash, now)) {
      return Optional.of(new For.FirstSteward());
    }
    return opened(hash, now).map(account -> new For.Known(account.person()));
  }

  private boolean isFounding(String hash, Instant now) {
    return !hasSteward()
        && founding
            .map(link -> link.hash().equals(hash) && now.isBefore(link.until()))
            .orElse(false);
  }

  private Optional<Account> opened(String hash, Instant now) {
    return accounts.values().stream().filter(account -> account.opensBy(hash, now)).findFirst();
  }

  /**
   * Sets a password by a link, which is used up.
   *
   * @throws PeopleException if the link is not good, or the password will not do
   */
  public Person accept(Secret link, String password) {
    For whose = whose(link).orElseThrow(People::badLink);
    if (!(whose instanceof For.Known known)) {
      throw PeopleException.bad("name", "", "the name of the first steward");
    }
    PasswordRules.check(password, known.person());
    String hash = passwords.hash(password);
    synchronized (this) {
      Account account = opened(link.hash(), now()).orElseThrow(People::badLink);
      return keep(account, hash).person();
    }
  }

  /**
   * Makes the first steward by the link of {@link #found}, which is used up.
   *
   * @throws PeopleException if the link is not good, or what they say of themselves will not do
   */
  public Person acceptFirst(Secret link, String name, String title, String password) {
    Person person = Person.of(name, title, Role.STEWARD);
    PasswordRules.check(password, person);
    String hash = passwords.hash(password);
    synchronized (this) {
      if (!isFounding(link.hash(), now())) {
        throw badLink();
      }
      if (accounts.containsKey(name)) {
        throw PeopleException.conflict("name-in-use", "there is somebody named " + name);
      }
      Account account =
          new Account(person, Optional.empty(), Optional.empty(), now(), Optional.empty());
      Person kept = keep(account, hash).person();
      founding = Optional.empty();
      return kept;
    }
  }

  /** Who this is, if the password is theirs. Takes as long for a name that nobody has. */
  public Optional<Person> verify(String name, String password) {
    Account account = accounts.get(name);
    if (account == null || !account.isLive() || account.password().isEmpty()) {
      passwords.compareInVain(password);
      return Optional.empty();
    }
    String kept = account.password().get();
    if (!passwords.matches(password, kept)) {
      return Optional.empty();
    }
    if (passwords.isOutdated(kept)) {
      rehash(account, passwords.hash(password));
    }
    return live(name);
  }

  private synchronized void rehash(Account account, String hash) {
    if (account.equals(accounts.get(account.person().name()))) {
      Account unused = keep(account, hash);
    }
  }

  /**
   * Gives somebody another password, who was {@linkplain #verify verified}.
   *
   * @throws PeopleException if it will not do
   */
  public void changePassword(String name, String password) {
    PasswordRules.check(password, demand(name).person());
    String hash = passwords.hash(password);
    synchronized (this) {
      Account unused = keep(demand(name), hash);
    }
  }

  private Account keep(Account account, String hash) {
    return keep(
        new Account(
            account.person(),
            Optional.of(hash),
            Optional.empty(),
            account.since(),
            account.endedAt()));
  }

  private Invited invited(Account account) {
    Secret link = Secret.fresh(LINK);
    Account invited =
        new Account(
            account.person(),
            account.password(),
            Optional.of(new Account.Link(link.hash(), now().plus(LINK_LIFE))),
            account.since(),
            account.endedAt());
    return new Invited(keep(invited), link);
  }

  private Account keep(Account account) {
    String name = account.person().name();
    Account before = accounts.get(name);
    if (before != null && isSteward(before) && !isSteward(account)) {
      checkOthers(name);
    }
    records.write(PREFIX + name, Optional.of(AccountFormat.write(account)));
    accounts.put(name, account);
    return account;
  }

  private void checkOthers(String name) {
    List<Account> others = new ArrayList<>(accounts.values());
    others.removeIf(account -> account.person().name().equals(name));
    if (others.stream().noneMatch(People::isSteward)) {
      throw PeopleException.conflict(
          "last-steward", name + " is the only steward who can sign in: make another one first");
    }
  }

  private Account demand(String name) {
    return find(name).filter(Account::isLive).orElseThrow(() -> unknown(name));
  }

  private static PeopleException unknown(String name) {
    return PeopleException.absent("no-such-person", "there is nobody named '" + name + "'");
  }

  private static PeopleException badLink() {
    return PeopleException.absent(
        "bad-link", "this link was used already, or is too old: a steward can give you a new one");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
