package io.mcp1password.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextMaskTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "op://vault/item/field | [reference]",
        "No field op://My Vault/Big Bank/one time code | No field [reference]",
        "read \"op://My Vault/Bank/pin\" failed | read \"[reference]\" failed",
        "read `op://My Vault/Bank/pin` failed | read `[reference]` failed",
        "read 'op://Ann's Vault/Bank/pin' failed | read '[reference]",
        "read \"op://My \"Big\" Vault/Bank/pin\" failed | read \"[reference]\" failed",
        "read \"op://My Vault/Bank/pin | read \"[reference]",
        "\"op://a/b/c\" and \"op://d/e/f\" | \"[reference]\"",
        "OP://Vault/Item | [reference]",
        "?ref=op%3A%2F%2Fvault%2Fitem | ?ref=[reference]",
        "token ops_eyJzaWduSW5BZGRyZXNzIjoi. | token [token]",
        "token=ops_eyJh+/b=, next | token=[token], next",
        "xops_eyJzaWdu | x[token]",
        "devops_team | devops_team",
        "eyJhbGciOiJFUzI1NiJ9.eyJhIjoxfQ.c2ln ends | [token] ends",
        "eyJhbGciOiJFUzI1NiJ9.eyJhIjoxfQ. | [token]",
        "eyJhbGciOiJFUzI1Ni | [token]",
        "Authorization: Bearer abc.d!ef/g+h= x | Authorization: Bearer [token] x",
        "\"bearer   secret\" | \"bearer [token]\"",
        "plain words, v1/i1 and https://example.com | plain words, v1/i1 and https://example.com",
      })
  void replacesReferencesAndTokens(String text, String masked) {
    assertThat(TextMask.mask(text)).isEqualTo(masked);
  }

  @Test
  void aReferenceEndsWithItsLine() {
    assertThat(TextMask.mask("op://My Vault/a b\nnext\r\nop://c"))
        .isEqualTo("[reference]\nnext\r\n[reference]");
  }

  @Test
  void replacesWhatSteersATerminalOrIsNoText() {
    assertThat(TextMask.mask("a\u009b31m\u202eb\u2028c\u007f\ud800d😀"))
        .isEqualTo("a\ufffd31m\ufffdb\ufffdc\ufffd\ufffdd😀");
  }

  @Test
  void answersSoonForLongTexts() {
    for (String part :
        new String[] {"'op://", "eyJ", "ops_", "bearer ", "ey.", "op:/", "\"op://"}) {
      assertThat(TextMask.mask(part.repeat(200_000))).doesNotContain("op://", "eyJ");
    }
  }
}
