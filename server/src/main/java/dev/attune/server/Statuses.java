package dev.attune.server;

/** The names of the HTTP statuses that Attune answers with. */
final class Statuses {
  private Statuses() {}

  static String title(int status) {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "Not signed in";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 408 -> "Too slow";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 413 -> "Too large";
      case 415 -> "Content not understood";
      case 422 -> "Not valid";
      case 429 -> "Too many";
      case 503 -> "No room";
      default -> status < 500 ? "Refused" : "Failed";
    };
  }
}
