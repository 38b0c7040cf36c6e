package dev.attune.engine;

import static dev.attune.customer.Id.anonymous;
import static dev.attune.customer.Id.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.attune.customer.Content;
import dev.attune.customer.Content.Corrected.Verdict;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.engine.Noted.Move;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinksTest {
  private final MemoryLinksStore store = new MemoryLinksStore();
  private final Links links = new Links(store);
  private int messages;

  @Test
  void knowsAUserByTheirOwnId() {
    seen(1, "ada", null);
    assertThat(customer(user("ada"))).isEqualTo("user:ada");
  }

  @Test
  void leavesADeviceAloneUntilItIsSeenUnderAUser() {
    seen(1, null, "phone");
    assertThat(customer(anonymous("phone"))).isEqualTo("anonymous:phone");
    assertThat(ownerOf("phone", 1)).isEqualTo("anonymous:phone");
  }

  @Test
  void givesADevicesPastToTheFirstUserItIsSeenUnder() {
    Noted noted = seen(5, "ada", "phone");
    assertThat(ownerOf("phone", 1)).isEqualTo("user:ada");
    assertThat(noted.moves())
        .containsExactly(
            new Move(anonymous("phone"), Interval.WHOLE, anonymous("phone"), user("ada")));
  }

  @Test
  void movesASharedDeviceOnFromThatSignalAndMergesNobody() {
    seen(2, "ada", "till");
    Signal bobs = signal(5, "bob", "till", new Content.Identify(Data.EMPTY));
    Noted noted = note(bobs);
    assertThat(noted.moves())
        .containsExactly(
            new Move(
                anonymous("till"), new Interval(Place.of(bobs), null), user("ada"), user("bob")));
    assertThat(List.of(ownerOf("till", 1), ownerOf("till", 4), ownerOf("till", 6)))
        .containsExactly("user:ada", "user:ada", "user:bob");
    assertThat(customer(user("ada"))).isEqualTo("user:ada anonymous:till");
    assertThat(customer(user("bob"))).isEqualTo("user:bob anonymous:till");
    assertThat(links.customer(anonymous("till")).canonical()).isEqualTo(user("bob"));
  }

  @Test
  void splitsAStretchWhenALateSignalShowsSomebodyElseInIt() {
    seen(2, "ada", "till");
    seen(8, "ada", "till");
    Noted noted = seen(5, "bob", "till");
    assertThat(noted.moves()).hasSize(1);
    assertThat(noted.before()).containsExactly(user("ada"));
    assertThat(noted.after()).containsExactly(user("bob"));
    assertThat(ownerOf("till", 3)).isEqualTo("user:ada");
    assertThat(ownerOf("till", 6)).isEqualTo("user:bob");
    assertThat(ownerOf("till", 9)).isEqualTo("user:ada");
  }

  @Test
  void joinsUsersByAnAliasFromAServer() {
    seen(1, "zoe", null);
    seen(1, "ada", null);
    Noted noted = alias(Origin.SERVER, 2, "zoe", "ada");
    assertThat(noted.before()).containsExactly(user("zoe"), anonymous("zoe"));
    assertThat(noted.after()).containsExactly(user("ada"));
    assertThat(customer(user("zoe"))).isEqualTo("user:ada user:zoe anonymous:zoe");
  }

  @Test
  void joinsNoTwoUsersByHearsay() {
    seen(1, "zoe", null);
    alias(Origin.BROWSER, 2, "zoe", "ada");
    correct(Origin.BROWSER, 3, user("zoe"), user("ada"), Verdict.SAME);
    assertThat(customer(user("ada"))).isEqualTo("user:ada anonymous:zoe");
    assertThat(customer(user("zoe"))).isEqualTo("user:zoe");
  }

  @Test
  void isNeverKnownByAnIdThatOnlyAnAliasNames() {
    alias(Origin.SERVER, 1, "before", "now");
    assertThat(links.customer(user("before")).canonical()).isEqualTo(user("now"));
    Noted noted = seen(2, "before", null);
    assertThat(noted.customer()).isEqualTo(user("before"));
    assertThat(noted.before()).containsExactly(user("now"));
    assertThat(noted.after()).containsExactly(user("before"));
  }

  @Test
  void namesACustomerWhomNoSignalNamedByTheirSmallestDevice() {
    correct(Origin.STAFF, 1, anonymous("tablet"), user("planned"), Verdict.SAME);
    correct(Origin.STAFF, 1, anonymous("phone"), user("planned"), Verdict.SAME);
    assertThat(customer(user("planned")))
        .isEqualTo("user:planned anonymous:phone anonymous:tablet");
    assertThat(links.customer(user("planned")).canonical()).isEqualTo(anonymous("phone"));
    Noted noted = seen(2, "planned", null);
    assertThat(noted.before()).containsExactly(anonymous("phone"));
    assertThat(noted.after()).containsExactly(user("planned"));
  }

  @Test
  void letsAPersonMergeAndUnmergeUsersAndTheLatestWordHold() {
    seen(1, "ada", null);
    seen(1, "bob", null);
    correct(Origin.STAFF, 2, user("ada"), user("bob"), Verdict.SAME);
    assertThat(customer(user("bob"))).isEqualTo("user:ada user:bob");
    correct(Origin.STAFF, 4, user("bob"), user("ada"), Verdict.DIFFERENT);
    assertThat(customer(user("bob"))).isEqualTo("user:bob");
    assertThat(correct(Origin.STAFF, 3, user("ada"), user("bob"), Verdict.SAME).moves()).isEmpty();
    assertThat(customer(user("bob"))).isEqualTo("user:bob");
    correct(Origin.STAFF, 5, user("ada"), user("bob"), Verdict.SAME);
    assertThat(customer(user("bob"))).isEqualTo("user:ada user:bob");
  }

  @Test
  void cutsADeviceFromAUserUntilItIsSeenUnderThemAgain() {
    seen(2, "ada", "phone");
    correct(Origin.STAFF, 4, anonymous("phone"), user("ada"), Verdict.DIFFERENT);
    assertThat(customer(anonymous("phone"))).isEqualTo("anonymous:phone");
    seen(3, "ada", "phone");
    assertThat(customer(anonymous("phone"))).isEqualTo("anonymous:phone");
    seen(5, "ada", "phone");
    assertThat(ownerOf("phone", 1)).isEqualTo("user:ada");
  }

  @Test
  void givesASharedDeviceBackToTheOtherWhenOneIsCut() {
    seen(2, "ada", "till");
    seen(4, "bob", "till");
    correct(Origin.STAFF, 9, anonymous("till"), user("bob"), Verdict.DIFFERENT);
    assertThat(ownerOf("till", 6)).isEqualTo("user:ada");
    assertThat(customer(user("bob"))).isEqualTo("user:bob");
  }

  @Test
  void cutsByACorrectionSentUnderTheTwoIdsItSeparates() {
    seen(2, "ada", "phone");
    note(
        signal(
            Origin.STAFF,
            4,
            "ada",
            "phone",
            new Content.Corrected(anonymous("phone"), user("ada"), Verdict.DIFFERENT, "Kim")));
    assertThat(customer(user("ada"))).isEqualTo("user:ada");
  }

  @Test
  void sharesSightingsBetweenDevicesThatAreTheSame() {
    seen(2, "ada", "phone");
    correct(Origin.STAFF, 3, anonymous("phone"), anonymous("watch"), Verdict.SAME);
    assertThat(customer(user("ada"))).isEqualTo("user:ada anonymous:phone anonymous:watch");
    correct(Origin.STAFF, 4, anonymous("phone"), anonymous("watch"), Verdict.DIFFERENT);
    assertThat(customer(anonymous("watch"))).isEqualTo("anonymous:watch");
  }

  @Test
  void joinsADeviceSeenUnderMoreThanFiftyUsersToNobodyForEver() {
    for (int i = 0; i < 50; i++) {
      seen(i, "user" + i, "kiosk");
    }
    assertThat(ownerOf("kiosk", 0)).isEqualTo("user:user0");
    Noted noted = seen(99, "user99", "kiosk");
    assertThat(noted.before()).hasSize(50);
    assertThat(noted.after()).containsExactly(anonymous("kiosk"));
    assertThat(customer(user("user0"))).isEqualTo("user:user0");
    correct(Origin.STAFF, 100, anonymous("kiosk"), user("user0"), Verdict.SAME);
    seen(101, "user0", "kiosk");
    assertThat(customer(anonymous("kiosk"))).isEqualTo("anonymous:kiosk");
    assertThat(store.bytes(anonymous("kiosk"))).isLessThan(8);
  }

  @Test
  void joinsLongChainsAndCyclesInAnyOrder() {
    List<Signal> chain = new ArrayList<>();
    for (int i = 0; i < 999; i++) {
      chain.add(merge(user("u%04d".formatted(i)), user("u%04d".formatted(i + 1))));
    }
    chain.add(merge(user("u0999"), user("u0000")));
    Collections.shuffle(chain, new Random(7));
    chain.forEach(this::note);
    Identity customer = links.customer(user("u0500"));
    assertThat(customer.members()).hasSize(1000);
    assertThat(customer.canonical()).isEqualTo(user("u0000"));
  }

  @Test
  void joinsNobodyByWordsWhileTheyWouldMakeOneOfTooMany() {
    Links hundred = new Links(store, new LinksLimits(50, 4096, 100));
    for (int i = 0; i < 100; i++) {
      hundred.note(merge(user("u%03d".formatted(i)), user("u%03d".formatted(i + 1))));
    }
    assertThat(hundred.customer(user("u050")).members()).hasSize(1);
    Content cut = new Content.Corrected(user("u050"), user("u051"), Verdict.DIFFERENT, "Kim");
    hundred.note(signal(Origin.STAFF, 9, null, "desk", cut));
    assertThat(hundred.customer(user("u050")).members()).hasSize(51);
    assertThat(hundred.customer(user("u051")).members()).hasSize(50);
  }

  @Test
  void joinsNobodyByAFormerNameThatTooManyShare() {
    Links hundred = new Links(store, new LinksLimits(50, 4096, 100));
    for (int i = 0; i < 101; i++) {
      hundred.note(signal(i, "u%03d".formatted(i), null, new Content.Alias("visitor")));
    }
    assertThat(hundred.customer(user("u050")).members()).hasSize(1);
    assertThat(store.bytes(user("visitor"))).isLessThan(8);
  }

  @Test
  void writesNothingForWhatIsKnown() {
    seen(1, "ada", "phone");
    seen(1, "bob", "till");
    seen(2, "cyn", "till");
    store.resetCounts();
    assertThat(seen(5, "ada", null).moves()).isEmpty();
    assertThat(store.reads()).isEqualTo(1);
    assertThat(seen(6, "ada", "phone").moves()).isEmpty();
    assertThat(seen(7, "cyn", "till").moves()).isEmpty();
    assertThat(seen(8, null, "phone").customer()).isEqualTo(user("ada"));
    assertThat(store.reads()).isEqualTo(7);
    assertThat(store.writes()).isZero();
  }

  @Test
  void keepsSmallRecords() {
    seen(1_700_000_000, "user-12345", "3f0c3a52-4a53-4b43-9a3e-0a8d3f6c9b11");
    assertThat(store.bytes(user("user-12345"))).isEqualTo(2);
    assertThat(store.bytes(anonymous("3f0c3a52-4a53-4b43-9a3e-0a8d3f6c9b11"))).isLessThan(40);
  }

  @Test
  void listsWhoJoinedWhatByWhichSignalAndWhatWasCut() {
    seen(1, "ada", "phone");
    alias(Origin.SERVER, 2, "old", "ada");
    correct(Origin.STAFF, 3, user("ada"), user("bob"), Verdict.SAME);
    correct(Origin.STAFF, 4, user("ada"), user("bob"), Verdict.DIFFERENT);
    assertThat(links.links(anonymous("phone")))
        .extracting(Link::first, Link::second, Link::how, Link::by, Link::joins)
        .containsExactly(
            tuple(user("ada"), user("bob"), Link.How.CORRECTED, "Kim", false),
            tuple(user("ada"), user("old"), Link.How.ALIAS, "", true),
            tuple(user("ada"), anonymous("old"), Link.How.SEEN, "", true),
            tuple(user("ada"), anonymous("phone"), Link.How.SEEN, "", true));
    assertThat(links.links(user("ada")).getLast().at().signal())
        .isEqualTo(new SignalId("shop", "m1"));
  }

  @Test
  void refusesARecordOfANewerVersionOrCutShort() {
    assertThatThrownBy(() -> UserLinks.decode(new byte[] {9, 0}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("links record has version 9, this program reads 1");
    assertThatThrownBy(() -> DeviceLinks.decode(new byte[] {1, 0, 1, 5, 'a'}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("links record of 5 bytes ends early, 5 more wanted at 4");
  }

  private String customer(Id id) {
    return String.join(
        " ", links.customer(id).members().stream().map(member -> member.id().toString()).toList());
  }

  private String ownerOf(String device, int second) {
    Signal signal = signal(second, null, device, new Content.Page(null, Data.EMPTY));
    return links.customerOf(signal).toString();
  }

  private Noted seen(int second, @Nullable String user, @Nullable String device) {
    return note(signal(second, user, device, new Content.Track("Ride", Data.EMPTY)));
  }

  private Noted alias(Origin origin, int second, String previous, String user) {
    return note(signal(origin, second, user, null, new Content.Alias(previous)));
  }

  private Noted correct(Origin origin, int second, Id first, Id other, Verdict verdict) {
    Content said = new Content.Corrected(first, other, verdict, "Kim");
    return note(signal(origin, second, null, "desk", said));
  }

  private Signal merge(Id first, Id second) {
    Content said = new Content.Corrected(first, second, Verdict.SAME, "Kim");
    return signal(Origin.STAFF, 1, first.value(), null, said);
  }

  private Noted note(Signal signal) {
    store.keep(List.of(signal));
    return links.note(signal);
  }

  private Signal signal(
      int second, @Nullable String user, @Nullable String device, Content content) {
    return signal(Origin.SERVER, second, user, device, content);
  }

  private Signal signal(
      Origin origin, int second, @Nullable String user, @Nullable String device, Content content) {
    SignalId id = new SignalId("shop", "m" + ++messages);
    return new Signal(id, origin, user, device, Instant.ofEpochSecond(second), Data.EMPTY, content);
  }
}
