package dev.attune.testkit;

import java.util.List;

/** Playbooks that between them say everything a step must decide. */
final class ContractPlaybooks {
  private static final String WINDOWS =
      """
      playbook: Windows
      zone: Europe/Berlin
      protected: [plan]
      facts:
        rides1:  { count: Ride, within: 1d }
        rides3:  { count: Ride, within: 3d }
        rides:   { count: Ride }
        spend3:  { sum: Ride, of: properties.fare, within: 3d }
        spend:   { sum: Ride, of: properties.fare }
        least2:  { min: Ride, of: properties.fare, within: 2d }
        most2:   { max: Ride, of: properties.fare, within: 2d }
        least:   { min: Ride, of: properties.fare }
        most:    { max: Ride, of: properties.fare }
        mean3:   { mean: Ride, of: properties.fare, within: 3d }
        mean:    { mean: Ride, of: properties.fare }
        first2:  { first: Ride, within: 2d }
        last2:   { last: Ride, within: 2d }
        first:   { first: Ride }
        last:    { last: Ride }
        city2:   { latest: Ride, of: properties.city, within: 2d }
        city:    { latest: Ride, of: properties.city }
        cities2: { distinct: Ride, of: properties.city, within: 2d }
        cities:  { distinct: Ride, of: properties.city }
        bills:   { count: Contact, where: signal.properties.topic == 'bill', within: 36h }
      segments:
        regular: facts.rides3 >= 3
        idle: facts.rides3 > 0 && facts.rides1 == 0
        spender: facts.spend3 > 5.0
        twoCities: facts.cities2 == 2
        roman: facts.city2 == 'Rome'
        cheap: facts.least2 < 1.0 && facts.mean3 < 3
        pro: traits.plan == 'pro' && !('idle' in segments)
        nobody: facts.rides != 0 && facts.rides3 <= 0
      moments:
        lapsed: { becomes: "'nobody' in segments", again-after: 1d, expires: 2d }
        both: { becomes: "facts.rides1 >= 2 || facts.bills >= 2", expires: 12h, again-after: 0d }
        troubled: { when: "signal.event == 'Contact' && facts.bills >= 2", again-after: 12h, expires: 1d }
        spree: { when: "signal.properties.fare > 2 && facts.rides1 > 1", tone: delight, expires: 6h, again-after: 6h }
      """;

  private static final String TIME =
      """
      playbook: Time
      zone: Europe/Berlin
      facts:
        rides2: { count: Ride, within: 2d }
        quiet:  { last: Quiet, within: 30h }
      segments:
        riding: facts.rides2 > 0
        hushed: has(facts.quiet) && !('riding' in segments)
      moments:
        ending: { before: traits.warrantyEnds, by: 3d, expires: 30d }
        late-claim:
          when: signal.event == 'Warranty Claimed'
          around: { date: traits.warrantyEnds, from: 0d, to: 3d }
          again-after: 0d
          expires: 1d
        around-it: { around: { date: traits.warrantyEnds, from: -12h, to: 12h }, expires: 18h, again-after: 1d }
        stuck: { after: Signed Up, without: Ride, for: 2d, again-after: 1d, expires: 36h }
        silent: { after: Quiet, without: Quiet, for: 18h, again-after: 0d, expires: 6h }
        hush: { becomes: "'hushed' in segments", expires: 12h, again-after: 0d }
      """;

  private static final String FEW =
      """
      playbook: Few
      facts:
        rides3: { count: Ride, within: 3d }
        bills:  { count: Contact, within: 36h }
      segments:
        regular: facts.rides3 >= 2
      moments:
        both: { becomes: "facts.bills >= 2", expires: 1d, again-after: 0d }
        stuck: { after: Signed Up, without: Ride, for: 1d }
        ending: { before: traits.warrantyEnds, by: 1d }
        troubled: { when: "signal.event == 'Contact'", expires: 12h }
      """;

  static final List<String> ALL = List.of(WINDOWS, TIME, FEW);

  private ContractPlaybooks() {}
}
