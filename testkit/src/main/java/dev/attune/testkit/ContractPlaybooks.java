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
        troubled: { when: "signal.event == 'Contact' && facts.bills >= 2", again-after: 12h, expires: 1d, good: { becomes: "facts.rides1 >= 2", within: 2d } }
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
        stuck: { after: Signed Up, without: Ride, for: 2d, again-after: 1d, expires: 36h, good: { event: Ride, where: signal.properties.fare > 2, within: 3d } }
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
        stuck: { after: Signed Up, without: Ride, for: 1d, good: { becomes: "facts.bills == 0", within: 36h } }
        ending: { before: traits.warrantyEnds, by: 1d }
        troubled: { when: "signal.event == 'Contact'", expires: 12h }
      """;

  private static final String MAPS =
      """
      playbook: Maps
      zone: Asia/Beirut
      facts:
        sameTopic: { count: Contact, per: properties.topic, within: 2d }
        topics:    { count: Contact, per: properties.topic }
        spendIn:   { sum: Ride, of: properties.fare, per: properties.city, within: 3d }
        spentIn:   { sum: Ride, of: properties.fare, per: properties.city }
        bestIn:    { max: Ride, of: properties.fare, per: properties.city, within: 36h }
        meanIn:    { mean: Ride, of: properties.fare, per: properties.city }
        lastIn:    { last: Ride, per: properties.city, within: 3d }
        faresIn:   { distinct: Ride, of: properties.fare, per: properties.city, within: 2d }
        trendIn:   { trend: Ride, per: properties.city, within: 1d }
        streakIn:  { streak: Ride, per: properties.city }
        days:      { streak: Ride }
        weeks:     { streak: Contact, by: week }
        trend2:    { trend: Ride, within: 2d }
      segments:
        repeated: facts.sameTopic.any(v, v >= 2)
        rising: facts.trend2 > 0
        falling: facts.trend2 < 0
        daily: facts.days >= 2
        broken: facts.days == 0 && facts.weeks >= 2
        big-city: facts.spendIn.max() > 10.0
        city-habit: facts.streakIn.max() >= 2
        city-falls: facts.trendIn.any(v, v < 0) && !('falling' in segments)
        varied: facts.faresIn.max() >= 2 || facts.meanIn.any(v, v > 5.0)
      moments:
        third: { when: "signal.event == 'Contact' && facts.sameTopic >= 2", per: properties.topic, again-after: 1d, expires: 36h }
        dear: { when: "signal.event == 'Ride' && facts.spendIn > 5 && facts.bestIn > 2", per: properties.city, again-after: 0d, expires: 1d }
        no-show: { after: Ride Requested, without: Ride, for: 12h, per: properties.rideId, expires: 1d, again-after: 0d }
        funnel: { sequence: [Signed Up, Contact, { event: Ride, where: signal.properties.fare > 1 }], within: 2d, expires: 1d, again-after: 0d }
        round: { sequence: [Ride, Ride, Ride], within: 36h, per: properties.city, expires: 12h, again-after: 6h }
        habit: { becomes: "facts.days >= 3", expires: 2d, again-after: 0d }
      """;

  private static final String GOALS =
      """
      playbook: Goals
      zone: America/Havana
      goals:
        arrive-well:
          motive: progress
          starts: Ride Requested
          attained: Ride
          per: properties.rideId
          where: signal.properties.minutesLate <= 5
          within: 1d
        return: { starts: Ride, attained: Ride, within: 36h }
        heard:  { starts: Contact, attained: Quiet, within: 18h }
      facts:
        late3: { missed: arrive-well, within: 3d }
        back2: { attained: return, within: 2d }
        rate3: { rate: arrive-well, within: 3d }
        rate:  { rate: return }
        heard1: { missed: heard, within: 1d }
      segments:
        let-down: goals['arrive-well'].missed >= 2
        waiting: goals.heard.open > 0
        unreliable: facts.rate3 < 0.6
        relapse: facts.late3 > 0 && facts.back2 == 0
        faithful: goals.return.rate > 0.5 && !('waiting' in segments)
      moments:
        unheard: { becomes: "goals.heard.missed >= 1 && goals.heard.open == 0", expires: 1d, again-after: 0d }
        again-unheard: { becomes: "facts.heard1 >= 1", expires: 12h, again-after: 0d }
        late-again: { when: "signal.event == 'Ride' && facts.late3 > 0", expires: 1d, again-after: 0d }
      """;

  static final List<String> ALL = List.of(WINDOWS, TIME, FEW, MAPS, GOALS);

  private ContractPlaybooks() {}
}
