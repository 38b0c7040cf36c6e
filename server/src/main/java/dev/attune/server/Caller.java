package dev.attune.server;

import dev.attune.people.Person;
import dev.attune.people.Session;

/** Who asks: known from a request's admission on. */
sealed interface Caller {
  /** A program, or a person at a command line, by a token. */
  record ByToken(Token token) implements Caller {
    @Override
    public String name() {
      return token.name();
    }

    @Override
    public boolean may(Scope scope) {
      return token.allows(scope);
    }
  }

  /**
   * A person who is signed in.
   *
   * @param person as they are now
   * @param formKey what a form of theirs must hold, see {@link SameOrigin}
   */
  record ByPerson(Person person, Session session, String formKey) implements Caller {
    @Override
    public String name() {
      return person.name();
    }

    @Override
    public boolean may(Scope scope) {
      return scope.isImpliedBy(person.role());
    }
  }

  /** By which records know them. */
  String name();

  /** Whether they may do what a token with this scope may. */
  boolean may(Scope scope);
}
