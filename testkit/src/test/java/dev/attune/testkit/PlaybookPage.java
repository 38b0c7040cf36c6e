package dev.attune.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples of docs/PLAYBOOK.md: playbooks, each with the stories told below it. */
record PlaybookPage(String text, List<Example> examples) {
  private static final Pattern BLOCK =
      Pattern.compile("^```(yaml|story)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /**
   * One example.
   *
   * @param line where it stands
   */
  record Example(int line, String playbook, List<String> stories) {}

  static PlaybookPage read() {
    Path page = Path.of("..", "docs", "PLAYBOOK.md");
    try {
      String text = Files.readString(page);
      return new PlaybookPage(text, examples(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Example> examples(String text) {
    List<Example> examples = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      String body = block.group(2);
      if (block.group(1).equals("yaml")) {
        int line = (int) text.substring(0, block.start()).lines().count() + 1;
        String named = body.startsWith("playbook:") ? body : "playbook: Example\n" + body;
        examples.add(new Example(line, named, new ArrayList<>()));
      } else {
        examples.getLast().stories().add(body);
      }
    }
    return examples;
  }
}
