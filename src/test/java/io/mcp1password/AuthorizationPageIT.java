package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.oauth.LocalIssuer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page on access tokens print what it shows after them. */
class AuthorizationPageIT {

  private static final Path PAGE = Path.of("docs", "authorization.md");
  private static final String SHARED = "shared-token-0123456789";

  @TempDir private Path folder;

  @Test
  void printsWhatThePageShows() throws Exception {
    try (var issuer = new LocalIssuer();
        var server =
            ServerProcess.start(
                folder,
                Map.of(ServerProcess.TOKEN_VARIABLE, SHARED),
                List.of(
                    "--auth-mode=demo",
                    "--enable-writes",
                    "--oauth-issuer=" + issuer.uri(),
                    "--oauth-resource=" + LocalIssuer.RESOURCE))) {
      String token = issuer.token("alice", "read");
      List<ReadmeIT.Example> examples = ReadmeIT.examples(PAGE, "tested");
      List<String> printed =
          ReadmeIT.shellOutputs(new Shell(server, folder), examples, Map.of("ACCESS_TOKEN", token));
      assertThat(examples).hasSize(4);
      for (int i = 0; i < examples.size(); i++) {
        String shown =
            examples.get(i).output().replace("https://login.example.com", issuer.uri().toString());
        assertThat(ReadmeIT.compact(printed.get(i))).matches(ReadmeIT.pattern(shown));
      }
      assertThat(server.errors()).doesNotContain("SLF4J", "WARN", token);
    }
  }
}
