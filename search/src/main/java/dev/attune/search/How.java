package dev.attune.search;

/** How well what was typed fits what stands there; the better ones first. */
public enum How {
  /** An id, e-mail or phone, whole. */
  KNOWN(100),
  /** The same word. */
  SAME(6),
  /** What was typed is its beginning. */
  BEGINS(4),
  /** One slip lies between. */
  ONE_SLIP(2),
  /** Two slips lie between, which is forgiven in a long word. */
  TWO_SLIPS(1);

  private final float weight;

  How(float weight) {
    this.weight = weight;
  }

  /** What it counts; the weights of words are added up. */
  float weight() {
    return weight;
  }
}
