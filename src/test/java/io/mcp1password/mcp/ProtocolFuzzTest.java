package io.mcp1password.mcp;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/**
 * Fuzzing of the protocol: whatever bytes come in, at any revision, are answered by the rules, or
 * not at all where these say so. The first byte chooses the revision and whether a session has
 * begun.
 */
public class ProtocolFuzzTest {

  private static final Revision[] REVISIONS = Revision.values();
  private static final ProtocolUnderTest PROTOCOL = new ProtocolUnderTest();

  @FuzzTest(maxDuration = "5s")
  @DictionaryEntries({
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"",
    "initialize",
    "tools/call",
    "resources/read",
    "notifications/cancelled",
    "\",\"params\":{",
    "\"_meta\":{",
    "\"name\":\"thing_make\"",
    "\"arguments\":{}",
    "\\ud800",
    "1E999999999"
  })
  void whateverComesInIsAnswered(byte[] data) {
    fuzzerTestOneInput(data);
  }

  /** The entry of a longer run. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length > 0) {
      int choice = data[0] & 0xff;
      Revision revision = REVISIONS[choice % REVISIONS.length];
      PROTOCOL.check(
          Arrays.copyOfRange(data, 1, data.length), revision, choice / REVISIONS.length % 2 == 0);
    }
  }
}
