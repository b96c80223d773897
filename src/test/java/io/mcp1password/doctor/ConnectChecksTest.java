package io.mcp1password.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.mcp1password.demo.ConnectStandIn;
import io.mcp1password.demo.Fault;
import io.mcp1password.model.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Connect server that is well, and one that is not, as the checks tell them apart. */
class ConnectChecksTest {

  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir private Path folder;
  private ConnectStandIn connect;
  private CheckupFixture fixture;

  @BeforeEach
  void start() {
    connect = ConnectStandIn.builder().build();
    fixture = new CheckupFixture(folder);
  }

  @AfterEach
  void stop() {
    connect.close();
  }

  private List<String> lines(Secret token, String... flags) {
    return CheckupFixture.lines(fixture.connect(connect.uri(), token, flags), CLOCK);
  }

  @Test
  void aServerThatIsWellHasNothingToDo() {
    List<String> lines = lines(connect.adminToken());

    assertThat(lines)
        .allMatch(line -> line.startsWith("ok "))
        .contains(
            "ok    connect token: well formed, does not expire",
            "ok    connect token: it covers 6 vaults, 6 of them to write in",
            "ok    connect server: answers at " + connect.uri(),
            "ok    connect access: the token is accepted and shows 6 vaults",
            "ok    connect health: Connect 1.8.1, the account's data is there",
            "ok    clock: agrees with the Connect server's to within 5 s",
            "ok    ports: stdio needs none",
            "ok    op command line: not needed, since the script runner is off");
  }

  @Test
  void theTokenIsNeverShown() {
    Secret token = connect.adminToken();
    CheckupReport report = CheckupFixture.report(fixture.connect(connect.uri(), token), CLOCK);
    for (String part : token.reveal().split("\\.", -1)) {
      assertThat(report.lines().toString() + report.json()).doesNotContain(part);
    }
  }

  @Test
  void aTokenThatTheServerDoesNotKnowIsRefused() {
    try (var other = ConnectStandIn.builder().build()) {
      assertThat(lines(other.adminToken()))
          .contains(
              "fail  connect access: the server refuses the token; check that it belongs to this"
                  + " server and was not revoked",
              "warn  connect health: Connect 1.8.1, account data NOT_SYNCED, synchronisation"
                  + " TOKEN_NEEDED; wait a minute; if it stays so, look into the log of"
                  + " connect-sync");
    }
  }

  @Test
  void anExpiredTokenIsAFailureAndOneThatSoonExpiresAWarning() {
    Map<String, Integer> access = Map.of(connect.vaultIds().getFirst(), ConnectStandIn.READ_ONLY);
    Instant now = Instant.now();
    assertThat(lines(connect.token(access, now.minusSeconds(60))))
        .anyMatch(line -> line.startsWith("fail  connect token: it expired at "));
    assertThat(lines(connect.token(access, now.plus(Duration.ofDays(6)))))
        .anyMatch(line -> line.startsWith("warn  connect token: it expires at "));
    assertThat(lines(connect.token(access, now.plus(Duration.ofDays(8)))))
        .anyMatch(line -> line.startsWith("ok    connect token: well formed, expires at "));
  }

  @Test
  void writesNeedATokenThatMayWrite() {
    Map<String, Integer> access = Map.of(connect.vaultIds().getFirst(), ConnectStandIn.READ_ONLY);
    assertThat(lines(connect.token(access), "--enable-writes"))
        .contains(
            "warn  connect token: it covers 1 vaults, 0 of them to write in; --enable-writes needs"
                + " a token that may write");
  }

  @Test
  void aTokenWithoutVaultsIsOfNoUse() {
    assertThat(lines(connect.token(Map.of())))
        .contains(
            "warn  connect token: it names no vault; give it access to vaults, with a new token",
            "warn  connect access: the token is accepted but shows no vault; give it access to"
                + " vaults");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2", "eyJhbGciOiJFUzI1NiJ9.e30", "eyJh.!!.c", "eyJh.bm90IGpzb24.c"})
  void aTokenOfAnotherFormIsTold(String token) {
    assertThat(lines(Secret.of(token)))
        .anyMatch(line -> line.startsWith("fail  connect token: it is no JSON Web Token"))
        .noneMatch(line -> line.contains(token));
  }

  @Test
  void allowedVaultsThatMatchNothingAreCounted() {
    assertThat(
            lines(connect.adminToken(), "--allowed-vault=Engineering", "--allowed-vault=Nowhere"))
        .contains(
            "warn  connect access: 1 of 2 --allowed-vault match no vault; check their names, and"
                + " what the token covers");
  }

  @ParameterizedTest
  @CsvSource({
    "500, fail  connect access: the server answers with status 500",
    "403, fail  connect access: the server answers with status 403",
    "408, warn  connect access: the server is still fetching",
  })
  void aServerInTroubleIsTold(int status, String line) {
    connect.faults().always(new Fault.Status(status, "hidden words"));
    assertThat(lines(connect.adminToken()))
        .anyMatch(each -> each.startsWith(line))
        .noneMatch(each -> each.contains("hidden words"));
  }

  @Test
  void aBrokenAnswerIsTold() {
    connect.faults().always(new Fault.Garbage());
    assertThat(lines(connect.adminToken()))
        .anyMatch(
            each ->
                each.startsWith(
                    "fail  connect access: the server's list of vaults cannot be read"));
    connect.faults().always(new Fault.Cut(Fault.Cut.Point.BEFORE_ANSWER));
    assertThat(lines(connect.adminToken()))
        .anyMatch(each -> each.startsWith("fail  connect access: no answer within 5 s"));
  }

  @Test
  void whereNothingAnswersNothingMoreIsAsked() throws IOException {
    URI nowhere;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nowhere = URI.create("http://127.0.0.1:" + free.getLocalPort());
    }
    assertThat(CheckupFixture.lines(fixture.connect(nowhere, connect.adminToken()), CLOCK))
        .contains(
            "fail  connect server: nothing answers at "
                + nowhere
                + " (ConnectException); start the Connect server, or check --connect-host")
        .noneMatch(line -> line.contains("connect access") || line.contains("clock"));
  }

  @Test
  void whatIsNoConnectServerIsTold() throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    other.start();
    try {
      URI uri = URI.create("http://127.0.0.1:" + other.getAddress().getPort());
      assertThat(CheckupFixture.lines(fixture.connect(uri, connect.adminToken()), CLOCK))
          .anyMatch(line -> line.contains("is no Connect server (status 404)"))
          .noneMatch(line -> line.contains("connect access"));
    } finally {
      other.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"20, warn", "-20, warn", "60, fail", "-7200, fail"})
  void clocksApartAreTold(long seconds, String state) {
    Clock off = Clock.offset(CLOCK, Duration.ofSeconds(seconds));
    assertThat(CheckupFixture.lines(fixture.connect(connect.uri(), connect.adminToken()), off))
        .anyMatch(
            line -> line.startsWith(state) && line.contains("apart from the Connect server's"));
  }

  @Test
  void aTokenFromTheFutureTellsOfAWrongClock() {
    Clock late = Clock.offset(CLOCK, Duration.ofHours(-1));
    assertThat(CheckupFixture.lines(fixture.connect(connect.uri(), connect.adminToken()), late))
        .contains(
            "warn  connect token: it was made in the future; set this machine's clock, best by"
                + " NTP");
  }
}
