package dev.attune.engine;

import dev.attune.care.Limit;
import dev.attune.engine.Accounts.About;
import dev.attune.engine.Accounts.Alike;
import dev.attune.engine.Accounts.Counted;
import dev.attune.engine.Accounts.Question;
import dev.attune.engine.Choice.What;
import dev.attune.playbook.Care;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Finds what a steward might ask about: somebody who gives otherwise than the others do. A question
 * is asked of what is several times as frequent as with anybody else, and never of a few.
 */
final class Questions {
  private static final int ENOUGH = 5;
  private static final int TIMES = 3;
  private static final int MOST_EVIDENCE = 20;
  private static final int ALIKE = 3;

  /** Of a limit; from there on a gesture comes close to it. */
  private static final BigDecimal NEAR = new BigDecimal("0.9");

  private final Map<String, List<GestureView>> byGiver = new TreeMap<>();
  private final Care care;

  /** Of gestures, newest first. */
  Questions(List<GestureView> all, Care care) {
    this.care = care;
    for (GestureView gesture : all) {
      if (gesture.counts() && !gesture.choice().by().isAuto()) {
        byGiver
            .computeIfAbsent(gesture.choice().by().name(), name -> new ArrayList<>())
            .add(gesture);
      }
    }
  }

  List<Question> questions() {
    List<Question> questions = new ArrayList<>(ofOneCustomer());
    questions.addAll(frequent(About.HOURS, this::isOutOfHours));
    questions.addAll(frequent(About.NEAR_THE_LIMIT, Questions::isNearTheLimit));
    return questions;
  }

  private List<Question> ofOneCustomer() {
    Map<String, Map<String, List<GestureView>>> pairs = new TreeMap<>();
    byGiver.forEach((giver, given) -> {
      Map<String, List<GestureView>> customers = new TreeMap<>();
      given.forEach(each ->
          customers.computeIfAbsent(each.customer().toString(), id -> new ArrayList<>()).add(each));
      pairs.put(giver, customers);
    });
    List<Question> questions = new ArrayList<>();
    pairs.forEach((giver, customers) -> {
      int usual =
          pairs.entrySet().stream()
              .filter(other -> !other.getKey().equals(giver))
              .flatMap(other -> other.getValue().values().stream())
              .mapToInt(List::size)
              .max()
              .orElse(0);
      customers.forEach((customer, given) -> {
        if (pairs.size() > 1 && given.size() >= ENOUGH && given.size() >= TIMES * usual) {
          int times = given.size();
          Counted counted = new Counted(times, byGiver.getOrDefault(giver, given).size(), usual);
          questions.add(new Question(About.ONE_CUSTOMER, giver, customer, counted, ids(given)));
        }
      });
    });
    return questions;
  }

  /** What somebody does several times as often as the others do together. */
  private List<Question> frequent(About about, Predicate<GestureView> is) {
    List<Question> questions = new ArrayList<>();
    byGiver.forEach((giver, given) -> {
      List<GestureView> theirs = given.stream().filter(is).toList();
      long others = 0;
      long all = 0;
      for (Map.Entry<String, List<GestureView>> other : byGiver.entrySet()) {
        if (!other.getKey().equals(giver)) {
          all += other.getValue().size();
          others += other.getValue().stream().filter(is).count();
        }
      }
      double usual = all == 0 ? 0 : (double) others / all;
      double share = (double) theirs.size() / given.size();
      if (all >= ENOUGH && theirs.size() >= ENOUGH && share >= TIMES * usual) {
        Counted counted = new Counted(theirs.size(), given.size(), StrictMath.round(100 * usual));
        questions.add(new Question(about, giver, "", counted, ids(theirs)));
      }
    });
    return questions;
  }

  private boolean isOutOfHours(GestureView gesture) {
    Choice choice = gesture.choice();
    return choice
        .by()
        .teamOf(care)
        .map(team -> !team.hours().covers(choice.at(), team.zone()))
        .orElse(false);
  }

  private static boolean isNearTheLimit(GestureView gesture) {
    return gesture
        .choice()
        .by()
        .allowance()
        .of(Limit.PER_GESTURE)
        .filter(limit -> limit.signum() > 0)
        .map(limit -> gesture.cost().divide(limit, 6, RoundingMode.DOWN).compareTo(NEAR) >= 0)
        .orElse(false);
  }

  private static List<String> ids(List<GestureView> given) {
    return given.stream().limit(MOST_EVIDENCE).map(GestureView::id).toList();
  }

  /** What was given in words that are alike; of gestures, newest first. */
  static List<Alike> alike(List<GestureView> all) {
    Map<String, List<GestureView>> grouped = new LinkedHashMap<>();
    for (GestureView gesture : all) {
      if (gesture.counts() && gesture.choice().what() instanceof What.Else other) {
        grouped.computeIfAbsent(normal(other.words()), words -> new ArrayList<>()).add(gesture);
      }
    }
    List<Alike> alike = new ArrayList<>();
    grouped.forEach((words, given) -> {
      if (given.size() >= ALIKE) {
        Set<String> people = new HashSet<>();
        given.forEach(each -> people.add(each.choice().by().name()));
        List<BigDecimal> amounts = given.stream().map(GestureView::cost).sorted().toList();
        alike.add(
            new Alike(
                given.getFirst().title(),
                given.size(),
                people.size(),
                amounts.getFirst(),
                amounts.getLast(),
                ids(given)));
      }
    });
    alike.sort(Comparator.comparingInt(Alike::times).reversed().thenComparing(Alike::words));
    return alike;
  }

  /** Words without case, punctuation and more than one space. */
  static String normal(String words) {
    return words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }
}
