package io.mcp1password.runner.approval;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.mcp1password.runner.approval.ApprovalFixture.SCRIPTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import io.mcp1password.config.ApprovalSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The approval page in a real browser, with pictures of it in {@code target/screenshots}. */
@RequiresChromium
class ApprovalPageIT {

  private static final Path PICTURES = Path.of("target", "screenshots");

  private static Playwright playwright;
  private static Browser browser;

  @TempDir private Path folder;
  private ApprovalFixture fixture;
  private BrowserContext context;
  private Page tab;
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void startBrowser() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(RequiresChromium.PROGRAM)
                    .setArgs(List.of("--no-sandbox")));
  }

  @AfterAll
  static void stopBrowser() {
    browser.close();
    playwright.close();
  }

  @BeforeEach
  void open() {
    fixture = new ApprovalFixture(folder);
    context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1000, 1000));
    tab = context.newPage();
    tab.onConsoleMessage(message -> complaints.add(message.text()));
  }

  @AfterEach
  void close() {
    context.close();
    fixture.close();
  }

  private URI openRequest() {
    URI page = fixture.pending(SCRIPTS);
    tab.navigate(page.toString());
    return page;
  }

  private void fill(Page page, String phrase) {
    page.getByLabel("accept the risk").check();
    page.getByLabel("Type or paste this phrase").fill(phrase);
  }

  private void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
  }

  private void expectTitle(Page page, String heading) {
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
        .hasText(heading);
  }

  private void picture(String name) {
    tab.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve("approval-" + name + ".png"))
            .setFullPage(true));
  }

  @Test
  void aPersonReadsAndApproves() {
    openRequest();
    expectTitle(tab, ApprovalPage.TITLE);
    assertThat(tab.locator("dl")).containsText("Claude Code");
    assertThat(tab.locator("dl")).containsText("to run the tests");
    assertThat(tab.locator("dl")).containsText("10 minutes, until 24 November 2026, 19:40 UTC");
    assertThat(tab.locator("pre")).hasText("make test");
    picture("light");
    fill(tab, ApprovalSettings.PHRASE);
    press(tab, "Approve");
    expectTitle(tab, "Approved");
    picture("approved");
    assertThat(fixture.isGranted(SCRIPTS)).isTrue();
    assertThat(complaints).isEmpty();
  }

  @Test
  void theStyleIsAppliedUnderThePolicy() {
    openRequest();
    assertThat(tab.locator("button.plain")).hasCSS("background-color", "rgba(0, 0, 0, 0)");
    assertThat(tab.locator("body")).hasCSS("background-color", "rgb(244, 245, 247)");
  }

  @Test
  void itIsDarkWhereThePersonLikesItDark() {
    tab.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    openRequest();
    assertThat(tab.locator("body")).hasCSS("background-color", "rgb(20, 23, 28)");
    picture("dark");
  }

  @Test
  void nothingIsCutOnANarrowScreen() {
    tab.setViewportSize(320, 640);
    openRequest();
    Object wide = tab.evaluate("() => document.documentElement.scrollWidth");
    assertThat(wide).isEqualTo(320);
    picture("narrow");
  }

  @Test
  void aWrongPhraseTellsWhatIsWrongAndCanBePutRight() {
    openRequest();
    fill(tab, "I understand");
    press(tab, "Approve");
    assertThat(tab.getByRole(AriaRole.ALERT)).containsText("Nothing is approved yet");
    assertThat(tab.getByRole(AriaRole.ALERT)).containsText("4 tries left");
    assertThat(tab.getByRole(AriaRole.ALERT)).isFocused();
    assertThat(tab.locator("#phrase")).hasAttribute("aria-invalid", "true");
    assertThat(tab.locator("#phrase")).hasValue("I understand");
    assertThat(tab.locator("#risk")).isChecked();
    picture("error");
    assertThat(fixture.isGranted(SCRIPTS)).isFalse();
    fill(tab, ApprovalSettings.PHRASE);
    press(tab, "Approve");
    expectTitle(tab, "Approved");
  }

  @Test
  void aPersonDenies() {
    openRequest();
    press(tab, "Deny");
    expectTitle(tab, "Denied");
    picture("denied");
    assertThat(fixture.approvals.activeCount()).isZero();
  }

  @Test
  void anExpiredLinkSaysSo() {
    URI page = openRequest();
    fill(tab, ApprovalSettings.PHRASE);
    fixture.clock.forward(Tickets.VALID);
    press(tab, "Approve");
    expectTitle(tab, "This link has expired");
    picture("expired");
    tab.navigate(page.toString());
    expectTitle(tab, "This link has expired");
    assertThat(fixture.approvals.activeCount()).isZero();
  }

  @Test
  void aUsedLinkSaysSo() {
    URI page = openRequest();
    fill(tab, ApprovalSettings.PHRASE);
    press(tab, "Approve");
    expectTitle(tab, "Approved");
    tab.navigate(page.toString());
    expectTitle(tab, "Approved already");
    picture("used");
  }

  @Test
  void theSecondOfTwoTabsChangesNothing() {
    URI page = openRequest();
    Page other = context.newPage();
    other.navigate(page.toString());
    fill(tab, ApprovalSettings.PHRASE);
    fill(other, ApprovalSettings.PHRASE);
    press(tab, "Approve");
    expectTitle(tab, "Approved");
    press(other, "Approve");
    expectTitle(other, "Approved already");
    assertThat(fixture.approvals.activeCount()).isEqualTo(1);
    assertThat(fixture.events.stream().filter(ApprovalEvent.Granted.class::isInstance)).hasSize(1);
  }

  @Test
  void thePageIsUsedByTheKeyboardAlone() {
    openRequest();
    tab.keyboard().press("Tab");
    assertThat(tab.locator("#risk")).isFocused();
    tab.keyboard().press("Space");
    tab.keyboard().press("Tab");
    assertThat(tab.locator("#phrase")).isFocused();
    tab.keyboard().insertText(ApprovalSettings.PHRASE);
    tab.keyboard().press("Tab");
    assertThat(tab.locator("#remember")).isFocused();
    picture("keyboard");
    tab.keyboard().press("Tab");
    tab.keyboard().press("Enter");
    expectTitle(tab, "Approved");
    tab.keyboard().press("Tab");
    tab.keyboard().press("Enter");
    expectTitle(tab, "What is approved");
    tab.keyboard().press("Tab");
    tab.keyboard().press("Enter");
    assertThat(tab.locator("main")).containsText("Nothing is approved now.");
  }

  @Test
  void everyFieldHasANameForAScreenReader() {
    openRequest();
    assertThat(tab.locator("html")).hasAttribute("lang", "en");
    assertThat(tab.locator("#risk")).hasAccessibleName("I have read the above and accept the risk");
    assertThat(tab.locator("#phrase")).hasAccessibleName("Type or paste this phrase");
    assertThat(tab.locator("#phrase")).hasAccessibleDescription(ApprovalSettings.PHRASE);
    assertThat(tab.locator("#remember")).hasAccessibleName("Remember this for 24 hours");
    assertThat(tab.getByRole(AriaRole.REGION))
        .hasAccessibleName("You would allow more than this command");
  }

  @Test
  void anApprovalIsTakenBack() {
    openRequest();
    fill(tab, ApprovalSettings.PHRASE);
    tab.getByLabel("Remember this for 24 hours").check();
    press(tab, "Approve");
    tab.getByText("See what is approved").click();
    expectTitle(tab, "What is approved");
    assertThat(tab.locator("dl")).containsText("Yes, on this machine");
    picture("list");
    press(tab, "Take back: /home/ann/shop");
    assertThat(tab.locator("main")).containsText("Nothing is approved now.");
    assertThat(fixture.isGranted(SCRIPTS)).isFalse();
  }

  @Test
  void aFormOfAnotherSiteIsRefused() throws IOException {
    URI page = fixture.pending(SCRIPTS);
    String fields =
        ApprovalFixture.rightAnswer(page).entrySet().stream()
            .map(each -> "<input name='" + each.getKey() + "' value='" + each.getValue() + "'>")
            .reduce("", String::concat);
    HttpServer other =
        otherSite(
            "<form method=post action='http://"
                + page.getAuthority()
                + "/approve'>"
                + fields
                + "</form><script>document.forms[0].submit()</script>");
    try {
      tab.navigate("http://127.0.0.1:" + other.getAddress().getPort() + "/");
      expectTitle(tab, "Refused");
      assertThat(fixture.isGranted(SCRIPTS)).isFalse();
    } finally {
      other.stop(0);
    }
  }

  @Test
  void thePageCannotBeFramed() throws IOException {
    URI page = fixture.pending(SCRIPTS);
    HttpServer other = otherSite("<iframe src='" + page + "'></iframe>");
    try {
      tab.navigate("http://127.0.0.1:" + other.getAddress().getPort() + "/");
      tab.waitForCondition(
          () -> complaints.stream().anyMatch(each -> each.contains("frame-ancestors")),
          new Page.WaitForConditionOptions().setTimeout(10_000));
      assertThat(tab.frameLocator("iframe").locator("form")).hasCount(0);
    } finally {
      other.stop(0);
    }
  }

  private static HttpServer otherSite(String html) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = html.getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
