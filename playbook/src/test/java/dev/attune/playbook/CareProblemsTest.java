package dev.attune.playbook;

import static dev.attune.playbook.Refusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CareProblemsTest {
  private static final String HOW =
      "write does: { webhook: NAME }, { task: WHAT TO DO },"
          + " { message: TEXT, through: WEBHOOK } or myself";

  @Test
  void knowsWhatAnOptionNeeds() {
    refuses(
        """
        playbook: X
        options:
          a: 40
          b: { cost: 0 }
          c: { title: C }
          d: { title: D, cost: 0, does: {} }
          e: { title: E, cost: 0, does: { webhook: a, task: b } }
          f: { title: F, cost: 0, does: flowers }
          g: { title: G, cost: 0, does: { message: Hello } }
          h: { title: H, cost: 0, does: { webhook: a, through: b } }
          i: { title: I, cost: 0, roles: [frontline], at-most: twice a year }
          j: { title: J, cost: 0, auto: maybe, undo: 0s, costs: 3 }
        """,
        "3:3 option a does not say what it is [write { title: WHAT PEOPLE SEE, cost: 0 }]",
        "4:6 option b has no title [add title: WHAT PEOPLE SEE]",
        "5:6 option c has no cost [add cost: 0 if it is free]",
        "6:33 option d has no way to do it [" + HOW + "]",
        "7:47 option e says both webhook and task [an option does one thing; make two options]",
        "8:33 option f does what nobody knows: flowers [" + HOW + "]",
        "9:35 message needs through beside it"
            + " [add through: WEBHOOK, the system that writes to customers]",
        "10:47 through means something only beside message",
        "11:35 unknown role frontline [did you mean front-line?]",
        "11:56 at-most is how often in which time, not twice a year [write at-most: 2 per 365d]",
        "12:33 auto is true or false, not maybe",
        "12:46 undo must be longer than zero: 0s",
        "12:50 unknown word costs [did you mean cost?]");
  }

  @Test
  void knowsWhatACostIs() {
    String alone = "write the number alone, such as 40 or 39.90; the currency stands in trust";
    refuses(
        """
        playbook: X
        facts:
          lastRide: { last: Ride }
          fare: { latest: Ride, of: properties.fare }
        options:
          a: { title: A, cost: -5 }
          b: { title: B, cost: facts.lastRide }
          c: { title: C, cost: facts.fair }
          d: { title: D, cost: "'free'" }
          e: { title: E, cost: facts.fare > 3 }
          f: { title: F, cost: 1.1234567 }
          g: { title: G, cost: 10 EUR }
        """,
        "6:24 cost cannot be negative: -5",
        "7:24 a cost is a number, but this is a time"
            + " [write 40, facts.lastFare or 0.5 * facts.spend90]",
        "8:24 unknown fact fair [known: lastRide, fare]",
        "9:25 a cost is a number, but this is a text"
            + " [write 40, facts.lastFare or 0.5 * facts.spend90]",
        "10:24 a cost is a number, but this is true or false"
            + " [write 40, facts.lastFare or 0.5 * facts.spend90]",
        "11:24 cost is no amount: 1.1234567 [" + alone + "]",
        "12:27 'EUR' does not belong here [an amount is a number alone; trust says its currency]");
  }

  @Test
  void knowsTeams() {
    refuses(
        """
        playbook: X
        zone: UTC
        teams:
          a: { default: true, zone: Europe/Berln }
          b: { default: true, channels: [push, fax], hours: { mon-fry: 08:00-18:00 } }
          c: { hours: { mon: 8-18, tue: } }
          d: { hours: sometimes }
          e: everybody
        """,
        "4:29 unknown zone Europe/Berln [did you mean Europe/Berlin?]",
        "5:3 two teams are the default: a and b"
            + " [moments that name no team reach one; remove default from the other]",
        "5:40 unknown channel fax [known: push, email, chat]",
        "5:55 this is no day or range of days: mon-fry"
            + " [write hours: { mon-fri: 08:00-18:00, sat: 09:00-14:00 }]",
        "6:22 these are no times of a day: 8-18"
            + " [write hours: { mon-fri: 08:00-18:00, sat: 09:00-14:00 }]",
        "6:32 hours are times of a day [write 08:00-18:00]",
        "7:15 hours are always or days with times"
            + " [write hours: { mon-fri: 08:00-18:00, sat: 09:00-14:00 }]",
        "8:6 team e takes words with values"
            + " [write e: { region: Berlin, hours: { mon-fri: 08:00-18:00 } }]");
    refuses(
        "playbook: X\nteams: { a: , b: }\n",
        "2:10 no team is the default"
            + " [moments that name no team reach it: add default: true to one]");
  }

  @Test
  void knowsWhatAMomentMayOfferToWhom() {
    refuses(
        """
        playbook: X
        teams: { care: { region: Berlin } }
        options:
          call: { title: Call, cost: 0, teams: [car], places: [Berln] }
        moments:
          a: { becomes: true, options: [cal], team: cares, urgency: hihg }
          b: { becomes: true, good: { within: 3d } }
          c: { becomes: true, good: { event: A, becomes: true } }
          d: { becomes: true, good: { becomes: true, where: true } }
          e: { becomes: true, options: [[call]] }
        """,
        "4:41 unknown team car [did you mean care?]",
        "4:56 no team works in Berln [did you mean Berlin?]",
        "6:33 unknown option cal [did you mean call?]",
        "6:45 unknown team cares [did you mean care?]",
        "6:61 unknown urgency hihg [did you mean high?]",
        "7:29 good is one of event and becomes"
            + " [write good: { event: Order Completed, within: 30d }]",
        "8:29 good is one of event and becomes"
            + " [write good: { event: Order Completed, within: 30d }]",
        "9:46 where means something only beside event",
        "10:33 options takes names [write options: [a, b]]");
    refuses(
        "playbook: X\nmoments:\n  a: { becomes: true, team: care }\n",
        "3:29 unknown team care [the playbook has no teams: add teams: {care:}]");
  }

  @Test
  void knowsBudgets() {
    refuses(
        """
        playbook: X
        attention: 0
        trust:
          currency: EURO
          front-line: 100
          lead: {}
          steward: { per-gesture: a lot }
          frontline: { per-day: 3 }
          team-per-day: { care: 30 }
        """,
        "2:12 attention is a whole number from 1 to 1000, not 0"
            + " [it is how many open moments a person is offered at a time; usual is 20]",
        "4:13 unknown currency EURO [write its three letters, such as EUR or USD]",
        "5:15 front-line takes names with values, such as NAME: ...",
        "6:3 lead has no limit"
            + " [write { per-gesture: 100, per-day: 500 }; who has no budget gives what is free]",
        "7:27 per-gesture is no amount: a lot"
            + " [write the number alone, such as 40 or 39.90; the currency stands in trust]",
        "8:3 unknown word frontline [did you mean front-line?]",
        "9:19 unknown team care [the playbook has no teams: add teams: {care:}]");
    refuses(
        "playbook: X\ntrust: { lead: { per-day: 3 } }\n",
        "2:8 trust says amounts, but not in which currency [add currency: EUR]");
    refuses(
        "playbook: X\ntrust: { currency: JPY, lead: { per-day: 3.5 } }\n",
        "2:42 per-day has more decimals than JPY: 3.5 [JPY has none]");
  }

  @Test
  void refusesGraceByItselfThatNobodyPaysOrDoes() {
    refuses(
        """
        playbook: X
        options:
          flowers: { title: Flowers, cost: 3, auto: true }
        """,
        "3:3 option flowers is given by itself, but has no way to do it"
            + " [add does: { webhook: NAME }, { task: WHAT TO DO } or"
            + " { message: TEXT, through: NAME }]",
        "3:3 option flowers is given by itself, but nothing may be spent by itself"
            + " [add auto: { per-gesture: 20, per-day: 200 } to trust]");
  }

  @Test
  void warnsOfOptionsAndBudgetsThatDoNotMeet() {
    assertThat(
            warnings(
                """
                playbook: X
                trust:
                  currency: EUR
                  front-line: { per-gesture: 30, per-day: 20 }
                  lead: { per-gesture: 50 }
                options:
                  repair: { title: Repair it, cost: 40, does: myself, undo: 60s }
                  car: { title: A new car, cost: 30000, does: myself }
                  spare: { title: A spare part, cost: traits.price }
                moments:
                  late: { becomes: true, options: [repair, car, repair] }
                """))
        .containsExactly(
            "4:3 the budget of front-line fits no option of any moment"
                + " [one gesture may cost 20, and the cheapest option is repair, which costs 40]",
            "4:17 per-gesture is more than per-day, so it is never reached"
                + " [lower it to 20, or raise per-day]",
            "7:3 undo means nothing for repair: the person does it there and then"
                + " [remove undo, or say with does how it is done]",
            "8:3 nobody's budget covers car, which costs 30000"
                + " [the most that one gesture of those who may choose it costs is 50]",
            "9:3 no moment offers spare [add options: [spare] to a moment]",
            "9:3 option spare costs something, but does not say how it is given"
                + " [add does: { webhook: NAME }, { task: WHAT TO DO }, or myself for the person"
                + " who chooses]",
            "9:3 the cost of spare reads traits.price, which a browser can say"
                + " [add protected: [price], so that only your own systems can]",
            "11:49 option repair is offered twice [once is enough]");
  }

  private static List<String> warnings(String document) {
    Checked checked = new PlaybookReader().read(document);
    assertThat(checked).isInstanceOf(Checked.Accepted.class);
    return checked.warnings().stream().map(Refusals::told).toList();
  }
}
