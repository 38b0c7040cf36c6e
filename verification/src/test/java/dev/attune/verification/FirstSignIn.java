package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the first steward comes in, by the address that is printed at start. It is good once. */
final class FirstSignIn {
  private static final Pattern ADDRESS = Pattern.compile("http\\S+/first-sign-in\\?ticket=\\S+");

  private FirstSignIn() {}

  /** Tries a password that is too short, keeps what was typed, and comes in with a better one. */
  static void by(Page page, ServerProcess server, String name, String password) {
    Matcher address = ADDRESS.matcher(server.output());
    assertThat(address.find()).as(server.output()).isTrue();
    page.navigate(address.group());
    page.fill("input[name=name]", name);
    page.fill("input[name=password]", "short");
    page.evaluate("document.querySelector('form.fields').noValidate = true");
    page.click("form.fields button[type=submit]");
    assertThat(page.inputValue("input[name=name]")).isEqualTo(name);
    assertThat(page.textContent("#password-problem")).contains("At least 12 characters");
    Object wide =
        page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(String.valueOf(wide)).as("wider than the window").isEqualTo("0");
    page.fill("input[name=password]", password);
    page.click("form.fields button[type=submit]");
    page.waitForURL(url -> !url.contains("first-sign-in"));
  }
}
